import { screenshotDir } from '../playwright.config.ts';
import { bubbleOf, startThread, waitForShell } from '../support/portal-acts.ts';
import { fatma, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const words = 'The cough is worse at night.';

test('[C85] [R5] [R11] a phone that has not heard the clinic for two weeks shows nothing it keeps, says so, and delivers what was written once it is back', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.reload();
  await waitForShell(page);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  phone.line.cut();
  await startThread(page, { to: 'Nurses', subject: 'Night cough', text: words });
  await expect(bubbleOf(page, words)).toContainText('Saved on this device');

  // Two weeks: what the app itself wrote down of its last contact is that much older.
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('outpost.session.patient') ?? '{}') as { heardAt: number };
    localStorage.setItem('outpost.session.patient', JSON.stringify({ ...kept, heardAt: kept.heardAt - 14.1 * 86_400_000 }));
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page.getByText('This device has not reached the clinic for more than 14 days')).toBeVisible();
  expect(await page.content()).not.toContain('cough');
  await page.screenshot({ path: `${screenshotDir}/contact-lock-360.png` });
  await page.getByLabel('Password', { exact: true }).fill(fatma.password);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByText('The clinic has to be reached first. Connect and try again.')).toBeVisible();

  phone.line.open();
  await expect(async () => {
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(bubbleOf(page, words)).toContainText('Received by Riverside Clinic', { timeout: 5_000 });
  }).toPass({ timeout: 30_000 });
});
