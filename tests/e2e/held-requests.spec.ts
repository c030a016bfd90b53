import type { Locator, Page } from '@playwright/test';
import { inspectScreen } from '../support/inspect-screen.ts';
import { bubbleOf, openThread, openTray, reply, syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { readAuthenticatorCode, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';

const words = ['Sit down before you stand up, Fatma.', 'Come today before noon, Joseph.', 'The letter is at the desk, Halima.'] as const;
const people = ['Fatma Hassan', 'Joseph Ekai', 'Halima Abdi'] as const;

const articleOf = (page: Page, text: string): Locator => page.getByRole('list', { name: 'Held requests' }).getByRole('article').filter({ hasText: text });
const itemOf = (tray: Locator, text: string): Locator => tray.getByRole('article').filter({ hasText: text });

test('[R10] [R5] what a removed device brings is held: an administrator returns one with a word and discards one, the author is told both truthfully, and sends the returned one again', async ({ portal }) => {
  test.setTimeout(240_000);
  const laptop = await portal.person('laptop', 'desk');
  const { page } = laptop.browser;
  await signInStaff(laptop, portal.server, 'grace');
  await waitForShell(page);
  await waitUntilWhole(page);
  laptop.line.cut();
  for (const [i, name] of people.entries()) {
    await openThread(page, name);
    await reply(page, words[i] ?? '');
    await expect(bubbleOf(page, words[i] ?? '').getByText(/Saved on this device/)).toBeVisible();
  }

  // Her laptop is gone: she takes it off her account from another one.
  const other = await portal.person('other', 'desk');
  await signInStaff(other, portal.server, 'grace');
  const desk = other.browser.page;
  await desk.goto('/staff/settings');
  const devices = desk.getByRole('listitem').filter({ hasText: 'Registered ' });
  await expect(devices.filter({ hasText: 'This device' })).toHaveCount(1);
  await devices.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(desk.getByRole('dialog')).toContainText('not carried out');
  await inspectScreen(desk, 'staff-remove-device');
  await desk.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await expect(devices.getByText(/^Taken off/)).toBeVisible();

  // It turns up again. Nothing it brings is done; she signs in anew and reads why.
  laptop.line.open();
  await expect(page.getByRole('alert').first()).toContainText('What you wrote stays here and still goes to the clinic.', { timeout: 60_000 });
  await inspectScreen(page, 'staff-device-removed');
  await signInAgain(laptop, portal.server);
  await expect(syncChip(page)).toHaveAccessibleName(/3 items not accepted/, { timeout: 30_000 });
  await syncChip(page).click();
  const tray = page.getByRole('dialog', { name: 'Needs you' });
  for (const text of words) {
    await expect(itemOf(tray, text)).toContainText('Waits for a decision');
    await expect(itemOf(tray, text)).toContainText('This device was taken off your account.');
    await expect(itemOf(tray, text).getByRole('button', { name: 'Try again' })).toHaveCount(0);
  }
  await inspectScreen(page, 'staff-tray-held');

  const administrator = await portal.person('ruth', 'desk');
  const ruth = administrator.browser.page;
  await signInStaff(administrator, portal.server, 'ruth');
  await ruth.getByRole('link', { name: /^Held requests/ }).first().click();
  await expect(ruth.getByRole('article')).toHaveCount(3);
  await expect(ruth.getByRole('link', { name: /^Held requests/ }).first()).toContainText('3');
  await expect(articleOf(ruth, words[0])).toContainText('Reply to Fatma Hassan');
  await expect(articleOf(ruth, words[0])).toContainText('the device had been taken off the account');
  await inspectScreen(ruth, 'staff-held');

  await articleOf(ruth, words[0]).getByRole('button', { name: 'Return to Grace Wanjiru' }).click();
  await ruth.getByLabel('A word to Grace Wanjiru').fill('Good that it was found. Send it again.');
  await inspectScreen(ruth, 'staff-held-return');
  await ruth.getByRole('dialog').getByRole('button', { name: 'Return to Grace Wanjiru' }).click();
  await expect(ruth.getByRole('article')).toHaveCount(2);
  // The keyboard alone, and away from the question without deciding.
  await articleOf(ruth, words[1]).getByRole('button', { name: 'Discard' }).focus();
  await ruth.keyboard.press('Enter');
  await expect(ruth.getByRole('dialog')).toContainText('“Reply to Joseph Ekai” is never carried out, and this cannot be taken back.');
  await inspectScreen(ruth, 'staff-held-discard');
  await ruth.keyboard.press('Escape');
  await expect(ruth.getByRole('dialog')).toHaveCount(0);
  await expect(articleOf(ruth, words[1]).getByRole('button', { name: 'Discard' })).toBeFocused();
  // Without a line what was read stays, and the decision is saved and goes later.
  administrator.line.cut();
  await expect(syncChip(ruth)).toHaveAccessibleName(/Offline|Cannot reach/, { timeout: 60_000 });
  await articleOf(ruth, words[1]).getByRole('button', { name: 'Discard' }).click();
  await ruth.getByRole('dialog').getByRole('button', { name: 'Discard it' }).click();
  await expect(articleOf(ruth, words[1])).toContainText('Discard saved on this device');
  await inspectScreen(ruth, 'staff-held-offline');
  await ruth.reload();
  await expect(ruth.getByText('Held requests are read from the clinic')).toBeVisible();
  await inspectScreen(ruth, 'staff-held-not-here');
  administrator.line.open();
  await expect(ruth.getByRole('article')).toHaveCount(1, { timeout: 60_000 });
  await expect(ruth.getByRole('link', { name: /^Held requests/ }).first()).toContainText('1');

  // Her tray tells both, and the third is still waiting.
  await expect(itemOf(tray, words[0])).toContainText('Returned by Ruth Mwangi: “Good that it was found. Send it again.”', { timeout: 30_000 });
  await expect(itemOf(tray, words[1])).toContainText(/Ruth Mwangi decided .* that this is not carried out\./, { timeout: 30_000 });
  await expect(itemOf(tray, words[2])).toContainText('Waits for a decision');
  await inspectScreen(page, 'staff-tray-decided');
  // On her other device the words have come along, though they were never written there.
  const otherTray = await openTray(desk);
  await expect(itemOf(otherTray, words[0])).toContainText('Returned by Ruth Mwangi');
  await expect(itemOf(otherTray, words[1])).toContainText('Not carried out');
  await desk.keyboard.press('Escape');

  await itemOf(tray, words[0]).getByRole('button', { name: 'Try again' }).click();
  await expect(itemOf(tray, words[0])).toHaveCount(0);
  await itemOf(tray, words[1]).getByRole('button', { name: /^Dismiss/ }).click();
  await expect(itemOf(tray, words[1])).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  // A third person sees what arrived: the returned one, once, and none of the others.
  const tomas = await portal.person('tomas', 'desk');
  await signInStaff(tomas, portal.server, 'tomas');
  for (const [i, name] of people.entries()) {
    await openThread(tomas.browser.page, name);
    await waitUntilLive(tomas.browser.page);
    await expect(bubbleOf(tomas.browser.page, words[i] ?? '')).toHaveCount(i === 0 ? 1 : 0, { timeout: 30_000 });
  }
  // What was put away on one device is put away on the other.
  await expect(syncChip(desk)).toHaveAccessibleName(/Up to date/, { timeout: 30_000 });
});

/** The same person on the sign-in page, where the device knows who was here. */
async function signInAgain({ browser: { page } }: Person, server: Parameters<typeof signInStaff>[1]): Promise<void> {
  await page.getByLabel('User name').fill('grace');
  await page.getByLabel('Password', { exact: true }).fill('Outpost-Demo-1');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Enter the code of your authenticator' }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(await readAuthenticatorCode(server, 'grace'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
}
