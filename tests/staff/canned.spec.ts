import { findAxeFaults } from '../support/axe.ts';
import { bubbleOf, openThread, syncChip, waitUntilLive } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[B15] canned replies: written without a line, found by typing, filled from the device, never sent with a gap', async ({ portal }) => {
  test.setTimeout(120_000);
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await waitUntilLive(page);
  await openThread(page, 'Fatma Hassan');
  const thread = page.url();

  await page.goto('/staff/settings/replies');
  const own = page.getByRole('list', { name: 'Yours' });
  const clinics = page.getByRole('list', { name: 'The clinic’s' });
  await expect(clinics.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Write one of your own' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Write the words.')).toBeVisible();
  tomas.line.cut();
  await expect(syncChip(page)).toHaveAccessibleName(/^(Offline|Cannot reach)/, { timeout: 30_000 });
  await page.getByLabel('Name', { exact: true }).fill('Kidney leaflet');
  await page.getByLabel('Words').fill('Dear ');
  await page.getByRole('button', { name: 'Patient’s first name' }).click();
  await page.getByLabel('Words').press('End');
  await page.getByLabel('Words').pressSequentially(', the leaflet is at the desk until {day}.');
  const saved = own.getByRole('listitem').filter({ hasText: 'Saved on this device' });
  await expect(async () => {
    // A second press within half a second is a slip of the thumb, and nobody writes this as fast as a test does.
    if (!(await saved.isVisible())) await page.getByRole('button', { name: 'Save', exact: true }).click({ timeout: 1000 });
    await expect(saved).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await clinics.getByRole('button', { name: 'Move Please come in up' }).click();
  await expect(clinics.getByRole('listitem').first()).toContainText('Please come in');
  await clinics.getByRole('button', { name: 'Remove Fasting blood test' }).click();
  await expect(clinics.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(clinics.getByRole('listitem')).toHaveCount(3);

  tomas.line.open();
  await expect(page.getByText('Saved on this device')).toHaveCount(0, { timeout: 40_000 });
  await page.reload();
  await expect(clinics.getByRole('listitem')).toContainText(['Please come in', 'We have your message', 'Fasting blood test']);

  await page.goto(thread);
  const field = page.getByLabel('Reply to Fatma');
  await field.fill('Good morning. ');
  await field.press('Control+i');
  const find = page.getByRole('combobox', { name: 'Find a canned reply' });
  await expect(find).toBeFocused();
  expect(await findAxeFaults(page)).toEqual([]);
  await page.keyboard.type('leaflet');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Good morning. Dear Fatma, the leaflet is at the desk until {day}.');
  await expect(page.getByText('Fill in {day} before you send.')).toBeVisible();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not sent. Fill in {day} first' })).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: '{day}' })).toHaveCount(0);
  // The gap is selected: what is typed takes its place.
  await page.keyboard.type('Friday');
  await expect(field).toHaveValue('Good morning. Dear Fatma, the leaflet is at the desk until Friday.');
  await page.keyboard.press('Control+Enter');
  await expect(bubbleOf(page, 'the leaflet is at the desk until Friday.')).toBeVisible();
  await expect(field).toHaveValue('');

  // Reached by the arrows, it stays the one that Enter takes, whatever happens to the list meanwhile.
  await field.press('Control+i');
  const options = page.getByRole('option');
  await expect(options.nth(1)).toContainText('Please come in');
  await page.keyboard.press('ArrowDown');
  const second = await tomas.browser.context.newPage();
  await second.goto('/staff/settings/replies');
  await second.getByRole('button', { name: 'Move We have your message up' }).click();
  await expect(options.nth(1)).toContainText('We have your message');
  await expect(page.getByRole('option', { selected: true })).toContainText('Please come in');
  await second.close();
  await page.bringToFront();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(/please come to Riverside Clinic/);
});
