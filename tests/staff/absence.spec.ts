import type { Page } from '@playwright/test';
import { inspectScreen } from '../support/inspect-screen.ts';
import { bubbleOf, openThread, startThread, syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

/** A day of the clinic's calendar, so many from today. */
const clinicDay = (days: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Nairobi' }).format(Date.now() + days * 86_400_000);

const colleague = (page: Page, name: string) => page.getByRole('list', { name: 'Staff of the clinic' }).getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

test('[B45] [C85] an administrator closes a nurse’s account: what is open goes to a doctor, her screen says so, and what was written to her offline reaches him', async ({ portal }) => {
  test.setTimeout(240_000);
  const [phone, nurse, admin] = [await portal.person('fatma', 'phone'), await portal.person('grace', 'desk'), await portal.person('ruth', 'desk')];
  const [hers, grace, ruth] = [phone.browser.page, nurse.browser.page, admin.browser.page];
  await signInPatient(phone, portal.server, fatma);
  await waitForShell(hers);
  await waitUntilWhole(hers);
  phone.line.cut();
  await startThread(hers, { to: 'Grace Wanjiru', subject: 'About the rash', text: 'It is back since the morning.' });
  await expect(bubbleOf(hers, 'It is back')).toContainText('Saved on this device');
  await signInStaff(nurse, portal.server, 'grace');
  await waitUntilLive(grace);

  await signInStaff(admin, portal.server, 'ruth');
  await ruth.getByRole('link', { name: 'Staff', exact: true }).click();
  const row = colleague(ruth, 'Grace Wanjiru');
  await expect(row).toContainText('2 open conversations assigned');
  await expect(colleague(ruth, 'Ruth Mwangi').getByRole('button', { name: 'Close account …' })).toHaveCount(0);
  await inspectScreen(ruth, 'staff-colleagues');
  await row.getByRole('button', { name: 'Close account …' }).click();
  const dialog = ruth.getByRole('dialog', { name: 'Close the account of Grace Wanjiru?' });
  await expect(dialog).toContainText('2 open conversations assigned');
  await expect(dialog).toContainText(/\d appointments? to come/);
  await dialog.getByRole('button', { name: 'Hand over and close' }).click();
  await expect(dialog.getByText('Choose who takes over.')).toBeVisible();
  await expect(dialog.getByText('Choose what becomes of the appointments.')).toBeVisible();
  await inspectScreen(ruth, 'staff-close-account');
  await dialog.getByLabel('Who takes over the appointments and requests, at the same times?').selectOption({ label: 'Peter Kamau, Nurse' });
  await dialog.getByLabel('Who takes over?', { exact: true }).selectOption({ label: 'Dr Daniel Otieno, Doctor' });

  // One more is hers while the question is open: refused with what is there now, and asked again.
  await openThread(grace, 'Joseph Ekai');
  await grace.getByRole('button', { name: 'Assign to me' }).first().click();
  await expect(grace.getByRole('button', { name: 'Who answers: You' })).toBeVisible();
  await waitUntilWhole(grace);
  await dialog.getByRole('button', { name: 'Hand over and close' }).click();
  await expect(dialog).toContainText(/What is open has changed since you looked: it is \d+ now\. Nothing was handed over or closed\./, { timeout: 30_000 });
  await expect(dialog).toContainText('3 open conversations assigned');
  await expect(grace.getByRole('button', { name: 'Who answers: You' })).toBeVisible();
  // A second press within half a second is the same one.
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Hand over and close' }).click({ timeout: 1_000 });
    await expect(dialog).toHaveCount(0, { timeout: 10_000 });
  }).toPass();
  await expect(row).toContainText('Handed over to Dr Daniel Otieno');
  await expect(row).not.toContainText('appointment');
  await expect(colleague(ruth, 'Peter Kamau')).toContainText(/\d appointments? to come/);

  await expect(grace.getByText('has been closed, so what was kept here is gone')).toBeVisible({ timeout: 30_000 });
  await grace.getByLabel('User name').fill('grace');
  await grace.getByLabel('Password', { exact: true }).fill('Outpost-Demo-1');
  await grace.getByRole('button', { name: 'Go on' }).click();
  await expect(grace.getByText('Your account has been closed. Ask an administrator of the clinic.')).toBeVisible();

  phone.line.open();
  await expect(bubbleOf(hers, 'Grace Wanjiru does not answer here any more. Dr Daniel Otieno reads your messages now.')).toBeVisible({ timeout: 60_000 });
  await expect(hers.getByRole('banner').getByText('Dr Daniel Otieno')).toBeVisible();
  await hers.goto('/c/riverside/');
  await hers.getByRole('button', { name: 'Write to the clinic' }).click();
  await hers.getByRole('radio', { name: 'Dr Daniel Otieno' }).waitFor();
  await expect(hers.getByRole('radio', { name: 'Grace Wanjiru' })).toHaveCount(0);

  const doctor = await portal.person('daniel', 'desk');
  await signInStaff(doctor, portal.server, 'daniel');
  await doctor.browser.page.goto('/staff/portal/messages?show=mine');
  const list = doctor.browser.page.getByRole('list', { name: 'Messages of patients' });
  await expect(list.getByRole('link').filter({ hasText: 'About the rash' })).toBeVisible({ timeout: 30_000 });
  await expect(list.getByRole('link').filter({ hasText: 'Dizzy since the new tablets' })).toBeVisible();
});

test('[B45] a nurse is away: a patient reads it before writing, without a line too; whoever covers gets it, and ends it again', async ({ portal }) => {
  test.setTimeout(240_000);
  const nurse = await portal.person('grace', 'desk');
  const grace = nurse.browser.page;
  await signInStaff(nurse, portal.server, 'grace');
  await waitUntilLive(grace);
  await grace.getByRole('link', { name: 'Settings', exact: true }).click();
  const part = grace.locator('section').filter({ has: grace.getByRole('heading', { name: 'Away', exact: true }) });
  await part.getByLabel('First day away').fill(clinicDay(0));
  await part.getByLabel('Last day away').fill(clinicDay(-1));
  await part.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(part.getByText('Choose a last day that is not before the first.')).toBeVisible();
  await expect(part.getByText('Choose who covers.')).toBeVisible();
  await part.getByLabel('Last day away').fill(clinicDay(5));
  await part.getByLabel('Who covers').selectOption({ label: 'Dr Daniel Otieno, Doctor' });
  await part.getByLabel('A sentence for patients').fill('For prescriptions call the desk.');
  // A second press within half a second is the same one.
  await expect(async () => {
    await part.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(part.getByText(/^Away from .* covered by Dr Daniel Otieno\. Set by Grace Wanjiru\.$/)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await waitUntilWhole(grace);
  await inspectScreen(grace, 'staff-settings-away');

  const phone = await portal.person('fatma', 'phone');
  const hers = phone.browser.page;
  await signInPatient(phone, portal.server, fatma);
  await waitForShell(hers);
  await waitUntilWhole(hers);
  phone.line.cut();
  await hers.getByRole('button', { name: 'Write to the clinic' }).click();
  await hers.getByRole('radio', { name: 'Grace Wanjiru' }).check();
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(Date.parse(clinicDay(5)));
  const line = hers.getByRole('note').filter({ hasText: 'Grace Wanjiru is away until' });
  await expect(line).toContainText(`${day}. Dr Daniel Otieno reads your messages instead. For prescriptions call the desk.`);
  await inspectScreen(hers, 'patient-away');
  await hers.getByLabel('What is it about?').fill('About the rash');
  await hers.getByLabel('Your message').fill('It is back since the morning.');
  await hers.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(bubbleOf(hers, 'It is back')).toContainText('Saved on this device');
  phone.line.open();
  await expect(bubbleOf(hers, 'Grace Wanjiru is away until')).toContainText('automatic answer', { timeout: 60_000 });

  const doctor = await portal.person('daniel', 'desk');
  const daniel = doctor.browser.page;
  await signInStaff(doctor, portal.server, 'daniel');
  await daniel.goto('/staff/portal/messages?show=mine');
  const row = daniel.getByRole('list', { name: 'Messages of patients' }).getByRole('link').filter({ hasText: 'About the rash' });
  await expect(row).toContainText('Covering for Grace', { timeout: 30_000 });
  await row.click();
  await daniel.getByRole('button', { name: 'Who answers: Grace Wanjiru' }).click();
  await expect(daniel.getByRole('menuitemradio', { name: /Grace Wanjiru, Nurse, away until .* covered by Dr Daniel Otieno/ })).toBeVisible();
  await daniel.keyboard.press('Escape');

  await grace.getByRole('link', { name: 'Settings', exact: true }).click();
  await part.getByRole('button', { name: 'Not away after all' }).click();
  await expect(part.getByText(/^Away from/)).toHaveCount(0);
  await expect(row, 'hers again').toHaveCount(0, { timeout: 30_000 });
  await expect(syncChip(daniel)).toContainText('Up to date');
});
