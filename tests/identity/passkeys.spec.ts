import type { CDPSession, Page } from '@playwright/test';
import { screenshotDir } from '../playwright.config.ts';
import { syncChip, waitForShell } from '../support/portal-acts.ts';
import { readAuthenticatorCode, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person, type Portal } from '../support/portal-test.ts';

/** The real portal and Chromium's own WebAuthn, with a device in software that recognises its person, or not. */
const PASSWORD = 'Outpost-Demo-1';

interface VirtualKey {
  recognises(person: boolean): Promise<void>;
  count(): Promise<number>;
}
async function giveKey(page: Page): Promise<VirtualKey> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    recognises: async (person) => void (await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: person })),
    count: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  };
}
const shot = (page: Page, name: string) => page.screenshot({ path: `${screenshotDir}/passkey-${name}.png` });
const locked = (page: Page) => page.getByRole('heading', { name: 'Locked' });
const inbox = (page: Page) => page.getByRole('list', { name: 'Messages of patients' });

async function lock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('outpost.session.staff') ?? '{}') as object;
    localStorage.setItem('outpost.session.staff', JSON.stringify({ ...kept, locked: true }));
  });
  await page.reload();
  await expect(locked(page)).toBeVisible();
}
async function openSettings(page: Page): Promise<void> {
  await page.goto('/staff/settings');
  await expect(page.getByRole('heading', { name: 'Passkeys' })).toBeVisible();
}
async function addPasskey(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name of this passkey').fill(name);
  await dialog.getByLabel('Your password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
}
async function enrolled(portal: Portal): Promise<{ person: Person; page: Page; key: VirtualKey }> {
  const person = await portal.person('grace', 'desk');
  const { page } = person.browser;
  const key = await giveKey(page);
  await signInStaff(person, portal.server, 'grace');
  await openSettings(page);
  await addPasskey(page, 'This computer');
  await expect(page.getByRole('listitem').filter({ hasText: 'This computer' })).toContainText(/Added .*, not used yet/);
  return { person, page, key };
}

test('[C79] [C85] [D6] a colleague adds a passkey, signs in with it, unlocks with it online and in a dead spot, and removes it', async ({ portal }) => {
  const { person, page, key } = await enrolled(portal);
  expect(await key.count()).toBe(1);
  await shot(page, 'settings-1280');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('User name').fill('grace');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { name: 'Show that it is you' })).toBeFocused();
  await shot(page, 'sign-in-1280');
  await key.recognises(false);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('No passkey was shown. Try again, or go on another way.')).toBeVisible();
  await key.recognises(true);
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByRole('navigation').first().waitFor();
  await page.goto('/staff/portal/messages');
  await expect(inbox(page)).toBeVisible();

  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.reload();
  await waitForShell(page);
  await lock(page);
  await shot(page, 'lock-1280');
  await page.setViewportSize({ width: 360, height: 740 });
  await shot(page, 'lock-360');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
  await expect(inbox(page)).toBeVisible();
  await expect(syncChip(page)).toHaveText(/Up to date/);

  await lock(page);
  person.line.cut();
  await page.reload();
  await expect(locked(page)).toBeVisible();
  await key.recognises(false);
  await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
  await expect(page.getByText('No passkey was shown.')).toBeVisible();
  await expect(locked(page)).toBeVisible();
  await key.recognises(true);
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
  await expect(inbox(page)).toBeVisible();
  await expect(syncChip(page)).toHaveAccessibleName(/Offline|Cannot reach/);

  person.line.open();
  await openSettings(page);
  const row = page.getByRole('listitem').filter({ hasText: 'This computer' });
  await expect(row.getByRole('button', { name: 'Remove' })).not.toHaveAttribute('aria-disabled', 'true', { timeout: 20_000 });
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await lock(page);
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Unlock with a passkey' })).toHaveCount(0);
});

test('[C79] adding one says what is wrong and keeps what was typed; the phone\'s list and a sign-in by code stand', async ({ portal }) => {
  const { page, key } = await enrolled(portal);
  await page.waitForTimeout(600);
  await addPasskey(page, 'Second', 'Not-The-1');
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await expect(dialog.getByText(/That is not the password/)).toBeVisible();
  await expect(dialog.getByLabel('Name of this passkey')).toHaveValue('Second');
  await page.setViewportSize({ width: 360, height: 740 });
  await shot(page, 'add-360');
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.waitForTimeout(600);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByText('This device has a passkey for your account already.')).toBeVisible();
  expect(await key.count()).toBe(1);
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('heading', { name: 'Passkeys' }).scrollIntoViewIfNeeded();
  await shot(page, 'settings-360');

  const other = await portal.person('other', 'phone');
  await other.browser.page.goto('/staff/');
  await other.browser.page.getByLabel('User name').fill('grace');
  await other.browser.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await other.browser.page.getByRole('button', { name: 'Go on' }).click();
  await expect(other.browser.page.getByRole('button', { name: 'Use a passkey' })).toBeVisible();
  await shot(other.browser.page, 'sign-in-360');
  await expect(async () => {
    await other.browser.page.getByLabel('Code', { exact: true }).fill(await readAuthenticatorCode(portal.server, 'grace'));
    await other.browser.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(other.browser.page.getByRole('navigation').first()).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 45_000 });
});
