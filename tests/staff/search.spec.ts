import { findAxeFaults } from '../support/axe.ts';
import { syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B32] [C3] one search: what the clinic has, what this device has, and plain words when only the device was searched', async ({ portal }) => {
  test.setTimeout(120_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(page);
  await waitForShell(page);
  await waitUntilWhole(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Commands and people' })).toBeFocused();
  await page.keyboard.type('tablets zzz');
  await page.getByRole('option', { name: /^Search people and messages for “tablets zzz”/ }).click();
  const field = page.getByRole('searchbox', { name: 'Search people and messages' });
  await expect(field).toHaveValue('tablets zzz');
  await expect(page.getByText('Nothing found', { exact: true })).toBeVisible();
  // The palette again, from here: its words are what is searched now.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Commands and people' })).toBeFocused();
  await page.keyboard.type('tablets yyy');
  await page.getByRole('option', { name: /^Search people and messages for “tablets yyy”/ }).click();
  await expect(field).toHaveValue('tablets yyy');
  await field.fill('tablets dizz');
  const messages = page.getByRole('list', { name: 'Messages' });
  await expect(page.getByText('Searched: everything at the clinic that you may read.')).toBeVisible();
  await expect(messages.getByRole('link').first()).toContainText('at the clinic');
  await field.fill('fatma');
  await expect(page.getByRole('list', { name: 'People' }).getByRole('link', { name: /Fatma Hassan/ })).toContainText('at the clinic');
  expect(await findAxeFaults(page)).toEqual([]);

  grace.line.cut();
  await expect(syncChip(page)).toHaveAccessibleName(/^(Offline|Cannot reach)/, { timeout: 30_000 });
  await field.fill('tablets dizz');
  await expect(page.getByText('Only this device was searched.')).toBeVisible();
  await expect(messages.getByRole('link').first()).toContainText('on this device');
  await page.reload();
  await expect(messages.getByRole('link').first()).toContainText('on this device');
  await messages.getByRole('link', { name: /Fatma Hassan/ }).first().click();
  await expect(page.getByRole('heading', { name: /^Fatma Hassan/, level: 2 })).toBeVisible();
  await page.goBack();
  await expect(field).toHaveValue('tablets dizz');
  grace.line.open();
  await expect(page.getByText('Searched: everything at the clinic that you may read.')).toBeVisible({ timeout: 40_000 });
});
