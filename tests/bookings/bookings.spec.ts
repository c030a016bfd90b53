import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { halima, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

// A time from the patient's wish to the clinic's schedule: "Requested" until somebody of the clinic has confirmed. ----------------

test('[C9] [C10] [C12] [C13] [C87] [B4] [B35] a patient asks for a time without a network; the clinic confirms it without one, too; both see it', async ({ portal }) => {
  test.setTimeout(240_000);
  const patient = await portal.person('halima', 'phone');
  const tomas = await portal.person('tomas', 'desk');
  await signInPatient(patient, portal.server, halima);
  const phone = patient.browser.page;
  await waitUntilLive(phone);
  await waitForShell(phone);
  await phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Bookings' }).click();
  await expect(phone.getByText('No bookings yet')).toBeVisible();
  await inspectScreen(phone, 'patient-bookings-none');
  await phone.getByRole('button', { name: 'Ask for an appointment' }).click();
  await phone.getByRole('radio', { name: /^Riverside Main/ }).check();
  await phone.getByRole('radio', { name: /^Visit to the doctor/ }).check();
  await phone.getByRole('group', { name: 'Time' }).waitFor();

  patient.line.cut();
  await phone.getByLabel('With whom').selectOption({ label: 'Dr Daniel Otieno, Doctor' });
  // Far enough ahead to be cancelled in the app.
  await phone.getByLabel('Day', { exact: true }).selectOption({ index: 5 });
  await phone.getByRole('group', { name: 'Time' }).getByRole('radio').first().check();
  await phone.getByLabel('What is it about?').fill('Dizzy since the new tablets');
  await inspectScreen(phone, 'patient-booking-form');
  await phone.getByRole('button', { name: /^Ask for [A-Z]/ }).click();
  await expect(phone.getByText('Requested, saved on this device')).toBeVisible();
  await inspectScreen(phone, 'patient-bookings-here');

  await signInStaff(tomas, portal.server, 'tomas');
  const staff = tomas.browser.page;
  await waitForShell(staff);
  await waitUntilWhole(staff);
  await staff.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Bookings' }).click();
  await expect(staff.getByRole('link', { name: /Nokuthula Dlamini/ })).toBeVisible();
  await expect(staff.getByRole('link', { name: /Halima Abdi/ })).toHaveCount(0);
  patient.line.open();
  await expect(phone.getByText('Requested', { exact: true })).toBeVisible({ timeout: 60_000 });
  await staff.getByRole('link', { name: /Halima Abdi/ }).click();
  await expect(staff.getByText('Dizzy since the new tablets')).toBeVisible();
  await inspectScreen(staff, 'staff-booking-open');

  tomas.line.cut();
  await staff.getByRole('button', { name: /^Confirm / }).click();
  await expect(staff.getByRole('main').getByText('Confirmed, saved on this device').first()).toBeVisible();
  await expect(phone.getByText('Requested', { exact: true })).toBeVisible();
  tomas.line.open();
  await expect(staff.getByText('This request does not wait any more')).toBeVisible({ timeout: 60_000 });
  await expect(phone.getByText('Confirmed', { exact: true })).toBeVisible({ timeout: 60_000 });
  await inspectScreen(phone, 'patient-bookings-confirmed');
  await phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
  await expect(phone.getByText('Confirmed by the clinic')).toBeVisible();
  await inspectScreen(phone, 'patient-home-next');
  patient.line.cut();
  const [download] = await Promise.all([phone.waitForEvent('download'), phone.getByRole('button', { name: 'Add to calendar' }).click()]);
  expect(download.suggestedFilename()).toBe('appointment.ics');
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(await download.path(), 'utf8')) as unknown[]);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  expect([event.summary, event.location]).toEqual(['Appointment at Riverside Clinic', 'Riverside Main, 14 Riverside Drive, Nairobi']);
  expect(calendar.toString()).not.toMatch(/Halima|Dizzy|doctor/i);
  patient.line.open();
  await phone.getByRole('button', { name: 'Open' }).click();
  await phone.getByRole('button', { name: 'Cancel the appointment' }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click();
  await expect(phone.getByText('Cancelled', { exact: true })).toBeVisible({ timeout: 60_000 });
});

test('[C11] [D16] a decline says why, in words the patient reads', async ({ portal }) => {
  test.setTimeout(240_000);
  const patient = await portal.person('halima', 'phone');
  const tomas = await portal.person('tomas', 'desk');
  await signInPatient(patient, portal.server, halima);
  const phone = patient.browser.page;
  await waitUntilLive(phone);
  const ask = async (): Promise<void> => {
    await phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Bookings' }).click();
    await phone.getByRole('button', { name: 'Ask for an appointment' }).click();
    await phone.getByRole('radio', { name: /^Riverside Main/ }).check();
    await phone.getByRole('radio', { name: /^Visit to the doctor/ }).check();
    await phone.getByRole('group', { name: 'Time' }).getByRole('radio').first().check();
    await phone.getByRole('button', { name: /^Ask for [A-Z]/ }).click();
  };
  await ask();
  await expect(phone.getByText('Requested', { exact: true })).toBeVisible({ timeout: 60_000 });
  await signInStaff(tomas, portal.server, 'tomas');
  const staff = tomas.browser.page;
  await waitUntilWhole(staff);
  await staff.goto('/staff/portal/bookings');
  await staff.getByRole('link', { name: /Halima Abdi/ }).click();
  await staff.getByRole('button', { name: 'Decline', exact: true }).click();
  const dialog = staff.getByRole('dialog', { name: 'Decline this request' });
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(dialog.getByText('Say why: the patient reads it.')).toBeVisible();
  await dialog.getByLabel('Why, and what to do instead').fill('See the nurse first, she measures your blood pressure.');
  await inspectScreen(staff, 'staff-booking-decline');
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
  await phone.getByRole('link', { name: /Declined by the clinic/ }).click({ timeout: 60_000 });
  await expect(phone.getByText('See the nurse first, she measures your blood pressure.')).toBeVisible();
  await inspectScreen(phone, 'patient-booking-declined');
});
