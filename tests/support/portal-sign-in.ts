import { expect } from '@playwright/test';
import type { Person } from './portal-test.ts';
import type { PortalServer } from './portal-server.ts';

/** The demo's people all have it; what is behind it is invented. */
const DEMO_PASSWORD = 'Outpost-Demo-1';

export interface PatientNames {
  readonly clinic: string;
  readonly identifier: string;
  readonly phone: string;
  readonly password: string;
}

/** Demo patients of Riverside by first name, as `sync-server/demo` has them. */
export const fatma: PatientNames = { clinic: 'riverside', identifier: 'fatma.hassan@example.org', phone: '+254711000101', password: DEMO_PASSWORD };
export const halima: PatientNames = { clinic: 'riverside', identifier: 'halima.abdi@example.org', phone: '+254711000102', password: DEMO_PASSWORD };
export const rosa: PatientNames = { clinic: 'riverside', identifier: 'rosa.quispe@example.org', phone: '+254711000103', password: DEMO_PASSWORD };
export const ngaire: PatientNames = { clinic: 'riverside', identifier: 'ngaire.tamihana@example.org', phone: '+254711000108', password: DEMO_PASSWORD };
export const joseph: PatientNames = { clinic: 'riverside', identifier: 'joseph.ekai@example.org', phone: '+254711000104', password: DEMO_PASSWORD };

/** The code of the newest SMS to that phone, once there are more than `before`. */
export async function readSmsCode(server: PortalServer, phone: string, before = 0): Promise<string> {
  let code: string | undefined;
  await expect.poll(async () => {
    const codes = await smsCodes(server, phone);
    code = codes[0];
    return codes.length;
  }, { message: `an SMS with a code to ${phone}`, intervals: [50, 100, 200] }).toBeGreaterThan(before);
  return code ?? '';
}

/** Newest first. */
export async function smsCodes(server: PortalServer, phone: string): Promise<string[]> {
  const { messages } = await server.outbox();
  return messages.flatMap(({ channel, to, text }) => (channel === 'sms' && to === phone ? (/\b\d{6}\b/.exec(text) ?? []) : []));
}

/** Read before, by server and user name: each is good for one sign-in. */
const spent = new WeakMap<PortalServer, Map<string, string>>();

/** What the authenticator app on that colleague's phone shows; who has used it already waits for the next, up to 30 s. */
export async function readAuthenticatorCode(server: PortalServer, username: string): Promise<string> {
  const used = spent.get(server) ?? new Map<string, string>();
  spent.set(server, used);
  let code = '';
  await expect.poll(async () => {
    const { authenticators } = await server.outbox();
    const found = authenticators.find((one) => one.username === username);
    if (found === undefined) throw new Error(`Nobody called ${username} has an authenticator`);
    code = found.code;
    return code !== used.get(username);
  }, { message: `a code of ${username} that was not used yet`, timeout: 35_000, intervals: [250] }).toBe(true);
  used.set(username, code);
  return code;
}

/** Ends at the inbox, where the right to it is held. */
export async function signInStaff({ browser: { page } }: Pick<Person, 'browser'>, server: PortalServer, username: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/staff/portal/messages');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Enter the code of your authenticator' }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(await readAuthenticatorCode(server, username));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Types who one is and the code of the SMS. Ends at whatever comes after the code. */
export async function passPatientCode({ browser: { page } }: Pick<Person, 'browser'>, server: PortalServer, who: PatientNames): Promise<void> {
  await page.getByLabel('E-mail address').fill(who.identifier);
  await page.getByLabel('Mobile phone number').fill(who.phone);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  const before = (await smsCodes(server, who.phone)).length;
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(await readSmsCode(server, who.phone, before));
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** From the patient portal's first page to the home. */
export async function signInPatient(person: Pick<Person, 'browser'>, server: PortalServer, who: PatientNames): Promise<void> {
  await person.browser.page.goto(`/c/${who.clinic}/`);
  await passPatientCode(person, server, who);
  await person.browser.page.getByRole('navigation', { name: 'Main' }).waitFor();
}
