import { findLiveKitProgram } from '../../sync-server/livekit/livekit-program.ts';
import { fakeDeviceFlags } from '../support/chromium.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { syncChip, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { halima, readSmsCode, signInPatient, signInStaff, smsCodes } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';
import { expectMedia, watchPeers } from './media-seen.ts';
import { insertDemoVisit } from './video-visit.ts';

// A whole visit by video: two browsers with a camera and a microphone each, the clinic's server, a real LiveKit. ----------------

test.use({ record: 'postgres', flags: fakeDeviceFlags, livekit: true });
test.skip(findLiveKitProgram() === null, 'No livekit-server: .ci/livekit builds one, or says how to get it.');

test('[C29] [C30] [C31] [C40] [C42] [C45] [C46] [D11] both meet in one room after a code to the patient; a cut line and a reload end nothing and need no new code; End completes it for both', async ({ portal }) => {
  test.setTimeout(300_000);
  await insertDemoVisit(portal.server, 'Halima Abdi', Date.now() + 5 * 60_000);
  const patient = await portal.person('halima', 'phone');
  const doctor = await portal.person('daniel', 'desk');
  await watchPeers(patient.browser.context);
  await watchPeers(doctor.browser.context);
  await signInPatient(patient, portal.server, halima);
  const phone = patient.browser.page;
  await waitUntilLive(phone);
  await waitForShell(phone);
  await phone.getByRole('main').getByRole('link', { name: 'Check in' }).click();
  await phone.getByRole('checkbox', { name: 'I agree to a visit by video' }).check();
  await phone.getByRole('button', { name: 'Check in' }).click();
  await expect(phone.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible({ timeout: 30_000 });

  await signInStaff(doctor, portal.server, 'daniel');
  const desk = doctor.browser.page;
  await waitForShell(desk);
  await desk.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Live' }).click();
  await desk.getByRole('region', { name: 'Waiting now' }).getByRole('link', { name: /Halima Abdi/ }).click();
  await desk.getByRole('button', { name: 'Start the visit with Halima' }).click();
  await desk.getByRole('button', { name: 'Join with camera' }).click({ timeout: 60_000 });

  await expect(phone.getByRole('heading', { name: 'Dr Otieno is waiting' })).toBeVisible({ timeout: 60_000 });
  await phone.getByRole('radio', { name: /^Sound and small video/ }).check();
  await inspectScreen(phone, 'patient-visit-join');
  const codes = (await smsCodes(portal.server, halima.phone)).length;
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  await phone.getByLabel('Code').fill('000000');
  await phone.getByRole('button', { name: 'Join', exact: true }).press('Enter');
  await expect(phone.getByText('This code is not right.', { exact: false }).first()).toBeVisible();
  await inspectScreen(phone, 'patient-visit-code');
  await phone.getByLabel('Code').fill(await readSmsCode(portal.server, halima.phone, codes));
  await phone.getByRole('button', { name: 'Join', exact: true }).press('Enter');

  const stage = phone.getByRole('region', { name: 'Video visit' });
  await expect(stage.getByText(/^Dr Daniel Otieno’s connection is (good|weak)$/)).toBeVisible({ timeout: 60_000 });
  await expectMedia(phone, 10);
  await expectMedia(desk, 3);
  await inspectScreen(phone, 'patient-visit-room');
  await stage.getByRole('button', { name: 'Mute: turn the microphone off' }).click();
  await expect(desk.getByRole('figure').getByText('Halima Abdi is muted')).toHaveCount(1, { timeout: 30_000 });

  // The clinic cannot be reached: the two go on seeing and hearing one another.
  patient.line.cut();
  await expect(syncChip(phone)).toContainText(/^(Offline|Cannot reach)/, { timeout: 60_000 });
  await expectMedia(phone, 8);
  patient.line.open();
  await expect(syncChip(phone)).toHaveCount(0, { timeout: 60_000 });
  await stage.getByRole('button', { name: 'Muted: turn the microphone on' }).click();
  await expectMedia(phone, 2);
  await expectMedia(desk, 2);

  phone.once('dialog', (dialog) => void dialog.accept());
  await phone.reload();
  await phone.getByRole('radio', { name: /^Sound and small video/ }).check();
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(stage).toBeVisible({ timeout: 30_000 });
  await expectMedia(phone, 2);
  expect(await smsCodes(portal.server, halima.phone)).toHaveLength(codes + 1);

  await desk.getByRole('button', { name: 'End visit' }).click();
  await desk.getByRole('dialog', { name: 'End the visit with Halima?' }).getByRole('button', { name: 'End the visit' }).click();
  await expect(desk.getByText('The visit has ended', { exact: false }).first()).toBeVisible({ timeout: 30_000 });
  await expect(phone.getByRole('heading', { name: 'Completed' })).toBeVisible({ timeout: 30_000 });
  await inspectScreen(phone, 'patient-visit-completed');
});
