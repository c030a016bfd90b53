import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetAuthenticator, setAccountState } from '../../sync-server/identity/accounts.ts';
import { hashPassword } from '../../sync-server/identity/password.ts';
import { until } from '../support/until.ts';
import { Browser, makeDeviceKey, World, type Clinic, type Person } from './world.ts';

let world: World;
let clinic: Clinic;
beforeAll(async () => {
  world = await World.open({ kind: 'pglite', dataDir: null });
  clinic = await world.addClinic();
});
afterAll(() => world.close());

/** Knows the password and has read the code: all that is left is to register a device. */
async function comeFar(person: Person): Promise<Browser> {
  const browser = new Browser(world);
  await browser.startPatient(clinic, person);
  await browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(person.phone) });
  return browser;
}

it.each([
  ['staff make a one-time password', (person: Person) => world.issueOneTimePassword(person.account)],
  ['its owner sets another password', async (person: Person) => {
    const owner = new Browser(world);
    await owner.ask('/new-password', { clinic: clinic.suffix, identifier: person.email, phone: person.phone });
    await owner.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(person.phone) });
    expect((await owner.ask('/sign-in/password', { app: 'patient', password: 'Another2026' })).body).toMatchObject({ step: 'device' });
    // Their own goes on.
    expect((await owner.registerDevice('patient', await makeDeviceKey())).body).toMatchObject({ step: 'done' });
  }],
  ['access was shut and opened again', (person: Person) => world.database.transaction(async (tx) => {
    await setAccountState(tx, person.account, 'blocked');
    await setAccountState(tx, person.account, 'active');
  })],
  ['the authenticator is forgotten', (person: Person) => world.database.transaction((tx) => forgetAuthenticator(tx, person.account))],
])('[C78] a sign-in that is under way ends when %s', async (_when, change) => {
  const person = await world.addPatient(clinic);
  const thief = await comeFar(person);
  await change(person);
  expect((await thief.registerDevice('patient', await makeDeviceKey())).body).toMatchObject({ code: 'signIn.over' });
  const sessions = await world.database.query(sql`select id from session where account_id = ${person.account} and ended_at is null`);
  expect(sessions.length).toBeLessThanOrEqual(1);
});

it('[C75] a password that is changed while it is being judged signs nobody in', async () => {
  const person = await world.addPatient(clinic);
  const hash = await hashPassword('Another2026');
  await world.database.query(sql`delete from attempt`);
  const starting = new Browser(world).startPatient(clinic, person);
  // Counted, then asked who it is; then the hash takes its while, and the password becomes another one.
  await until(async () => (await world.database.query(sql`select 1 from attempt where key like 'password:%' limit 1`)).length > 0);
  for (let i = 0; i < 3; i += 1) await world.database.query(sql`select 1`);
  await world.database.query(sql`update account set password_hash = ${hash} where id = ${person.account}`);
  expect((await starting).body).toMatchObject({ code: 'signIn.noMatch' });
});

it('[C76] one person who asks for codes all day uses up their own, and nobody else\'s', async () => {
  const small = await world.addClinic();
  await world.database.query(sql`insert into sign_in_setting (clinic_id, sms_per_day) values (${small.id}, 8)`);
  const greedy = await world.addPatient(small);
  const browser = new Browser(world);
  const answers: number[] = [];
  for (let i = 0; i < 12; i += 1) answers.push((await browser.startPatient(small, greedy)).status);
  expect(answers.filter((status) => status === 200)).toHaveLength(5);
  const other = await world.addPatient(small);
  expect((await new Browser(world).startPatient(small, other)).body).toMatchObject({ step: 'code' });
});
