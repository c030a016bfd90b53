import { inspectScreen } from '../support/inspect-screen.ts';
import { waitForShell } from '../support/portal-acts.ts';
import { fatma, readAuthenticatorCode, readSmsCode, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

// What stands before the apps: the server's own pages, the ways in, and the lock. -------------------------------------

test('[C53] the start page, the outbox and pages that do not exist', async ({ portal }) => {
  test.setTimeout(120_000);
  const person = await portal.person('visitor', 'phone');
  const { page } = person.browser;
  await signInPatient(person, portal.server, fatma);
  for (const [address, words, name] of [
    ['/', 'Open the patient portal of Riverside Clinic', 'start'],
    ['/dev/outbox', 'is your code for Riverside Clinic', 'outbox'],
    ['/nowhere', 'There is no such page', 'unknown'],
  ] as const) {
    await page.goto(address);
    await page.getByText(words).first().waitFor();
    await inspectScreen(page, `public-${name}`);
  }
  // Outside the worker's reach, as somebody comes who mistyped their clinic's address.
  const stranger = await portal.person('stranger', 'phone');
  await stranger.browser.page.goto('/c/nowhere/');
  await stranger.browser.page.getByText('There is no clinic at this address').waitFor();
  await inspectScreen(stranger.browser.page, 'public-unknown-clinic');
});

test('[C75] [C76] [C79] a patient’s way in: fields, mistakes, the code, no line', async ({ portal }) => {
  test.setTimeout(180_000);
  const person = await portal.person('fatma', 'phone');
  const { page } = person.browser;
  await page.goto('/c/riverside/');
  await page.getByLabel('E-mail address').waitFor();
  await inspectScreen(page, 'patient-sign-in');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Enter your e-mail address.').first().waitFor();
  await inspectScreen(page, 'patient-sign-in-error');
  await page.getByRole('button', { name: 'First time, or forgot password?' }).click();
  await page.getByRole('heading', { name: 'Set your password' }).waitFor();
  await inspectScreen(page, 'patient-sign-in-first-time');
  await page.getByLabel('E-mail address').fill(fatma.identifier);
  await page.getByLabel('Mobile phone number').fill(fatma.phone);
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText(/That code does not fit/).first().waitFor();
  await inspectScreen(page, 'patient-sign-in-code-wrong');
  await page.getByLabel('Code', { exact: true }).fill(await readSmsCode(portal.server, fatma.phone));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText(/Use at least 8 characters\./).first().waitFor();
  await inspectScreen(page, 'patient-sign-in-new-password-error');

  const other = await portal.person('no-line', 'phone');
  await other.browser.page.goto('/c/riverside/');
  await waitForShell(other.browser.page);
  other.line.cut();
  await other.browser.page.goto('/c/riverside/');
  await other.browser.page.getByLabel('E-mail address').fill(fatma.identifier);
  await other.browser.page.getByLabel('Mobile phone number').fill(fatma.phone);
  await other.browser.page.getByLabel('Password', { exact: true }).fill(fatma.password);
  await other.browser.page.getByRole('button', { name: 'Go on' }).click();
  await other.browser.page.getByText('Signing in needs a connection. Connect and try again.').waitFor();
  await expect(other.browser.page.getByLabel('E-mail address')).toHaveValue(fatma.identifier);
  await inspectScreen(other.browser.page, 'patient-sign-in-offline');
});

test('[C85] [D6] staff’s way in and the lock', async ({ portal }) => {
  test.setTimeout(180_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  await page.goto('/staff/');
  await page.getByLabel('User name').waitFor();
  await inspectScreen(page, 'staff-sign-in');
  await page.getByLabel('User name').fill('grace');
  await page.getByLabel('Password', { exact: true }).fill('Not-The-Right-1');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('These do not fit together. Check each one and try again.').waitFor();
  await inspectScreen(page, 'staff-sign-in-error');
  await page.getByLabel('Password', { exact: true }).fill(fatma.password);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Enter the code of your authenticator' }).waitFor();
  await inspectScreen(page, 'staff-sign-in-code');
  await page.getByLabel('Code', { exact: true }).fill(await readAuthenticatorCode(portal.server, 'grace'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Lock' }).click();
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await inspectScreen(page, 'staff-lock');
  await page.getByLabel('Password', { exact: true }).fill('Not-The-Right-1');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByText('That is not the password.').waitFor();
  await inspectScreen(page, 'staff-lock-wrong');
});
