import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, costOf, HOUR, makeDeviceKey, MINUTE, signedIn, World, type Clinic, type Person } from './world.ts';

describeEachDatabase('patient sign-in', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  let fatma: Person;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());

  const start = async (typed: Partial<{ email: string; phone: string; password: string }> = {}) => {
    fatma = await world.addPatient(clinic);
    return new Browser(world).startPatient(clinic, { ...fatma, ...typed });
  };

  it('[C75] [C76] [D6] needs identifier, phone and password, then the SMS code, then the device key', async () => {
    fatma = await world.addPatient(clinic);
    const browser = new Browser(world);
    const started = await browser.startPatient(clinic, fatma);
    expect(started.body).toMatchObject({ step: 'code', purpose: 'signIn', resendAt: world.clock.now + MINUTE, expiresAt: world.clock.now + 5 * MINUTE });
    const code = await world.lastCodeTo(fatma.phone);
    expect(code).toMatch(/^\d{6}$/);
    const step = await browser.ask('/sign-in/code', { app: 'patient', code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect(step.body).toMatchObject({ step: 'device', account: fatma.account, clinic: clinic.id, name: 'Fatma Njeri' });
    const session = signedIn(await browser.registerDevice('patient', await makeDeviceKey()));
    expect(session).toMatchObject({ account: fatma.account, clinic: clinic.id, suffix: clinic.suffix, app: 'patient', kind: 'patient', lockMinutes: 60 });
    expect(await world.identity.sessions.fromCookies(browser.cookieHeader, 'patient')).toMatchObject({ account: fatma.account, device: session.device });
    expect([...browser.cookies.keys()]).toEqual(['__Host-patient']);
  });

  it('[C76] asks for a code at every sign-in, on the same device too', async () => {
    fatma = await world.addPatient(clinic);
    const browser = new Browser(world);
    const key = await makeDeviceKey();
    const first = await browser.signInPatient(clinic, fatma, key);
    world.clock.now += HOUR;
    const second = await browser.signInPatient(clinic, fatma, key);
    expect(await world.codesTo(fatma.phone)).toHaveLength(2);
    expect(second.device).toBe(first.device);
    expect(second.session).not.toBe(first.session);
  });

  it('[C76] keeps the code as a keyed hash and sends it only after all three matched', async () => {
    await start({ password: 'Riverside2' });
    await start({ phone: '+254712999999' });
    await start({ email: 'nobody@example.org' });
    for (const one of [fatma, { phone: '+254712999999' }]) expect(await world.codesTo(one.phone)).toEqual([]);
    await start();
    const code = await world.lastCodeTo(fatma.phone);
    const rows = await world.database.query<{ row: string }>(sql`select row_to_json(s)::text as row from sign_in s`);
    for (const { row } of rows) {
      expect(row).not.toContain(`"${code}"`);
      expect(row).not.toContain(fatma.phone);
    }
  });

  it('[C75] [C68] reads the phone in local and international form, in any spacing, and the e-mail in any case', async () => {
    fatma = await world.addPatient(clinic);
    const local = `0${fatma.phone.slice(4)}`;
    const spellings = [local, `${local.slice(0, 4)} ${local.slice(4, 7)}-${local.slice(7)}`, fatma.phone.replace('+', '00'), `(+254) ${fatma.phone.slice(4)}`];
    for (const phone of spellings) {
      const answer = await new Browser(world).startPatient(clinic, { ...fatma, email: ` ${fatma.email.toUpperCase()} `, phone });
      expect(answer.body, phone).toMatchObject({ step: 'code' });
    }
  });

  it('[C75] finds by national id where the clinic says so, in any punctuation', async () => {
    const byId = await world.addClinic('nationalId');
    const identifier = world.identity.seal.lookup('AB1234567');
    fatma = await world.addPatient(byId, { identifier });
    expect((await new Browser(world).startPatient(byId, { ...fatma, email: 'ab 123-456.7' })).body).toMatchObject({ step: 'code' });
    expect((await new Browser(world).startPatient(byId, { ...fatma, email: 'ab 123-456.8' })).body).toMatchObject({ code: 'signIn.noMatch' });
    expect((await new Browser(world).startPatient(byId, { ...fatma, email: '1' })).body).toMatchObject({ code: 'signIn.nationalIdFormat' });
  });

  describe('[C67] [C93] who cannot sign in looks like a wrong password', () => {
    it.each([
      ['not let in by staff', { portal: 'none' }],
      ['shut out', { portal: 'blocked' }],
      ['without a valid phone', { phoneFit: false }],
      ['without a password', { password: null }],
    ])('%s', async (_, given) => {
      const person = await world.addPatient(clinic, given);
      const answer = await new Browser(world).startPatient(clinic, { ...person, password: 'Riverside1' });
      expect(answer.body).toMatchObject({ code: 'signIn.noMatch' });
      expect(await world.codesTo(person.phone)).toEqual([]);
    });
  });

  it('[C79] says precisely what is wrong with the format, whoever it is', async () => {
    expect((await start({ email: 'fatma' })).body).toMatchObject({ code: 'signIn.emailFormat' });
    expect((await start({ phone: '12' })).body).toMatchObject({ code: 'signIn.phoneFormat' });
    expect((await start({ phone: '+1 555 123 4567' })).body).toMatchObject({ code: 'signIn.phoneFormat' });
    expect((await start({ password: '' })).body).toMatchObject({ code: 'signIn.passwordMissing' });
    expect((await new Browser(world).startPatient({ id: '', suffix: 'nowhere' }, fatma)).body).toMatchObject({ code: 'clinic.unknown' });
  });

  it('[C79] answers known and unknown people with the same words, status and headers', async () => {
    fatma = await world.addPatient(clinic);
    const known = await new Browser(world).startPatient(clinic, { ...fatma, password: 'Wrong1234' });
    const unknown = await new Browser(world).startPatient(clinic, { ...fatma, email: 'nobody@example.org' });
    const otherPhone = await new Browser(world).startPatient(clinic, { ...fatma, phone: '+254712888888' });
    for (const answer of [unknown, otherPhone]) {
      expect(answer.status).toBe(known.status);
      expect(answer.body).toEqual(known.body);
      expect([...answer.headers]).toEqual([...known.headers]);
    }
  });

  it('[C79] takes as long for unknown people as for known ones', async () => {
    fatma = await world.addPatient(clinic);
    const cost = (email: string) => costOf(() => new Browser(world).startPatient(clinic, { ...fatma, email, password: 'Wrong1234' }));
    await cost(fatma.email);
    let known = 0;
    let unknown = 0;
    for (let round = 0; round < 9; round += 1) {
      known += await cost(fatma.email);
      unknown += await cost(`nobody${round}@example.org`);
    }
    // Without the hash of nobody this is a tenth.
    const ratio = unknown / known;
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('[C79] locks after ten wrong passwords for a quarter of an hour, alike for unknown people, and says until when', async () => {
    fatma = await world.addPatient(clinic);
    for (const email of [fatma.email, 'ghost@example.org']) {
      const wrong = () => new Browser(world).startPatient(clinic, { ...fatma, email, password: 'Wrong1234' });
      for (let n = 0; n < 10; n += 1) expect((await wrong()).body.code).toBe('signIn.noMatch');
      const locked = await wrong();
      expect(locked.status).toBe(429);
      expect(locked.body).toMatchObject({ code: 'signIn.locked', params: { until: world.clock.now + 15 * MINUTE } });
    }
    // The right password does not open it either: nobody learns that it is right.
    expect((await new Browser(world).startPatient(clinic, fatma)).body.code).toBe('signIn.locked');
    const events = await world.database.query(sql`select account_id from security_event where kind = 'signin.locked' order by id`);
    expect(events.slice(-2)).toEqual([{ account_id: fatma.account }, { account_id: null }]);
    world.clock.now += 15 * MINUTE;
    expect((await new Browser(world).startPatient(clinic, fatma)).body).toMatchObject({ step: 'code' });
  });

  it('[C79] counts 50 simultaneous guesses one by one: ten are judged', async () => {
    fatma = await world.addPatient(clinic);
    const answers = await Promise.all(Array.from({ length: 50 }, () => new Browser(world).startPatient(clinic, { ...fatma, password: 'Wrong1234' })));
    expect(answers.filter(({ body }) => body.code === 'signIn.noMatch')).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'signIn.locked')).toHaveLength(40);
  });

  it('[C79] keeps the lock over a restart', async () => {
    fatma = await world.addPatient(clinic);
    for (let n = 0; n < 10; n += 1) await new Browser(world).startPatient(clinic, { ...fatma, password: 'Wrong1234' });
    await world.restart();
    expect((await new Browser(world).startPatient(clinic, fatma)).body.code).toBe('signIn.locked');
  });

  it('goes on after a reload: the step belongs to the cookie', async () => {
    fatma = await world.addPatient(clinic);
    const browser = new Browser(world);
    const started = await browser.startPatient(clinic, fatma);
    expect((await browser.ask('/sign-in?app=patient')).body).toEqual(started.body);
    expect((await new Browser(world).ask('/sign-in?app=patient')).body).toEqual({ step: 'none' });
    world.clock.now += 30 * MINUTE;
    expect((await browser.ask('/sign-in?app=patient')).body).toEqual({ step: 'none' });
  });

  it('writes an audit row for what failed and what was done', async () => {
    fatma = await world.addPatient(clinic);
    await new Browser(world).startPatient(clinic, { ...fatma, password: 'Wrong1234' });
    await new Browser(world).signInPatient(clinic, fatma);
    const rows = await world.database.query<{ action: string; who: string }>(sql`select action, who from audit where account_id = ${fatma.account} order by id`);
    expect(rows).toEqual([{ action: 'signin.failed', who: 'Fatma Njeri' }, { action: 'signin.ok', who: 'Fatma Njeri' }]);
  });

  it('refuses what is not the shape', async () => {
    expect((await new Browser(world).ask('/sign-in/patient', { clinic: 1 })).status).toBe(400);
    expect((await new Browser(world).ask('/sign-in/patient', { clinic: 'a', identifier: 'a', phone: 'a', password: 'a'.repeat(10_000) })).status).toBe(413);
    expect((await new Browser(world).ask('/session?app=nurse')).status).toBe(400);
  });
});
