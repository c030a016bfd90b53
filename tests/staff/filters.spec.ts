import { inboxRow, waitUntilLive } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B32] filters under a name: kept on the device, reached from the list and from the palette', async ({ portal }) => {
  test.setTimeout(120_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitUntilLive(page);
  const filters = page.getByRole('button', { name: /^Filters: / });
  await filters.click();
  await page.getByRole('menuitemradio', { name: 'Urgent' }).click();
  await expect(inboxRow(page, 'Halima Abdi')).toBeVisible();
  await expect(inboxRow(page, 'Fatma Hassan')).toHaveCount(0);
  await expect(page).toHaveURL(/urgency=urgent/);

  await filters.click();
  await page.getByRole('menuitem', { name: 'Save or remove filters …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save these filters' });
  await dialog.getByLabel('Name').fill('Red first');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(filters).toHaveAccessibleName('Filters: Red first');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(inboxRow(page, 'Fatma Hassan')).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Commands and people' })).toBeFocused();
  await page.keyboard.type('red first');
  await expect(page.getByRole('dialog').getByRole('option').first()).toHaveAccessibleName(/^Red first/);
  await page.keyboard.press('Enter');
  await expect(inboxRow(page, 'Halima Abdi')).toBeVisible();
  await expect(inboxRow(page, 'Fatma Hassan')).toHaveCount(0);
  await page.reload();
  await expect(filters).toHaveAccessibleName('Filters: Red first');
  await filters.click();
  await page.getByRole('menuitem', { name: 'Save or remove filters …' }).click();
  await dialog.getByLabel('Name').fill('RED FIRST');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('You have filters of that name. Choose another.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove Red first' }).click();
  await expect(dialog.getByRole('list', { name: 'Saved filters' })).toHaveCount(0);
});
