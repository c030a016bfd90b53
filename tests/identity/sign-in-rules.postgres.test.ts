import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordLacks } from '../../schema/passwords.ts';
import { addressOf } from '../../sync-server/identity/address-limits.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, DAY, HOUR, makeDeviceKey, MINUTE, signedIn, World, type Answer, type Clinic, type Person } from './world.ts';

describeEachDatabase('what a clinic decides about signing in', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
    await world.database.query(sql`update clinic set asks_birth_date = true, password_rule = 'length' where id = ${clinic.id}`);
  });
  afterAll(() => world.close());
  const ask = (person: Person, birthDate?: string, browser = new Browser(world)): Promise<Answer> =>
    browser.ask('/new-password', { clinic: clinic.suffix, identifier: person.email, phone: person.phone, ...(birthDate === undefined ? {} : { birthDate }) });

  it('[C78] [C79] asks the birth date for a new password: a wrong one answers alike and sends nothing', async () => {
    const fatma = await world.addPatient(clinic, { birthDate: '1990-05-31' });
    const unknown = await world.addPatient(clinic);
    const [wrong, none, right] = [await ask(fatma, '1990-05-30'), await ask(unknown, '1990-05-31'), await ask(fatma, '1990-05-31')];
    for (const answer of [wrong, none]) expect([answer.status, answer.body]).toEqual([right.status, right.body]);
    expect(right.body.step).toBe('code');
    expect(await world.codesTo(unknown.phone)).toEqual([]);
    expect(await world.codesTo(fatma.phone)).toHaveLength(1);
    for (const typed of [undefined, '', '31.5.1990', '1990-02-30']) expect([typed, (await ask(fatma, typed)).body.code]).toEqual([typed, 'signIn.birthDateFormat']);
  });

  it('[C79] counts guesses at the birth date together: three an hour', async () => {
    const fatma = await world.addPatient(clinic, { birthDate: '1990-05-31' });
    for (const guess of ['1990-05-28', '1990-05-29', '1990-05-30']) expect((await ask(fatma, guess)).body.step).toBe('code');
    expect((await ask(fatma, '1990-05-31')).body.code).toBe('signIn.askLimit');
  });

  it('[C75] does not ask the birth date where there is a password', async () => {
    const fatma = await world.addPatient(clinic, { birthDate: '1990-05-31' });
    expect((await new Browser(world).startPatient(clinic, fatma)).body.step).toBe('code');
  });

  it('[C78] takes length for a password where the clinic says so, and tells the device the rule', async () => {
    const fatma = await world.addPatient(clinic, { birthDate: '1990-05-31' });
    const browser = new Browser(world);
    await ask(fatma, '1990-05-31', browser);
    expect((await browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(fatma.phone) })).body).toEqual({ step: 'password', reason: 'newPassword', rule: 'length' });
    const choose = (password: string) => browser.ask('/sign-in/password', { app: 'patient', password });
    expect((await choose('Riverside1')).body).toMatchObject({ code: 'password.tooShort', params: { least: 12 } });
    expect((await choose('four small words')).body.step).toBe('device');
    signedIn(await browser.registerDevice('patient', await makeDeviceKey()));
  });
});

describeEachDatabase('limits of an address', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    world.proxies = 1;
    await world.restart();
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());
  const from = (address: string): Browser => Object.assign(new Browser(world), { forwarded: address });
  const wrong = (browser: Browser, person: Person): Promise<Answer> => browser.startPatient(clinic, { ...person, password: 'Wrong1234' });

  it('[C79] an address that types somebody\'s name again and again shuts itself out, and its owner gets in from elsewhere', async () => {
    const fatma = await world.addPatient(clinic);
    const stranger = from('203.0.113.9');
    const seen: (string | undefined)[] = [];
    for (let round = 0; round < 6; round += 1) {
      for (let n = 0; n < 10; n += 1) seen.push((await wrong(stranger, fatma)).body.code);
      world.clock.now += 16 * MINUTE;
    }
    expect(seen.slice(0, 10)).toEqual([...Array.from({ length: 8 }, () => 'signIn.noMatch'), 'signIn.addressLimit', 'signIn.addressLimit']);
    expect(seen.filter((code) => code === 'signIn.noMatch')).toHaveLength(30);
    expect(seen).not.toContain('signIn.locked');
    expect((await from('198.51.100.7').startPatient(clinic, fatma)).body.step).toBe('code');
    world.clock.now += DAY;
  });

  it('[C79] an address has 100 password tries in a quarter of an hour, right ones aside, and another has its own', async () => {
    const people = await Promise.all(Array.from({ length: 13 }, () => world.addPatient(clinic)));
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 104; n += 1) {
      const person = people[n % 13];
      if (person) codes.push((await wrong(from('203.0.113.10'), person)).body.code);
    }
    expect(codes.filter((code) => code === 'signIn.noMatch')).toHaveLength(100);
    expect(codes.slice(100)).toEqual(Array.from({ length: 4 }, () => 'signIn.addressLimit'));
    const [first] = people;
    if (first) expect((await from('203.0.113.11').startPatient(clinic, first)).body.step).toBe('code');
    world.clock.now += HOUR;
  }, 60_000);

  it('[C79] a right password counts against nobody', async () => {
    const fatma = await world.addPatient(clinic);
    for (let n = 0; n < 12; n += 1) {
      expect((await from('203.0.113.12').startPatient(clinic, fatma)).body.code).not.toBe('signIn.addressLimit');
      world.clock.now += 15 * MINUTE;
    }
  });

  it('[C79] an address asks for 60 codes an hour, whoever is meant', async () => {
    const asks: (string | undefined)[] = [];
    for (let n = 0; n < 61; n += 1) {
      const { body } = await from('203.0.113.13').ask('/new-password', { clinic: clinic.suffix, identifier: `nobody${n}@example.org`, phone: '+254712300000' });
      asks.push(body.step ?? body.code);
    }
    expect(asks.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 'code'));
    expect(asks[60]).toBe('signIn.addressLimit');
  });

  it('[C79] without OUTPOST_PROXIES nobody\'s word is taken for an address', async () => {
    world.proxies = 0;
    await world.restart();
    const fatma = await world.addPatient(clinic);
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 11; n += 1) codes.push((await wrong(from('203.0.113.14'), fatma)).body.code);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'signIn.noMatch'), 'signIn.locked']);
  });
});

describe('addresses and passwords', () => {
  it('[C79] reads what our own proxies wrote and nothing before it', () => {
    expect(addressOf(0, '203.0.113.9')).toBeNull();
    expect(addressOf(1, undefined)).toBeNull();
    expect(addressOf(1, '10.0.0.1, 203.0.113.9')).toBe('203.0.113.9');
    expect(addressOf(2, '1.2.3.4, 203.0.113.9, 10.0.0.1')).toBe('203.0.113.9');
    expect(addressOf(3, '203.0.113.9, 10.0.0.1')).toBeNull();
    expect(addressOf(1, '::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(addressOf(1, '203.0.113.9:5123')).toBe('203.0.113.9');
  });

  it('[C79] takes the half of an IPv6 address that a phone keeps, however it is written', () => {
    const spellings = ['2001:db8:1:2:aaaa::1', '2001:0db8:0001:0002:ffff:1:2:3', '[2001:db8:1:2::9]', '[2001:db8:1:2::9]:443'];
    expect(new Set(spellings.map((address) => addressOf(1, address)))).toEqual(new Set(['2001:db8:1:2']));
    expect(addressOf(1, '2001:db8::1')).toBe('2001:db8:0:0');
  });

  it('[C78] the two rules of passwords, the same on the device and on the server', () => {
    expect(passwordLacks('four small words', 'length')).toEqual([]);
    expect(passwordLacks('Riverside1', 'length')).toEqual(['password.tooShort']);
    expect(passwordLacks('🐘🐘🐘🐘🐘🐘', 'length')).toEqual(['password.tooShort']);
    expect(passwordLacks('four small words', 'mixed')).toEqual(['password.needsUpper', 'password.needsDigit']);
  });
});
