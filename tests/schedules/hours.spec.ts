import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

// When providers are in the office: planned without a line, dashed until the clinic has it. ------------------------------

test('[C103] [B14] a coordinator plans offline by keyboard: hours, a visit type and a holiday wait dashed and arrive; incomplete hours say why they take no requests', async ({ portal }) => {
  test.setTimeout(240_000);
  const tomas = await portal.person('tomas', 'desk');
  await signInStaff(tomas, portal.server, 'tomas');
  const { page } = tomas.browser;
  await waitForShell(page);
  await waitUntilWhole(page);
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Hours' }).click();
  const weeks = page.getByRole('list', { name: 'Usual weeks' });
  const peter = weeks.getByRole('listitem').filter({ hasText: 'Peter Kamau, Riverside Main' });
  await expect(peter).toContainText('No times: takes no requests');
  await expect(weeks.getByRole('listitem').filter({ hasText: 'Dr Daniel Otieno' })).toContainText('Mon 08:30–12:30, 13:30–16:30');
  await inspectScreen(page, 'staff-hours');

  tomas.line.cut();
  await peter.getByRole('button', { name: 'Change …' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change hours' });
  const monday = dialog.getByLabel('Monday');
  await monday.fill('9 until noon');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(dialog.getByText('Write times such as 08:30–12:30, 13:30–16:30, in order.')).toBeVisible();
  await expect(monday, 'what was typed stays').toHaveValue('9 until noon');
  await inspectScreen(page, 'staff-hours-dialog');
  await monday.fill('9-12');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(peter).toContainText('Mon 09:00–12:00');
  await expect(peter).toContainText('Saved here, on its way to the clinic');
  await expect(peter).not.toContainText('takes no requests');
  await inspectScreen(page, 'staff-hours-waiting');

  await page.getByRole('tab', { name: 'Holidays' }).click();
  await page.getByLabel('Day', { exact: true }).fill('2099-06-01');
  await page.getByLabel('Name').fill('Madaraka Day');
  await page.getByRole('button', { name: 'Add holiday' }).click();
  const holiday = page.getByRole('listitem').filter({ hasText: 'Madaraka Day' });
  await expect(holiday).toContainText('on its way');
  await inspectScreen(page, 'staff-hours-holidays');
  await page.getByRole('tab', { name: 'Visit types' }).click();
  await page.getByRole('button', { name: 'Add visit type' }).click();
  await page.getByLabel('Name in English').fill('Wound check');
  await inspectScreen(page, 'staff-hours-type');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const wound = page.getByRole('listitem').filter({ hasText: 'Wound check' });
  await expect(wound).toContainText('on its way');
  tomas.line.open();
  await expect(wound).not.toContainText('on its way', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Usual weeks' }).click();
  await expect(peter).toContainText('Mon 09:00–12:00');
  await expect(peter).not.toContainText('on its way');
});

test('[D16] a doctor says when they are not in the office, and changes nothing else', async ({ portal }) => {
  test.setTimeout(180_000);
  const daniel = await portal.person('daniel', 'desk');
  await signInStaff(daniel, portal.server, 'daniel');
  const { page } = daniel.browser;
  await waitForShell(page);
  await waitUntilWhole(page);
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Hours' }).click();
  await expect(page.getByText('A coordinator or an administrator changes these.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change …' })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Absences' }).click();
  await page.getByRole('button', { name: 'Add absence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add absence' });
  await dialog.getByLabel('First day').fill('2099-03-02');
  await dialog.getByLabel('Last day').fill('2099-03-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('The end is before the beginning.')).toBeVisible();
  await dialog.getByLabel('Last day').fill('2099-03-03');
  await dialog.getByLabel('Reason').fill('A course');
  await inspectScreen(page, 'staff-absence-dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const own = page.getByRole('listitem').filter({ hasText: 'A course' });
  await expect(own).toContainText('Dr Daniel Otieno');
  await expect(own).not.toContainText('on its way', { timeout: 60_000 });
  await own.getByRole('button', { name: 'Remove' }).click();
  await expect(own).toHaveCount(0);
});
