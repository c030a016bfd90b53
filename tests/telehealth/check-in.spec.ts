import { fakeDeviceFlags } from '../support/chromium.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { halima, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';
import { insertDemoVisit } from './video-visit.ts';

// Before a visit by video: camera, sound and line tried, the agreement, the waiting room. --------------------------------------

test.use({ record: 'postgres', flags: fakeDeviceFlags });

test('[C28] [C43] [C45] [D10] a patient tries what the visit needs, agrees, checks in and waits; without a network the page says what can be done instead', async ({ portal }) => {
  test.setTimeout(240_000);
  await insertDemoVisit(portal.server, 'Halima Abdi', Date.now() + 10 * 60_000);
  const patient = await portal.person('halima', 'phone');
  await signInPatient(patient, portal.server, halima);
  const phone = patient.browser.page;
  await waitUntilLive(phone);
  await waitForShell(phone);
  await expect(phone.getByRole('main').getByRole('link', { name: 'Check in' })).toBeVisible();
  await inspectScreen(phone, 'patient-home-visit');
  await phone.getByRole('main').getByRole('link', { name: 'Check in' }).click();

  await expect(phone.getByRole('heading', { name: 'You and Dr Otieno' })).toBeVisible();
  await expect(phone.getByText(/^Your connection is (slow|fair|good)\.$/)).toBeVisible({ timeout: 20_000 });
  await phone.getByRole('button', { name: 'Allow microphone' }).click();
  await expect(phone.getByText('We can hear you')).toBeVisible({ timeout: 20_000 });
  await phone.getByRole('button', { name: 'Test sound' }).click();
  await expect(phone.getByRole('button', { name: 'This is how you sound' })).toBeVisible({ timeout: 20_000 });
  await expect(phone.getByRole('button', { name: 'Test sound' })).toBeVisible({ timeout: 20_000 });
  await phone.getByRole('button', { name: 'Camera on' }).click();
  const preview = phone.getByLabel('This is how you are seen');
  await expect.poll(() => preview.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
  await phone.getByRole('button', { name: 'Choose devices' }).click();
  await expect(phone.getByRole('dialog').getByLabel('Camera')).toBeVisible();
  await inspectScreen(phone, 'patient-visit-devices');
  await phone.getByRole('button', { name: 'Done' }).click();
  await phone.getByRole('radio', { name: /^Sound only/ }).check();
  await inspectScreen(phone, 'patient-visit-check-in');

  await phone.getByRole('button', { name: 'Check in' }).click();
  await expect(phone.getByText('Agree to the visit by video, or call the clinic.')).toBeVisible();
  await phone.getByRole('checkbox', { name: 'I agree to a visit by video' }).check();
  patient.line.cut();
  await expect(phone.getByText('Joining a visit needs a connection.')).toBeVisible({ timeout: 60_000 });
  await expect(phone.getByRole('link', { name: 'Call Riverside Clinic' })).toHaveAttribute('href', /^tel:/);
  patient.line.open();
  await expect(phone.getByText('Joining a visit needs a connection.')).toHaveCount(0, { timeout: 60_000 });
  await phone.getByRole('button', { name: 'Check in' }).click();
  await expect(phone.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible({ timeout: 30_000 });
  await inspectScreen(phone, 'patient-visit-waiting');

  // Whoever looks at something else meanwhile still waits, and finds back from every page.
  await phone.getByRole('link', { name: 'Back' }).click();
  await phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Messages' }).click();
  const pin = phone.getByRole('complementary', { name: 'Your visit' });
  await expect(pin).toContainText('You are waiting for Dr Otieno');
  await inspectScreen(phone, 'patient-visit-pinned');
  await pin.getByRole('link', { name: 'Go back' }).click();
  await phone.getByRole('button', { name: 'Leave the waiting room' }).click();
  await expect(phone.getByRole('main').getByRole('link', { name: 'Check in' })).toBeVisible({ timeout: 30_000 });
  await expect(pin).toHaveCount(0);
});
