import type { Page } from '@playwright/test';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { halima, joseph, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

// What becomes of a wish that cannot be had as it is: other times, another time, no time. --------------------------------------

const openBookings = (phone: Page): Promise<void> => phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Bookings' }).click();

/** On the form: the doctor at the main place, the day with that place in the list, and the time with that place on it. */
async function choose(phone: Page, day: number, time: number): Promise<string> {
  await phone.getByRole('radio', { name: /^Riverside Main/ }).check();
  await phone.getByRole('radio', { name: /^Visit to the doctor/ }).check();
  await phone.getByRole('group', { name: 'Time' }).waitFor();
  await phone.getByLabel('With whom').selectOption({ label: 'Dr Daniel Otieno, Doctor' });
  await phone.getByLabel('Day', { exact: true }).selectOption({ index: day });
  await phone.getByRole('group', { name: 'Time' }).getByRole('radio').nth(time).check();
  const act = phone.getByRole('button', { name: /^Ask for [A-Z]/ });
  const words = await act.innerText();
  return words.replace(/^Ask for /, '');
}
const send = (phone: Page): Promise<void> => phone.getByRole('button', { name: /^Ask for [A-Z]/ }).click();

test('[C11] [C81] [D16] the clinic offers other times, the patient takes one, has it moved, and withdraws another', async ({ portal }) => {
  test.setTimeout(300_000);
  const patient = await portal.person('halima', 'phone');
  const tomas = await portal.person('tomas', 'desk');
  await signInPatient(patient, portal.server, halima);
  const phone = patient.browser.page;
  await waitUntilLive(phone);
  await openBookings(phone);
  await phone.getByRole('button', { name: 'Ask for an appointment' }).click();
  await choose(phone, 5, 0);
  await send(phone);
  await expect(phone.getByText('Requested', { exact: true })).toBeVisible({ timeout: 60_000 });

  await signInStaff(tomas, portal.server, 'tomas');
  const staff = tomas.browser.page;
  await waitUntilWhole(staff);
  await staff.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Bookings' }).click();
  const rail = staff.getByRole('navigation', { name: 'Areas' });
  // Four of the demo, and hers; what is offered waits for the patient.
  await expect(rail.getByRole('link', { name: 'Bookings 5 waiting for an answer' })).toBeVisible();
  await staff.getByRole('link', { name: /Halima Abdi/ }).click();
  await staff.getByRole('button', { name: 'Offer other times' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Offer other times' });
  await dialog.getByRole('checkbox').first().waitFor();
  await dialog.getByRole('button', { name: 'Offer 0 times' }).click();
  await expect(dialog.getByText('Choose a time to offer.')).toBeVisible();
  await dialog.getByLabel('Day').selectOption({ index: 6 });
  for (const time of [1, 3, 5]) await dialog.getByRole('checkbox').nth(time).check();
  await dialog.getByRole('checkbox').nth(7).click();
  await expect(dialog.getByText('At most 3. Take another back first.')).toBeVisible();
  await expect(dialog.getByRole('checkbox').nth(7)).not.toBeChecked();
  await dialog.getByRole('checkbox').nth(5).uncheck();
  await dialog.getByLabel('In your words (not needed)').fill('He is at the other place that morning.');
  await inspectScreen(staff, 'staff-booking-offer');
  await dialog.getByRole('button', { name: 'Offer 2 times' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(rail.getByRole('link', { name: 'Bookings 4 waiting for an answer' })).toBeVisible({ timeout: 60_000 });

  await expect(phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: '1 to answer Bookings' })).toBeVisible({ timeout: 60_000 });
  await phone.getByRole('link', { name: /The clinic offers other times/ }).click({ timeout: 60_000 });
  await expect(phone.getByText('He is at the other place that morning.')).toBeVisible();
  const offers = phone.getByRole('group', { name: 'Times the clinic offers' }).getByRole('radio');
  await expect(offers).toHaveCount(2);
  await offers.nth(1).check();
  await inspectScreen(phone, 'patient-booking-offers');
  await phone.getByRole('button', { name: /^Take / }).click();
  await expect(phone.getByText('Confirmed', { exact: true })).toBeVisible({ timeout: 60_000 });

  await phone.getByRole('button', { name: 'Ask for another time' }).click();
  const wanted = await choose(phone, 7, 2);
  await inspectScreen(phone, 'patient-booking-change');
  await send(phone);
  await expect(phone.getByText('Change requested').first()).toBeVisible({ timeout: 60_000 });
  await staff.getByRole('link', { name: /Halima Abdi/ }).click({ timeout: 60_000 });
  await expect(staff.getByText('In place of')).toBeVisible();
  await staff.getByRole('button', { name: /^Confirm / }).click();
  await expect(phone.getByText('Change requested')).toHaveCount(0, { timeout: 60_000 });
  await phone.getByRole('link', { name: /Confirmed/ }).click();
  await expect(phone.getByRole('strong').filter({ hasText: wanted })).toBeVisible();
  await expect(phone.getByText('This was moved by a change you asked for.')).toBeVisible();
  await phone.getByRole('link', { name: 'Back' }).click();

  await phone.getByRole('button', { name: 'Ask for an appointment' }).click();
  await choose(phone, 8, 1);
  await send(phone);
  await phone.getByRole('link', { name: /Requested/ }).click({ timeout: 60_000 });
  await phone.getByRole('button', { name: 'Withdraw the request' }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(phone.getByText('Withdrawn', { exact: true })).toBeVisible({ timeout: 60_000 });
});

test('[D16] [R4] two ask for one time, one of them without a network: the second is told, and takes one of three others with a press', async ({ portal }) => {
  test.setTimeout(240_000);
  const first = await portal.person('joseph', 'phone');
  const second = await portal.person('halima', 'phone');
  await signInPatient(first, portal.server, joseph);
  await signInPatient(second, portal.server, halima);
  const [his, hers] = [first.browser.page, second.browser.page];
  for (const phone of [his, hers]) {
    await waitUntilLive(phone);
    await waitForShell(phone);
    await openBookings(phone);
    await phone.getByRole('button', { name: 'Ask for an appointment' }).click();
  }
  const time = await choose(hers, 5, 2);
  second.line.cut();
  await send(hers);
  await expect(hers.getByText('Requested, saved on this device')).toBeVisible();
  expect(await choose(his, 5, 2)).toBe(time);
  await send(his);
  await expect(his.getByText('Requested', { exact: true })).toBeVisible({ timeout: 60_000 });

  second.line.open();
  const card = hers.getByRole('region', { name: `The time on ${time} was not accepted` });
  await expect(card).toBeVisible({ timeout: 60_000 });
  await expect(card.getByRole('button', { name: /^Ask for / })).toHaveCount(3);
  await inspectScreen(hers, 'patient-booking-refused');
  await card.getByRole('button', { name: /^Ask for / }).first().click();
  await expect(hers.getByText('Requested', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(card).toHaveCount(0);
  await expect(his.getByText('Requested', { exact: true })).toBeVisible();
});
