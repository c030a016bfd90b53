import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, HOUR, makeDeviceKey, MINUTE, signedIn, World, type Answer, type Clinic } from './world.ts';

describeEachDatabase('first sign-in and forgotten password', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());

  const ask = (browser: Browser, typed: { email: string; phone: string }): Promise<Answer> =>
    browser.ask('/new-password', { clinic: clinic.suffix, identifier: typed.email, phone: typed.phone });
  const submit = async (browser: Browser, phone: string) => browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(phone) });
  const choose = (browser: Browser, password: string) => browser.ask('/sign-in/password', { app: 'patient', password });

  it('[C78] lets a person in who never had a password: code, password, device', async () => {
    const person = await world.addPatient(clinic, { password: null });
    const browser = new Browser(world);
    expect((await ask(browser, person)).body).toMatchObject({ step: 'code', purpose: 'newPassword' });
    expect((await submit(browser, person.phone)).body).toEqual({ step: 'password', reason: 'newPassword', rule: 'mixed' });
    expect((await choose(browser, 'Riverside9')).body.step).toBe('device');
    expect(signedIn(await browser.registerDevice('patient', await makeDeviceKey())).account).toBe(person.account);
    world.clock.now += HOUR;
    expect((await new Browser(world).startPatient(clinic, { ...person, password: 'Riverside9' })).body.step).toBe('code');
    const first = await world.database.query<{ first_sign_in_at: number }>(sql`select first_sign_in_at from patient where id = ${person.patient}`);
    expect(first[0]?.first_sign_in_at).toBe(world.clock.now - HOUR);
  });

  it('[C79] answers alike whether anybody fits or not, and sends a code to a match alone', async () => {
    const person = await world.addPatient(clinic);
    const shut = await world.addPatient(clinic, { portal: 'blocked' });
    const unfit = await world.addPatient(clinic, { phoneFit: false });
    const known = await ask(new Browser(world), person);
    const others = [
      { email: 'nobody@example.org', phone: person.phone }, { email: person.email, phone: '+254712777777' }, shut, unfit,
    ];
    for (const typed of others) {
      const answer = await ask(new Browser(world), typed);
      expect(answer.body).toEqual(known.body);
      expect(answer.status).toBe(known.status);
      const plain = (headers: Headers) => [...headers].map(([name, value]) => [name, value.replace(/=[\w-]{43};/, '=…;')]);
      expect(plain(answer.headers)).toEqual(plain(known.headers));
    }
    expect(await world.codesTo(person.phone)).toHaveLength(1);
    for (const typed of [shut, unfit, { phone: '+254712777777' }]) expect(await world.codesTo(typed.phone)).toEqual([]);
  });

  it('[C79] goes through wrong codes, resends and limits alike for nobody', async () => {
    const person = await world.addPatient(clinic);
    const walk = async (typed: { email: string; phone: string }): Promise<unknown[]> => {
      const browser = new Browser(world);
      const from = world.clock.now;
      const seen: Answer[] = [await ask(browser, typed)];
      // A guess that is wrong for certain, where there is a code at all.
      const real = (await world.codesTo(typed.phone)).at(-1) ?? '';
      const guess = real === '000000' ? '000001' : '000000';
      for (let n = 0; n < 6; n += 1) seen.push(await browser.ask('/sign-in/code', { app: 'patient', code: guess }));
      seen.push(await browser.ask('/sign-in/resend', { app: 'patient' }));
      world.clock.now += MINUTE;
      seen.push(await browser.ask('/sign-in/resend', { app: 'patient' }), await ask(browser, typed), await ask(browser, typed));
      world.clock.now = from;
      return seen.map(({ status, body }) => ({ status, body }));
    };
    const unknown = await walk({ email: 'ghost@example.org', phone: '+254712666666' });
    expect(await walk(person)).toEqual(unknown);
    expect(unknown.map((answer) => (answer as Answer).body.code ?? (answer as Answer).body.step)).toEqual([
      'code', 'signIn.codeWrong', 'signIn.codeWrong', 'signIn.codeWrong', 'signIn.codeWrong', 'signIn.codeTries', 'signIn.codeTries',
      'signIn.resendWait', 'code', 'code', 'signIn.askLimit',
    ]);
  });

  it('[C79] hides the work of a match below the same floor of time', async () => {
    const { createIdentity } = await import('../../sync-server/identity/identity.ts');
    const person = await world.addPatient(clinic);
    const floored = createIdentity({ database: world.database, secret: 'another secret of 32 characters....', answerFloorMs: 200, timers: false });
    const time = async (email: string) => {
      const from = performance.now();
      await floored.routes.request('/new-password', {
        method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ clinic: clinic.suffix, identifier: email, phone: person.phone }),
      });
      return performance.now() - from;
    };
    for (const email of [person.email, 'nobody@example.org']) expect(await time(email)).toBeGreaterThanOrEqual(199);
    await floored.close();
  });

  it('[C79] does not let a stranger who knows identifier and phone use up the codes of signing in', async () => {
    const person = await world.addPatient(clinic);
    for (let n = 0; n < 10; n += 1) await ask(new Browser(world), person);
    expect(await world.codesTo(person.phone)).toHaveLength(3);
    expect((await new Browser(world).startPatient(clinic, person)).body.step).toBe('code');
  });

  it('[C79] does not let wrong codes of a forgotten password shut the sign-in', async () => {
    const person = await world.addPatient(clinic);
    for (let round = 0; round < 2; round += 1) {
      const stranger = new Browser(world);
      await ask(stranger, person);
      const code = await world.lastCodeTo(person.phone);
      for (let n = 1; n <= 5; n += 1) await stranger.ask('/sign-in/code', { app: 'patient', code: String((Number(code) + n) % 1_000_000).padStart(6, '0') });
    }
    const own = new Browser(world);
    await own.startPatient(clinic, person);
    expect((await submit(own, person.phone)).body.step).toBe('device');
  });

  describe('[C78] the rules of a password', () => {
    it.each([
      ['Short1a', 'password.tooShort'], ['RIVERSIDE1', 'password.needsLower'], ['riverside1', 'password.needsUpper'], ['Riverside', 'password.needsDigit'],
    ])('%s is refused: %s', async (password, code) => {
      const person = await world.addPatient(clinic);
      const browser = new Browser(world);
      await ask(browser, person);
      await submit(browser, person.phone);
      const refused = await choose(browser, password);
      expect(refused.status).toBe(422);
      expect(refused.body.code).toBe(code);
      expect((await choose(browser, 'Łódź-2026 ß')).body.step).toBe('device');
    });
  });

  it('[C78] [D7] changes a one-time password at the first sign-in, to another one, within 72 hours', async () => {
    const person = await world.addPatient(clinic, { password: null });
    const { password } = await world.issueOneTimePassword(person.account);
    expect(password).toMatch(/^[A-Z][a-z]+-[A-Z][a-z]+-[A-Z][a-z]+-\d\d$/);
    world.clock.now += 72 * HOUR - MINUTE;
    const browser = new Browser(world);
    await browser.startPatient(clinic, { ...person, password });
    expect((await submit(browser, person.phone)).body).toEqual({ step: 'password', reason: 'once', rule: 'mixed' });
    expect((await browser.registerDevice('patient', await makeDeviceKey())).body.code).toBe('signIn.over');
    expect((await choose(browser, password)).body.code).toBe('password.sameAsOnce');
    expect((await choose(browser, 'Riverside9')).body.step).toBe('device');
    world.clock.now += HOUR;
    expect((await new Browser(world).startPatient(clinic, { ...person, password })).body.code).toBe('signIn.noMatch');
    expect((await new Browser(world).startPatient(clinic, { ...person, password: 'Riverside9' })).body.step).toBe('code');
  });

  it('[C78] [D7] refuses a one-time password after 72 hours like a wrong one', async () => {
    const person = await world.addPatient(clinic, { password: null });
    const { password } = await world.issueOneTimePassword(person.account);
    world.clock.now += 72 * HOUR;
    expect((await new Browser(world).startPatient(clinic, { ...person, password })).body.code).toBe('signIn.noMatch');
  });

  it('[C78] ends every session of the account and tells its owner by e-mail', async () => {
    const person = await world.addPatient(clinic);
    const old = new Browser(world);
    await old.signInPatient(clinic, person);
    const browser = new Browser(world);
    await ask(browser, person);
    await submit(browser, person.phone);
    await choose(browser, 'Riverside9');
    expect(await world.identity.sessions.fromCookies(old.cookieHeader, 'patient')).toBeNull();
    const mails = await world.database.query<{ recipient: string }>(sql`
      select recipient from outgoing where template = 'password.changed' and account_id = ${person.account}`);
    expect(mails).toEqual([{ recipient: person.email }]);
  });

  it('[C78] lets one of two simultaneous new passwords win', async () => {
    const person = await world.addPatient(clinic);
    const browser = new Browser(world);
    await ask(browser, person);
    await submit(browser, person.phone);
    const answers = await Promise.all(['Riverside7', 'Riverside8'].map((password) => choose(browser.clone(), password)));
    expect(answers.map(({ body }) => body.step ?? body.code ?? '').toSorted()).toEqual(['device', 'signIn.codeUsed']);
  });
});
