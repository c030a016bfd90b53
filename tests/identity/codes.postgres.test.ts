import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { arrayParam } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, HOUR, makeDeviceKey, MINUTE, SECOND, World, type Answer, type Clinic, type Person } from './world.ts';

describeEachDatabase('codes by SMS', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  let fatma: Person;
  let browser: Browser;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    fatma = await world.addPatient(clinic);
    browser = new Browser(world);
  });

  const start = () => browser.startPatient(clinic, fatma);
  const submit = (code: string, from = browser): Promise<Answer> => from.ask('/sign-in/code', { app: 'patient', code });
  const resend = () => browser.ask('/sign-in/resend', { app: 'patient' });
  const wrongFor = (code: string, n = 1): string => String((Number(code) + n) % 1_000_000).padStart(6, '0');
  const events = async (kind: string) => (await world.database.query(sql`select id from security_event where kind = ${kind} and account_id = ${fatma.account}`)).length;

  it('[C76] lets exactly one of 50 simultaneous submits of the right code through', async () => {
    await start();
    const code = await world.lastCodeTo(fatma.phone);
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(code, browser.clone())));
    expect(answers.filter(({ body }) => body.step === 'device')).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'signIn.codeUsed')).toHaveLength(49);
  });

  it('[C76] makes one session of 50 simultaneous last steps', async () => {
    await start();
    await submit(await world.lastCodeTo(fatma.phone));
    const keys = await Promise.all(Array.from({ length: 50 }, () => makeDeviceKey()));
    const answers = await Promise.all(keys.map((key) => browser.clone().registerDevice('patient', key)));
    expect(answers.filter(({ body }) => body.step === 'done')).toHaveLength(1);
    const sessions = await world.database.query(sql`select id from session where account_id = ${fatma.account}`);
    const devices = await world.database.query(sql`select id from device where account_id = ${fatma.account}`);
    expect([sessions.length, devices.length]).toEqual([1, 1]);
  });

  it('[C76] compares five wrong codes of 50 simultaneous ones, and then not even the right one', async () => {
    await start();
    const code = await world.lastCodeTo(fatma.phone);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => submit(wrongFor(code, n + 1), browser.clone())));
    expect(answers.filter(({ body }) => body.code === 'signIn.codeWrong')).toHaveLength(4);
    expect(answers.filter(({ body }) => body.code === 'signIn.codeTries')).toHaveLength(46);
    expect((await submit(code)).body.code).toBe('signIn.codeTries');
  });

  it('[C79] says how many tries are left, and what is not six digits costs none', async () => {
    await start();
    const code = await world.lastCodeTo(fatma.phone);
    expect((await submit('12345')).body.code).toBe('signIn.codeFormat');
    for (const left of [4, 3, 2, 1]) expect((await submit(wrongFor(code))).body).toMatchObject({ code: 'signIn.codeWrong', params: { left } });
    expect((await submit(wrongFor(code))).body.code).toBe('signIn.codeTries');
  });

  it('[C76] lets a day of guessing with the password succeed once in 100,000: ten wrong codes, over sign-ins and resends', async () => {
    const tried: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      await start();
      const code = await world.lastCodeTo(fatma.phone);
      for (let n = 0; n < 5; n += 1) tried.push((await submit(wrongFor(code, n + 1))).body.code ?? '');
      world.clock.now += MINUTE;
    }
    const judged = tried.filter((code) => code === 'signIn.codeWrong' || code === 'signIn.codeTries');
    expect(judged).toHaveLength(10);
    expect(tried.filter((code) => code === 'signIn.codeLocked')).toHaveLength(10);
    expect(await events('signin.codeLocked')).toBe(1);
    const last = await submit(await world.lastCodeTo(fatma.phone));
    expect(last.body).toMatchObject({ code: 'signIn.codeLocked' });
    expect(last.body.params?.['until']).toBeGreaterThan(world.clock.now + 23 * HOUR);
  });

  it('[C76] takes a code at 4:59 and not at 5:00', async () => {
    await start();
    world.clock.now += 4 * MINUTE + 59 * SECOND;
    expect((await submit(wrongFor(await world.lastCodeTo(fatma.phone)))).body.code).toBe('signIn.codeWrong');
    world.clock.now += SECOND;
    expect((await submit(await world.lastCodeTo(fatma.phone))).body.code).toBe('signIn.codeExpired');
  });

  it('[C77] sends another code after 60 s, not after 59; the old one is dead', async () => {
    await start();
    const old = await world.lastCodeTo(fatma.phone);
    world.clock.now += 59 * SECOND;
    expect((await resend()).body).toMatchObject({ code: 'signIn.resendWait', params: { at: world.clock.now + SECOND } });
    expect(await world.codesTo(fatma.phone)).toHaveLength(1);
    world.clock.now += SECOND;
    expect((await resend()).body).toMatchObject({ step: 'code', resendAt: world.clock.now + MINUTE });
    const codes = await world.codesTo(fatma.phone);
    expect(codes).toHaveLength(2);
    if (codes[1] !== old) expect((await submit(old)).body.code).toBe('signIn.codeWrong');
    expect((await submit(codes[1] ?? '')).body.step).toBe('device');
  });

  it('[C77] queues one SMS for 50 simultaneous resends', async () => {
    await start();
    world.clock.now += MINUTE;
    await Promise.all(Array.from({ length: 50 }, () => browser.clone().ask('/sign-in/resend', { app: 'patient' })));
    expect(await world.codesTo(fatma.phone)).toHaveLength(2);
  });

  it('[C79] sends a phone five codes in any hour and ten in any day, over restarts, and says when there is another', async () => {
    const from = world.clock.now;
    for (let n = 0; n < 5; n += 1) {
      expect((await start()).body.step).toBe('code');
      world.clock.now += 10 * MINUTE;
    }
    await world.restart();
    expect((await start()).body).toMatchObject({ code: 'signIn.smsLimit', params: { at: from + HOUR } });
    // Exactly five in any hour: when the first leaves the window there is room for one, not for five.
    world.clock.now = from + HOUR;
    expect((await start()).body.step).toBe('code');
    expect((await start()).body.code).toBe('signIn.smsLimit');
    for (let n = 0; n < 4; n += 1) {
      world.clock.now += HOUR;
      await start();
    }
    world.clock.now += HOUR;
    expect(await world.codesTo(fatma.phone)).toHaveLength(10);
    expect((await start()).body).toMatchObject({ code: 'signIn.smsLimit', params: { at: from + 24 * HOUR } });
    expect(await events('signin.smsLimit')).toBe(3);
  });

  it('[C79] sends a phone no sixth code when 50 ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => new Browser(world).startPatient(clinic, fatma)));
    expect(await world.codesTo(fatma.phone)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.step === 'code').length).toBeLessThanOrEqual(5);
  });

  it('[C76] sends no more than the clinic\'s day allows, and to the countries it allows', async () => {
    const strict = await world.addClinic();
    await world.database.query(sql`insert into sign_in_setting (clinic_id, sms_countries, sms_per_day) values (${strict.id}, ${arrayParam(['KE', 'UG'])}::text[], 2)`);
    const abroad = await world.addPatient(strict, { phone: '+4915112345678' });
    expect((await new Browser(world).startPatient(strict, abroad)).body.code).toBe('signIn.smsCountry');
    expect(await world.codesTo(abroad.phone)).toEqual([]);
    const full: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const person = await world.addPatient(strict);
      const { body } = await new Browser(world).startPatient(strict, person);
      full.push(body.step ?? body.code ?? '');
    }
    expect(full).toEqual(['code', 'code', 'signIn.smsDayFull']);
  });

  it('[C76] does not let a code of one sign-in fit another', async () => {
    await start();
    const code = await world.lastCodeTo(fatma.phone);
    const other = new Browser(world);
    await other.startPatient(clinic, fatma);
    const second = await world.lastCodeTo(fatma.phone);
    if (code !== second) expect((await submit(code, other)).body.code).toBe('signIn.codeWrong');
    expect((await submit(code, new Browser(world))).body.code).toBe('signIn.over');
  });

  it('[C93] stops a sign-in under way when its account is shut', async () => {
    await start();
    await world.database.query(sql`update account set state = 'blocked' where id = ${fatma.account}`);
    expect((await submit(await world.lastCodeTo(fatma.phone))).body.code).toBe('signIn.over');
  });
});
