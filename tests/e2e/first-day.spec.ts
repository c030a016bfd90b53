import { Secret, TOTP } from 'otpauth';
import { inspectScreen } from '../support/inspect-screen.ts';
import { waitUntilLive } from '../support/portal-acts.ts';
import { expect, test } from '../support/portal-test.ts';
import { syntheaBundle } from './synthea-bundle.ts';

test.use({ firstImport: [syntheaBundle] });

test('[C1] [C2] [C79] [D7] a clinic’s first day: real patients imported, one colleague added, an authenticator connected, nothing waits yet', async ({ portal }) => {
  test.setTimeout(180_000);
  const printed = await portal.server.staff('add', '--name', 'Ida Nyström', '--username', 'ida', '--role', 'portal_coordinator');
  const once = /One-time password\s+(\S+)/.exec(printed)?.[1] ?? '';
  const person = await portal.person('ida', 'desk');
  const { page } = person.browser;

  await page.goto('/staff/');
  await page.getByLabel('User name').fill('ida');
  await page.getByLabel('Password', { exact: true }).fill(once);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Connect your authenticator' }).waitFor();
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  await inspectScreen(page, 'staff-sign-in-enrol');
  const key = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel('Code', { exact: true }).fill(new TOTP({ secret: Secret.fromBase32(key) }).generate());
  await page.getByRole('button', { name: 'Connect and go on' }).click();
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await inspectScreen(page, 'staff-sign-in-new-password');
  await page.getByLabel('New password').fill('Kitchen-Garden-7');
  await page.getByRole('button', { name: 'Save and go on' }).click();

  await page.getByText('Nothing waits for you').waitFor();
  await inspectScreen(page, 'staff-overview-empty');
  await page.goto('/staff/portal/messages');
  await page.getByText('No messages are waiting').waitFor();
  await waitUntilLive(page);
  await inspectScreen(page, 'staff-inbox-empty');
  await page.goto('/staff/portal/messages?show=mine');
  await page.getByText('No messages are waiting').waitFor();
  await inspectScreen(page, 'staff-inbox-mine-empty');
  await page.goto('/staff/portal/messages?show=closed');
  await page.getByText('No closed messages on this device').waitFor();
  await inspectScreen(page, 'staff-inbox-closed-empty');
  await page.goto('/staff/patients');
  await page.getByRole('list', { name: 'Patients' }).getByRole('link', { name: 'Clemente Kreiger' }).click();
  await page.getByText('Clemente cannot sign in yet.').waitFor();
  await inspectScreen(page, 'staff-patient-not-activated');

  // A real record has no outbox, and its start page names no clinic.
  const visitor = await portal.person('visitor', 'phone');
  await visitor.browser.page.goto('/dev/outbox');
  await expect(visitor.browser.page.getByText('There is no such page')).toBeVisible();
  await visitor.browser.page.goto('/');
  await expect(visitor.browser.page.getByRole('link', { name: 'Sign in as staff' })).toBeVisible();
  await expect(visitor.browser.page.getByText(/Lahey/)).toHaveCount(0);
  await inspectScreen(visitor.browser.page, 'public-start-real');
});
