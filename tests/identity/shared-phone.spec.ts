import type { Page } from '@playwright/test';
import { bubbleOf, openOwnThread, startThread, syncChip, waitForShell } from '../support/portal-acts.ts';
import { fatma, halima, passPatientCode, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

/** The real portal: what a session, a lock and a sign-out are worth on a phone that several people hold, with a line that dies. */
const words = 'The cough is worse at night since Tuesday.';
const main = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** The worker serves pages from their next opening on. */
async function waitForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.reload();
  await waitForShell(page);
  await expect(main(page)).toBeVisible();
}
async function lockFromMore(page: Page): Promise<void> {
  await main(page).getByRole('link', { name: /^More/ }).click();
  const locked = page.getByRole('heading', { name: 'Locked' });
  // Two presses within half a second are one (a shaking thumb): a machine unlocks and locks again faster than that.
  await expect(async () => {
    if (!(await locked.isVisible())) await page.getByRole('button', { name: /Lock this app/ }).click({ timeout: 1000 });
    await expect(locked).toBeVisible({ timeout: 2000 });
  }).toPass();
}
async function unlock(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

test('[C54] [R11] [R5] one signs out with words unsent, another signs in on the same phone and sees nothing of them; the words arrive', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await waitForOffline(page);
  phone.line.cut();
  await startThread(page, { to: 'Nurses', subject: 'Night cough', text: words });
  await expect(bubbleOf(page, words)).toContainText('Saved on this device');
  await page.goto('/c/riverside/');
  await main(page).getByRole('link', { name: /^More/ }).click();
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await expect(page.getByRole('dialog')).toContainText('1 thing you wrote has not reached the clinic yet.');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await page.locator('body').ariaSnapshot()).not.toContain('Fatma');

  phone.line.open();
  await signInPatient(phone, portal.server, halima);
  await expect(page.getByText('Halima').first()).toBeVisible();
  await main(page).getByRole('link', { name: /^Messages/ }).click();
  await expect(page.getByRole('link', { name: 'Night cough' })).toHaveCount(0);
  expect(await page.content()).not.toContain('Fatma');

  // The clinic has it, under Fatma's name, though she has not come back: she reads so on another phone.
  const other = await portal.person('other', 'phone');
  await signInPatient(other, portal.server, fatma);
  await openOwnThread(other.browser.page, 'Night cough');
  await expect(bubbleOf(other.browser.page, words)).toContainText('Received by Riverside Clinic');
});

test('[C85] [D6] the lock outlives a reload and a dead browser without a network, and the password opens it where one was', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  await signInPatient(phone, portal.server, fatma);
  await waitForOffline(phone.browser.page);
  await openOwnThread(phone.browser.page, 'Dizzy since the new tablets');
  const deep = phone.browser.page.url();
  await phone.browser.page.goto('/c/riverside/');
  await lockFromMore(phone.browser.page);
  // The verifier is kept beside all this; then the line dies and the browser with it.
  await unlock(phone.browser.page, fatma.password);
  await expect(main(phone.browser.page)).toBeVisible();
  await lockFromMore(phone.browser.page);
  phone.line.cut();
  await phone.browser.killHard();
  const page = await phone.browser.startAgain();
  await page.goto(deep);
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  expect(await page.content()).not.toContain('tablets');
  await unlock(page, 'Not-The-1');
  await expect(page.getByText('That is not the password.')).toBeVisible();
  await page.waitForTimeout(600);
  await unlock(page, fatma.password);
  await expect(syncChip(page)).toHaveAccessibleName(/Offline|Cannot reach/);
  expect(page.url()).toBe(deep);
});

test('[C54] [C85] a session ended elsewhere: still readable, asks to sign in, and goes on where it was', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await expect(syncChip(page)).toHaveText(/Up to date/);
  const home = await main(page).getByRole('link', { name: /^Home/ }).getAttribute('href');

  const other = await portal.person('other', 'phone');
  await signInPatient(other, portal.server, fatma);
  const ended = await other.browser.page.evaluate(async () => {
    const list: unknown = await (await fetch('/api/identity/sessions?app=patient')).json();
    const { sessions } = list as { sessions: { id: string; current: boolean }[] };
    const first = sessions.find(({ current }) => !current);
    const answer = await fetch('/api/identity/sessions/end', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ app: 'patient', session: first?.id }),
    });
    return answer.status;
  });
  expect(ended).toBe(200);

  await expect(syncChip(page)).toHaveAccessibleName(/Sign in/, { timeout: 15_000 });
  await expect(page.getByText('Fatma').first()).toBeVisible();
  await startThread(page, { to: 'Nurses', subject: 'Written meanwhile', text: words });
  const place = page.url();
  await syncChip(page).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Sign in again to send and receive. What is on this device is safe.')).toBeVisible();
  await passPatientCode(phone, portal.server, fatma);
  await expect(bubbleOf(page, words)).toContainText('Received by Riverside Clinic', { timeout: 20_000 });
  expect(page.url()).toBe(place);
  expect(home).not.toBeNull();
});
