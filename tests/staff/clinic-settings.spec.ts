import { inspectScreen } from '../support/inspect-screen.ts';
import { bubbleOf, openOwnThread, sendMessage, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B45] [B15] [D18] the clinic’s hours and waits, set by a coordinator: a patient is told where they write, and answered while it is closed', async ({ portal }) => {
  test.setTimeout(180_000);
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await waitUntilLive(page);
  await page.getByRole('link', { name: 'Clinic', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Tell patients when we are open' }).check();
  // Whatever day this runs on: open for a minute a week, in a minute that is not now.
  const minute = new Intl.DateTimeFormat('en-GB', { timeZone: 'Africa/Nairobi', hour: '2-digit', minute: '2-digit' }).format(Date.now() - 3_600_000);
  await page.getByLabel('Monday').fill(`${minute} bis Mittag`);
  await page.getByLabel('Days a device may go without contact').fill('0');
  await page.getByLabel('Most days a result may be held').fill('2');
  await page.getByRole('button', { name: 'Save for the clinic' }).click();
  await expect(page.getByText('Write a number from 1 to 365.').first()).toBeVisible();
  await expect(page.getByText('Write a number from 1 to 90, and no more than the most days.').first(), 'three are usual').toBeVisible();
  await inspectScreen(page, 'staff-clinic-errors');
  // Another page and back: what was typed is there.
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('heading', { name: 'Appearance' }).waitFor();
  await page.getByRole('link', { name: 'Clinic', exact: true }).click();
  await expect(page.getByLabel('Days a device may go without contact')).toHaveValue('0');
  await page.getByLabel('Monday').fill('03:00-03:01');
  await page.getByLabel('Days a device may go without contact').fill('21');
  await page.getByLabel('Most days a result may be held').fill('10');
  await page.getByLabel('Days a hold usually lasts').fill('4');
  await page.getByLabel('When you answer').fill('We answer within 2 working days.');
  await page.getByRole('button', { name: 'Save for the clinic' }).click();
  await expect(page.getByText(/^Changed by Tomás Rivera/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Monday')).toHaveValue('03:00–03:01');
  await inspectScreen(page, 'staff-clinic');
  await page.getByRole('link', { name: 'Results', exact: true }).click();
  await page.getByRole('link', { name: /Fatma Hassan/ }).click();
  await page.getByRole('button', { name: 'Hold with a reason' }).click();
  const days = page.getByRole('dialog').getByLabel('Until');
  await expect(days).toHaveValue('4');
  await expect(days.getByRole('option')).toHaveText(['1 day', '2 days', '3 days', '4 days', '5 days', '7 days', '10 days']);
  await page.getByRole('dialog').getByRole('button', { name: 'Do not hold' }).click();

  const phone = await portal.person('fatma', 'phone');
  const hers = phone.browser.page;
  await signInPatient(phone, portal.server, fatma);
  await expect(hers.getByText('We answer within 2 working days.')).toBeVisible({ timeout: 30_000 });
  await openOwnThread(hers, 'Dizzy since the new tablets');
  await expect(hers.getByText('The clinic is closed now.')).toBeVisible();
  await sendMessage(hers, 'Is anybody there?');
  const auto = bubbleOf(hers, 'The clinic is closed now and opens on Monday');
  await expect(auto).toContainText('In an emergency call 999.', { timeout: 30_000 });
  await expect(auto).toContainText('automatic answer');
  await inspectScreen(hers, 'patient-closed-clinic');

  const grace = await portal.person('grace', 'desk');
  await signInStaff(grace, portal.server, 'grace');
  await grace.browser.page.goto('/staff/admin/clinic');
  await expect(grace.browser.page.getByText('Your account does not include the right to change portal settings.')).toBeVisible();
});
