import { expect, test, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { screenshotDir } from '../playwright.config.ts';
import { findAxeFaults } from '../support/axe.ts';
import { buildPage, servePage } from './page-server.ts';
import { Browser, MINUTE, World, type Clinic, type Person } from './world.ts';

let world: World;
let clinic: Clinic;
let server: Awaited<ReturnType<typeof servePage>>;
let complaints: string[];
let fatma: Person;

test.beforeAll(async () => {
  await buildPage();
  world = await World.open({ kind: 'pglite', dataDir: null });
  clinic = await world.addClinic();
  server = await servePage(world);
});
test.afterAll(async () => {
  await server.stop();
  await world.close();
});
test.use({ locale: 'en-GB', timezoneId: 'Africa/Nairobi', viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
test.beforeEach(async ({ page }) => {
  complaints = [];
  world.clock.now = Date.now();
  fatma = await world.addPatient(clinic);
  page.on('console', (message) => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
});
test.afterEach(() => expect(complaints, 'errors, and what the content security policy forbade').toEqual([]));

const shot = (page: Page, name: string) => page.screenshot({ path: `${screenshotDir}/identity-${name}.png` });
const open = (page: Page) => page.goto(`${server.url}/c/${clinic.suffix}/`);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** As a person does it: not twice within half a second, which is one press. */
async function press(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(500);
  await button(page, name).click();
}
const codeField = (page: Page) => page.getByRole('textbox', { name: 'Code' });

async function typeIdentity(page: Page, person: { email: string; phone: string; password?: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Mobile phone number').fill(person.phone);
  if (person.password !== undefined) await page.getByLabel('Password', { exact: true }).fill(person.password);
}
async function signIn(page: Page): Promise<void> {
  await open(page);
  await typeIdentity(page, fatma);
  await press(page, 'Go on');
  await codeField(page).fill(await codeFor(fatma.phone));
  await press(page, 'Go on');
  await expect(page.getByRole('heading', { name: 'Inside' })).toBeVisible();
}
async function codeFor(phone: string): Promise<string> {
  await expect.poll(() => world.codesTo(phone).then((codes) => codes.length)).toBeGreaterThan(0);
  return world.lastCodeTo(phone);
}

test('[C75] [C76] a patient signs in on a phone: three fields, the code pasted with a space, in', async ({ page }) => {
  await open(page);
  await expect(page.getByText('Riverside Clinic').first()).toBeVisible();
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'patient-sign-in-360');
  await expect(page.getByLabel('E-mail address')).toHaveAttribute('autocomplete', 'username');
  await expect(page.getByLabel('Mobile phone number')).toHaveAttribute('autocomplete', 'tel');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('autocomplete', 'current-password');
  await typeIdentity(page, { ...fatma, phone: `0${fatma.phone.slice(4, 7)} ${fatma.phone.slice(7)}` });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeFocused();
  await expect(codeField(page)).toHaveAttribute('autocomplete', 'one-time-code');
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'patient-code-360');
  const code = await codeFor(fatma.phone);
  await codeField(page).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Results of Fatma Njeri')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Results of Fatma Njeri')).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('[C77] says when another code may be asked for, and then offers it', async ({ page }) => {
  await page.clock.install({ time: Date.now() });
  await open(page);
  await typeIdentity(page, fatma);
  await press(page, 'Go on');
  const at = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Africa/Nairobi' }).format(world.clock.now + MINUTE);
  await expect(page.getByText(`You can ask for a new code at ${at}.`)).toBeVisible();
  await expect(button(page, 'Send a new code')).toHaveCount(0);
  world.clock.now += MINUTE;
  await page.clock.fastForward(61_000);
  await press(page, 'Send a new code');
  await expect.poll(() => world.codesTo(fatma.phone).then((codes) => codes.length)).toBe(2);
  await expect(button(page, 'Send a new code')).toHaveCount(0);
});

test('[C79] says what is wrong at its field on submit only, keeps what was typed, and never whether an account exists', async ({ page }) => {
  await open(page);
  await press(page, 'Go on');
  await expect(page.getByText('Enter your e-mail address.').first()).toBeVisible();
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'patient-errors-360');
  await typeIdentity(page, { email: 'fatma', phone: '12', password: 'Wrong1234' });
  await press(page, 'Go on');
  await expect(page.getByText(/Enter your e-mail address in full/).last()).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.getByLabel('E-mail address').fill('nobody@example.org');
  await press(page, 'Go on');
  await expect(page.getByText(/Enter your whole phone number/).last()).toBeVisible();
  await page.getByLabel('Mobile phone number').fill(fatma.phone);
  await press(page, 'Go on');
  await expect(page.getByText('These do not fit together. Check each one and try again.')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue('nobody@example.org');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('Wrong1234');
  await shot(page, 'patient-no-match-360');
});

test('[C78] a first sign-in sets the password; the rules are said before and after', async ({ page }) => {
  const newcomer = await world.addPatient(clinic, { password: null });
  await open(page);
  await press(page, 'First time, or forgot password?');
  await expect(page.getByRole('heading', { name: 'Set your password' })).toBeFocused();
  expect(await findAxeFaults(page)).toEqual([]);
  await typeIdentity(page, { email: newcomer.email, phone: newcomer.phone });
  await press(page, 'Send the code');
  await expect(page.getByText(/If the clinic knows you under both/)).toBeVisible();
  await shot(page, 'patient-ask-code-360');
  await codeField(page).fill(await codeFor(newcomer.phone));
  await press(page, 'Go on');
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeFocused();
  await page.getByLabel('New password').fill('riverside');
  await press(page, 'Save and go on');
  await expect(page.getByText('Add an upper case letter. Add a digit.')).toBeVisible();
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'patient-new-password-360');
  await page.getByLabel('New password').fill('Riverside1');
  await press(page, 'Save and go on');
  await expect(page.getByText('Results of Fatma Njeri')).toBeVisible();
});

test('[D6] signing in needs a network and says so; what was typed stays', async ({ page, context }) => {
  await open(page);
  await typeIdentity(page, fatma);
  await context.setOffline(true);
  await press(page, 'Go on');
  await expect(page.getByText('Signing in needs a connection. Connect and try again.')).toBeVisible();
  await context.setOffline(false);
  await press(page, 'Go on');
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
});

test('[C85] [D6] warns a minute before, locks, shows nothing, and opens with the password without a network; words are kept', async ({ page, context }) => {
  await page.clock.install({ time: Date.now() });
  await signIn(page);
  await page.getByLabel('Note').fill('half a sentence');
  await page.clock.fastForward('59:30');
  await expect(page.getByRole('dialog')).toContainText(/This screen locks in \d+ seconds/);
  await page.waitForTimeout(300);
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'lock-warning-360');
  await press(page, 'Stay signed in');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.clock.fastForward('59:30');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.clock.fastForward('00:31');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page.getByText('Results of Fatma')).not.toBeVisible();
  expect(await page.locator('body').ariaSnapshot()).not.toContain('Results of');
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'lock-360');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await context.setOffline(true);
  await page.getByLabel('Password', { exact: true }).fill('Wrong1234');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/That is not the password/)).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(fatma.password);
  await press(page, 'Unlock');
  await expect(page.getByRole('heading', { name: 'Inside' })).toBeVisible();
  await expect(page.getByLabel('Note')).toHaveValue('half a sentence');
});

test('[C85] a reload of a locked device stays locked and has read nothing; two tabs lock together', async ({ page, context }) => {
  await signIn(page);
  const second = await context.newPage();
  await open(second);
  await expect(second.getByRole('heading', { name: 'Inside' })).toBeVisible();
  await press(page, 'Lock');
  await expect(second.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await second.reload();
  await expect(second.getByRole('heading', { name: 'Locked' })).toBeVisible();
  expect(await second.content()).not.toContain('Results of');
  await second.getByLabel('Password', { exact: true }).fill(fatma.password);
  await second.keyboard.press('Enter');
  await expect(second.getByRole('heading', { name: 'Inside' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Inside' })).toBeVisible();
});

test('[C54] another person signs in over a locked screen and sees nothing of the first', async ({ page }) => {
  const amina = await world.addPatient(clinic);
  await world.database.query((await import('drizzle-orm')).sql`update patient set name = 'Amina Otieno' where id = ${amina.patient}`);
  await signIn(page);
  await press(page, 'Lock');
  await press(page, 'Sign in as someone else');
  await expect(button(page, 'Back')).toBeVisible();
  await typeIdentity(page, amina);
  await press(page, 'Go on');
  await codeField(page).fill(await codeFor(amina.phone));
  await press(page, 'Go on');
  await expect(page.getByText('Results of Amina Otieno')).toBeVisible();
  expect(await page.content()).not.toContain('Fatma');
  await expect(page.getByLabel('Note')).toHaveValue('');
});

test('[C79] staff connect an authenticator, sign out, and come back with its code', async ({ page }) => {
  const grace = await world.addStaff(clinic);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${server.url}/staff/`);
  expect(await findAxeFaults(page)).toEqual([]);
  await shot(page, 'staff-sign-in-1280');
  const start = async () => {
    await page.getByLabel('User name').fill(grace.username);
    await page.getByLabel('Password', { exact: true }).fill(grace.password);
    await press(page, 'Go on');
  };
  await start();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect(await findAxeFaults(page)).toEqual([]);
  await page.screenshot({ path: `${screenshotDir}/identity-staff-enrol-1280.png`, fullPage: true });
  const secret = (await page.locator('code').textContent())?.replaceAll(' ', '') ?? '';
  const code = (at: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
  await codeField(page).fill(code(world.clock.now));
  await press(page, 'Connect and go on');
  await expect(page.getByText('Results of Grace Wanjiru')).toBeVisible();
  await press(page, 'Sign out');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  world.clock.now += MINUTE;
  await start();
  await expect(page.getByRole('heading', { name: 'Enter the code of your authenticator' })).toBeFocused();
  expect(await findAxeFaults(page)).toEqual([]);
  await codeField(page).fill(code(world.clock.now - MINUTE));
  await press(page, 'Sign in');
  await expect(page.getByText(/That code (was used already|does not fit)/)).toBeVisible();
  await shot(page, 'staff-totp-1280');
  await codeField(page).fill(code(world.clock.now));
  await press(page, 'Sign in');
  await expect(page.getByText('Results of Grace Wanjiru')).toBeVisible();
  expect(new Browser(world).cookieHeader).toBe('');
});

for (const [name, path] of [['patient', 'c'], ['staff', 'staff']] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`[C54] the ${name} sign-in page stands at 320 and 1280 wide, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${server.url}/${path}/${name === 'patient' ? clinic.suffix : ''}`);
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(await findAxeFaults(page)).toEqual([]);
        await shot(page, `${name}-${theme}-${width}`);
      }
    });
