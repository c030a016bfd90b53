import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { halima, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

test('[D16] [B14] a patient waits for an earlier time, asked for without a network; the clinic offers what is free with one press; taken, the appointment moves', async ({ portal }) => {
  test.setTimeout(240_000);
  const patient = await portal.person('halima', 'phone');
  const tomas = await portal.person('tomas', 'desk');
  await signInPatient(patient, portal.server, halima);
  const phone = patient.browser.page;
  await waitUntilLive(phone);
  await waitForShell(phone);
  await phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Bookings' }).click();
  await phone.getByRole('button', { name: 'Ask for an appointment' }).click();
  await phone.getByRole('radio', { name: /^Riverside Main/ }).check();
  await phone.getByRole('radio', { name: /^Visit to the doctor/ }).check();
  await phone.getByRole('group', { name: 'Time' }).waitFor();
  await phone.getByLabel('With whom').selectOption({ label: 'Dr Daniel Otieno, Doctor' });
  await phone.getByLabel('Day', { exact: true }).selectOption({ index: 7 });
  await phone.getByRole('group', { name: 'Time' }).getByRole('radio').first().check();
  const act = phone.getByRole('button', { name: /^Ask for [A-Z]/ });
  const first = (await act.innerText()).replace(/^Ask for /, '');
  await act.click();
  await expect(phone.getByText('Requested', { exact: true })).toBeVisible({ timeout: 60_000 });

  await signInStaff(tomas, portal.server, 'tomas');
  const staff = tomas.browser.page;
  await waitForShell(staff);
  await waitUntilWhole(staff);
  await staff.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Bookings' }).click();
  await staff.getByRole('link', { name: /Halima Abdi/ }).click();
  await staff.getByRole('button', { name: /^Confirm / }).click();
  await phone.getByRole('link', { name: /Confirmed/ }).click({ timeout: 60_000 });

  patient.line.cut();
  await phone.getByRole('button', { name: 'Tell me when an earlier time is free' }).click();
  const sheet = phone.getByRole('dialog', { name: 'Wait for an earlier time' });
  await sheet.getByRole('radio', { name: 'Only Dr Daniel Otieno' }).check();
  await sheet.getByLabel('Not before').selectOption({ index: 1 });
  await inspectScreen(phone, 'patient-earlier-ask');
  await sheet.getByRole('button', { name: 'Put me on the list' }).click();
  await expect(phone.getByText('You are on the list for an earlier time')).toBeVisible();
  await expect(phone.getByText('Saved on this device', { exact: true })).toBeVisible();
  await inspectScreen(phone, 'patient-earlier-saved');
  await expect(staff.getByText('This request does not wait any more')).toBeVisible({ timeout: 60_000 });
  patient.line.open();
  await expect(phone.getByText('Saved on this device', { exact: true })).toHaveCount(0, { timeout: 60_000 });

  await staff.getByRole('radio', { name: /^Wait list/ }).check({ force: true });
  await staff.getByRole('link', { name: /Halima Abdi/ }).click({ timeout: 60_000 });
  await expect(staff.getByText('Only Dr Daniel Otieno')).toBeVisible();
  const offer = staff.getByRole('button', { name: /^Offer / });
  const offered = (await offer.innerText()).replace(/^Offer /, '');
  expect(offered).not.toBe(first);
  await inspectScreen(staff, 'staff-wait-list');
  await offer.click();
  await expect(staff.getByRole('definition').filter({ hasText: 'Offered or asked for' })).toBeVisible({ timeout: 60_000 });

  await phone.getByRole('button', { name: 'See the time that is offered' }).click({ timeout: 60_000 });
  await expect(phone.getByText(`You have ${first}. It stays yours unless you take this one.`)).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Keep the time I have' })).toBeVisible();
  await inspectScreen(phone, 'patient-earlier-offer');
  await phone.getByRole('button', { name: `Take ${offered}` }).click();
  await expect(phone.getByText('Confirmed', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(phone.getByRole('strong').filter({ hasText: offered })).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Tell me when an earlier time is free' })).toBeVisible();
  await expect(staff.getByText('Nobody waits for an earlier time')).toBeVisible({ timeout: 60_000 });
});
