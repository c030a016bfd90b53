import { Secret, TOTP } from 'otpauth';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { forgetAuthenticator } from '../../sync-server/identity/accounts.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, costOf, makeDeviceKey, MINUTE, SECOND, signedIn, World, type Answer, type Clinic, type Colleague } from './world.ts';

describeEachDatabase('staff sign-in', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  let grace: Colleague;
  let browser: Browser;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    grace = await world.addStaff(clinic);
    browser = new Browser(world);
    world.clock.now += 10 * MINUTE;
  });

  const codeOf = (secret: string, at = world.clock.now) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
  const submit = (path: 'totp' | 'enrol', code: string, from = browser): Promise<Answer> => from.ask(`/sign-in/${path}`, { app: 'staff', code });

  /** First sign-in; gives the authenticator's secret. */
  async function enrol(): Promise<string> {
    const started = await browser.startStaff(grace);
    if (started.body.step !== 'enrol') throw new Error('No enrolment');
    const secret = started.body.key.replaceAll(' ', '');
    const done = await submit('enrol', codeOf(secret));
    expect(done.body.step).toBe('device');
    return secret;
  }

  it('[C79] enrols an authenticator at the first sign-in: QR data, typed key, confirmed by a code', async () => {
    const started = await browser.startStaff(grace);
    expect(started.body).toMatchObject({ step: 'enrol' });
    if (started.body.step !== 'enrol') return;
    expect(started.body.uri).toMatch(/^otpauth:\/\/totp\/Outpost:grace\d+\?/);
    expect(started.body.key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    const secret = started.body.key.replaceAll(' ', '');
    expect(started.body.uri).toContain(secret);
    expect((await submit('enrol', codeOf(secret, world.clock.now - 5 * MINUTE))).body).toMatchObject({ code: 'signIn.totpWrong', params: { left: 4 } });
    expect((await submit('enrol', codeOf(secret))).body).toMatchObject({ step: 'device', name: 'Grace Wanjiru' });
    const session = signedIn(await browser.registerDevice('staff', await makeDeviceKey()));
    expect(session).toMatchObject({ account: grace.account, app: 'staff', kind: 'staff', lockMinutes: 15 });
    const stored = await world.database.query<{ totp_sealed: string }>(sql`select totp_sealed from account where id = ${grace.account}`);
    expect(stored[0]?.totp_sealed).not.toContain(secret);
    expect(world.identity.seal.open(stored[0]?.totp_sealed ?? '')).toBe(secret);
  });

  it('[C79] asks for a code of that authenticator at every later sign-in, and never shows the secret again', async () => {
    const secret = await enrol();
    world.clock.now += MINUTE;
    const started = await browser.startStaff(grace);
    expect(started.body).toEqual({ step: 'totp', authenticator: true, passkey: false });
    expect((await submit('enrol', codeOf(secret))).body.code).toBe('signIn.codeUsed');
    expect((await submit('totp', codeOf(secret))).body.step).toBe('device');
  });

  it('[C79] refuses a code that was used: at once, in another sign-in, and the one that enrolled', async () => {
    const secret = await enrol();
    await browser.startStaff(grace);
    expect((await submit('totp', codeOf(secret))).body.code).toBe('signIn.totpUsed');
    world.clock.now += 30 * SECOND;
    expect((await submit('totp', codeOf(secret))).body.step).toBe('device');
    const replay = new Browser(world);
    await replay.startStaff(grace);
    expect((await submit('totp', codeOf(secret), replay)).body.code).toBe('signIn.totpUsed');
    // An older one than the last used is gone too.
    expect((await submit('totp', codeOf(secret, world.clock.now - 30 * SECOND), replay)).body.code).toBe('signIn.totpUsed');
  });

  it('[C79] lets one of 50 sign-ins with the same code through', async () => {
    const secret = await enrol();
    world.clock.now += MINUTE;
    const browsers = await Promise.all(Array.from({ length: 50 }, async () => {
      const one = new Browser(world);
      await one.startStaff(grace);
      return one;
    }));
    const started = browsers.filter((one) => one.cookies.size > 0);
    const answers = await Promise.all(started.map((one) => submit('totp', codeOf(secret), one)));
    expect(answers.filter(({ body }) => body.step === 'device')).toHaveLength(1);
  });

  it('[C79] takes the code before and after, for phones that drift, and no other', async () => {
    const secret = await enrol();
    for (const [drift, step] of [[-30, 'device'], [30, 'device'], [-60, undefined], [60, undefined]] as const) {
      world.clock.now += 5 * MINUTE;
      await browser.startStaff(grace);
      expect((await submit('totp', codeOf(secret, world.clock.now + drift * SECOND))).body.step).toBe(step);
    }
  });

  it('[C79] ends the sign-in after five wrong codes and locks after ten in a day', async () => {
    const secret = await enrol();
    const wrong = String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');
    const seen: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      await browser.startStaff(grace);
      for (let n = 0; n < 5; n += 1) seen.push((await submit('totp', wrong)).body.code ?? '');
    }
    expect(seen.slice(0, 5)).toEqual(['signIn.totpWrong', 'signIn.totpWrong', 'signIn.totpWrong', 'signIn.totpWrong', 'signIn.over']);
    expect(seen.slice(10)).toEqual(Array.from({ length: 5 }, () => 'signIn.codeLocked'));
  });

  it('[C79] answers unknown, inactive and known people alike', async () => {
    const gone = await world.addStaff(clinic);
    await world.database.query(sql`update staff set active = false where id = ${gone.staff}`);
    const known = await browser.startStaff({ ...grace, password: 'Wrong1234' });
    for (const typed of [{ username: 'nobody', password: 'Wrong1234' }, gone]) {
      const answer = await new Browser(world).startStaff(typed);
      expect([answer.status, answer.body]).toEqual([known.status, known.body]);
    }
    expect(known.body.code).toBe('signIn.noMatch');
    expect((await browser.startStaff({ username: '??', password: 'x' })).body.code).toBe('signIn.usernameFormat');
  });

  it('[B45] [C79] says that an account was closed to who knows the password, and to nobody else', async () => {
    await enrol();
    await world.database.query(sql`update staff set active = false, closed_at = now(), closed_by = 'Ruth' where id = ${grace.staff}`);
    await world.database.query(sql`update account set state = 'blocked' where id = ${grace.account}`);
    const [right, wrong] = [await browser.startStaff(grace), await browser.startStaff({ ...grace, password: 'Wrong-Word-1' })];
    expect([right.status, right.body.code]).toEqual([403, 'signIn.closed']);
    const unknown = await browser.startStaff({ ...grace, username: 'nobody.here' });
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
  });

  it('[C79] takes as long for an unknown user name as for a known one', async () => {
    const cost = (username: string) => costOf(() => new Browser(world).startStaff({ username, password: 'Wrong1234' }));
    await cost(grace.username);
    let known = 0;
    let unknown = 0;
    for (let round = 0; round < 9; round += 1) {
      known += await cost(grace.username);
      unknown += await cost(`nobody${round}`);
    }
    const ratio = unknown / known;
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('[D7] changes a one-time password after the authenticator, and enrols anew once it is forgotten', async () => {
    const secret = await enrol();
    await world.database.transaction((tx) => forgetAuthenticator(tx, grace.account));
    const { password } = await world.issueOneTimePassword(grace.account);
    const started = await browser.startStaff({ ...grace, password });
    if (started.body.step !== 'enrol') throw new Error('No enrolment');
    const fresh = started.body.key.replaceAll(' ', '');
    expect(fresh).not.toBe(secret);
    expect((await submit('enrol', codeOf(fresh))).body).toEqual({ step: 'password', reason: 'once', rule: 'mixed' });
    expect((await browser.ask('/sign-in/password', { app: 'staff', password: 'Riverside9' })).body.step).toBe('device');
    const session = signedIn(await browser.registerDevice('staff', await makeDeviceKey(), { shared: true }));
    expect(session.lockMinutes).toBe(5);
  });

  it('[C79] lets one of two first sign-ins enrol', async () => {
    const [one, two] = [new Browser(world), new Browser(world)];
    const keys = await Promise.all([one, two].map(async (each) => {
      const { body } = await each.startStaff(grace);
      return body.step === 'enrol' ? body.key.replaceAll(' ', '') : '';
    }));
    const answers = await Promise.all([submit('enrol', codeOf(keys[0] ?? ''), one), submit('enrol', codeOf(keys[1] ?? ''), two)]);
    expect(answers.map(({ body }) => body.step ?? body.code ?? '').toSorted()).toEqual(['device', 'signIn.over']);
  });
});
