import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { halima, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';
import { readPdf } from '../support/read-pdf.ts';

// A clinic's own range, from the form to the patient's screen and paper: said to be the clinic's, and only where none was sent. ------

test('[C16] [C17] [B17] a coordinator keeps usual ranges offline; they arrive, and stand beside what came without one, as the clinic’s own', async ({ portal }) => {
  test.setTimeout(300_000);
  const tomas = await portal.person('tomas', 'desk');
  const patient = await portal.person('halima', 'phone');
  await signInStaff(tomas, portal.server, 'tomas');
  await signInPatient(patient, portal.server, halima);
  const [staff, phone] = [tomas.browser.page, patient.browser.page];
  await waitUntilLive(phone);
  await waitForShell(phone);
  await phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
  await phone.getByRole('link', { name: /Blood count/ }).first().click();
  const ferritin = phone.locator('section').filter({ has: phone.getByRole('heading', { name: 'Ferritin' }) });
  await expect(ferritin).toContainText('No usual range was sent.');
  await expect(ferritin).not.toContainText('Usual range at this clinic');

  await waitForShell(staff);
  await waitUntilWhole(staff);
  await staff.goto('/staff/admin/clinic');
  await staff.getByRole('link', { name: 'Usual ranges' }).click();
  await staff.getByText('Your clinic keeps no ranges').waitFor();
  await inspectScreen(staff, 'staff-ranges-none');
  tomas.line.cut();
  const list = staff.getByRole('list', { name: 'Usual ranges of this clinic' });
  const dialog = staff.getByRole('dialog', { name: 'Add a range' });
  const add = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    await staff.getByRole('button', { name: 'Add a range' }).click();
    for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
  };
  // What waits for a decision is known by its code and unit.
  await staff.getByRole('button', { name: 'Add a range' }).click();
  await dialog.getByLabel('Test').selectOption({ label: 'Cystatin C (mg/L)' });
  await expect(dialog.getByLabel('LOINC code')).toHaveValue('33863-2');
  await dialog.getByLabel('High end').fill('about one');
  await dialog.getByLabel('First day').fill('2024-03-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Write a number such as 3.5, or leave it empty.')).toBeVisible();
  await inspectScreen(staff, 'staff-range-dialog');
  await dialog.getByLabel('High end').fill('1,2');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('listitem')).toContainText(['≤ 1.2 mg/L']);
  await add({ Name: 'Ferritin', 'LOINC code': '2276-4', Unit: 'ug/L', 'Low end': '15', 'High end': '150', 'From age (years)': '18', 'First day': '2020-03-01' });
  await dialog.getByLabel('For whom').selectOption({ label: 'Women and girls' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('listitem').nth(1)).toContainText('Saved here, on its way to the clinic');
  // A second one for the same people and days is refused where it is typed.
  await add({ Name: 'Ferritin', 'LOINC code': '2276-4', Unit: 'ug/L', 'Low end': '10', 'First day': '2026-01-01' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/Another range of Ferritin is for some of these people/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await inspectScreen(staff, 'staff-ranges-waiting');

  tomas.line.open();
  await expect(list.getByText('on its way to the clinic')).toHaveCount(0);
  await expect(ferritin).toContainText('Usual range at this clinic since 1 March 2020: 15–150 µg/L.');
  await expect(ferritin).toContainText('No usual range was sent.');
  await expect(phone.getByRole('img', { name: /Ferritin: 21\. Usual range at this clinic since 1 March 2020: 15–150.µg\/L/ })).toBeVisible();
  // What was sent stands alone.
  await expect(phone.locator('section').filter({ has: phone.getByRole('heading', { name: 'Haemoglobin' }) })).not.toContainText('at this clinic');
  await phone.getByText('Ferritin over time').click();
  await expect(ferritin.getByText('No range was sent with the latest value. The shaded part: Usual range at this clinic since 1 March 2020.')).toBeVisible();
  await inspectScreen(phone, 'patient-result-usual');
  const saving = phone.waitForEvent('download');
  await phone.getByRole('button', { name: 'Save as PDF' }).click();
  const pages = readPdf(await (await saving).path());
  expect(pages.join('\n').replace(/\s+/g, ' ')).toContain('No usual range was sent. Usual range at this clinic since 1 March 2020: 15–150 µg/L.');

  await staff.goto('/staff/portal/results');
  await staff.getByRole('link', { name: /Fatma Hassan/ }).click();
  await expect(staff.getByRole('row', { name: /Cystatin C/ })).toContainText('None was sentUsual range at this clinic since 1 March 2024: ≤ 1.2');
  await inspectScreen(staff, 'staff-result-usual');
});
