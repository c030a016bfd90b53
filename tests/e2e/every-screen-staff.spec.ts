import { idsOf, staffAddress } from '../support/all-screens.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { inboxRow, openThread, reply, setUrgency, syncChip, waitForShell, waitUntilLive, waitUntilWhole } from '../support/portal-acts.ts';
import { signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';

// The staff app's screens in the states a laptop in a clinic meets; every page with data is walked in tests/staff. --------

const nobody = 'AAAAAAAAAAAAAAAAAAAAAA';

async function see({ browser: { page } }: Person, address: string, words: string | RegExp, name: string): Promise<void> {
  await page.goto(address);
  await page.getByText(words).first().waitFor();
  await inspectScreen(page, `staff-${name}`);
}

test('[B1] [B5] staff app without a line: the inbox with what waits, patients, settings, what is not here', async ({ portal }) => {
  test.setTimeout(300_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await signInStaff(grace, portal.server, 'grace');
  await waitForShell(page);
  await waitUntilWhole(page);
  await expect(page.getByText('Not on this device'), 'the queue of a small clinic').toHaveCount(0);
  await openThread(page, 'Fatma Hassan');
  const ids = idsOf(page);
  await expect(page.getByText('Yes. This morning it says 104 over 66.').first()).toBeVisible();
  grace.line.cut();
  await reply(page, 'Thank you. Stay with one tablet at night and sit down before you stand up. I will ask Dr Otieno this morning.');
  await openThread(page, 'Joseph Ekai');
  await setUrgency(page, 'Urgent');
  await page.getByRole('button', { name: 'Assign to me' }).click();
  await reply(page, 'Please come today, Joseph, before noon if you can. Do not walk more than you must on that foot.');
  await expect(inboxRow(page, 'Joseph Ekai')).toContainText(/saved here/);
  await inspectScreen(page, 'staff-thread-saved-offline');

  await see(grace, staffAddress('messages', ids), 'Stay with one tablet', 'thread-offline');
  await see(grace, staffAddress('messages'), 'Choose a message', 'inbox-offline');
  await see(grace, `${staffAddress('messages')}?show=closed`, 'Closed messages of people who are on this device.', 'inbox-closed-offline');
  await see(grace, staffAddress('patients'), 'Only the patients on this device are searched', 'patients-offline');
  await see(grace, staffAddress('patients', { ...ids, thread: '' }), 'Portal access', 'patient-offline');
  await see(grace, staffAddress('patients', { patient: nobody, thread: '' }), 'This patient is not on this device', 'patient-not-here-offline');
  await see(grace, staffAddress('messages', { patient: nobody, thread: nobody }), 'Not on this device', 'thread-not-here-offline');
  await see(grace, staffAddress('settings'), 'This device', 'settings-offline');
  await syncChip(page).click();
  await page.getByRole('dialog').getByText('saved on this device').first().waitFor();
  await inspectScreen(page, 'staff-sync-sheet-offline');
});

test('[C3] [C53] staff app: what leads nowhere and what is not for everybody', async ({ portal }) => {
  test.setTimeout(240_000);
  const tomas = await portal.person('tomas', 'desk');
  await signInStaff(tomas, portal.server, 'tomas');
  await waitUntilLive(tomas.browser.page);
  await see(tomas, staffAddress('messages', { patient: nobody, thread: nobody }), 'These messages are not here', 'thread-unknown');
  await see(tomas, staffAddress('patients', { patient: nobody, thread: '' }), 'There is no such patient at your clinic', 'patient-unknown');
  await see(tomas, '/staff/nowhere', 'This page does not exist', 'unknown-page');
  const { page } = tomas.browser;
  await page.goto(staffAddress('patients'));
  await page.getByLabel('Name, birth date, number, phone or id').fill('Zzyzx Qqq');
  await page.getByText('Nobody found').waitFor();
  await inspectScreen(page, 'staff-patients-nobody-found');
  await page.getByLabel('Name, birth date, number, phone or id').fill('aroha');
  await page.getByRole('list', { name: 'Patients' }).getByRole('link', { name: 'Aroha Parata' }).click();
  await page.getByRole('button', { name: 'Change phone' }).click();
  await page.getByLabel('New phone number').fill('12');
  await page.getByRole('button', { name: 'Save for Aroha' }).click();
  await page.getByText('Write a whole number that exists').first().waitFor();
  await inspectScreen(page, 'staff-patient-phone-error');

  const samuel = await portal.person('samuel', 'desk');
  await signInStaff(samuel, portal.server, 'samuel');
  await see(samuel, staffAddress('messages'), 'Your account does not include the right to read messages.', 'inbox-no-permission');
});

test('[D7] staff app: the one-time password, asked for and shown once', async ({ portal }) => {
  test.setTimeout(120_000);
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await signInStaff(tomas, portal.server, 'tomas');
  await page.goto(staffAddress('patients'));
  await page.getByLabel('Name, birth date, number, phone or id').fill('halima');
  await page.getByRole('list', { name: 'Patients' }).getByRole('link', { name: 'Halima Abdi' }).click();
  await page.getByRole('button', { name: 'Make a one-time password' }).click();
  await page.getByRole('button', { name: 'Make it for Halima' }).waitFor();
  await inspectScreen(page, 'staff-one-time-password-ask');
  await page.getByRole('button', { name: 'Make it for Halima' }).click();
  await page.getByRole('status', { name: 'One-time password' }).waitFor();
  await inspectScreen(page, 'staff-one-time-password-shown');
});
