import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sessionList } from '../../schema/identity.ts';
import { issueOneTimePassword, setAccountState } from '../../sync-server/identity/accounts.ts';
import { endSessions, type EndedSession } from '../../sync-server/identity/end-sessions.ts';
import { createSessions } from '../../sync-server/identity/sessions.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, HOUR, makeDeviceKey, MINUTE, SECOND, signedIn, World, type Clinic, type Person } from './world.ts';

describeEachDatabase('sessions', (createTarget) => {
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
    world.clock.now += HOUR;
  });
  const alive = (from = browser) => world.identity.sessions.fromCookies(from.cookieHeader, 'patient').then((session) => session !== null);

  it('[C85] is alive after 59:59 of inactivity and over after 60:01', async () => {
    await browser.signInPatient(clinic, fatma);
    world.clock.now += 59 * MINUTE + 59 * SECOND;
    expect(await alive()).toBe(true);
    world.clock.now += 2 * SECOND;
    expect(await alive()).toBe(false);
    expect((await browser.ask('/session?app=patient')).body).toEqual({ signedIn: false, serverTime: world.clock.now, past: { account: fatma.account, standing: 'over' } });
    expect((await browser.ask('/activity', { app: 'patient' })).body.code).toBe('session.over');
  });

  it('[C85] counts what the person does, and nothing the app asks by itself', async () => {
    await browser.signInPatient(clinic, fatma);
    world.clock.now += 50 * MINUTE;
    await browser.ask('/activity', { app: 'patient' });
    world.clock.now += 50 * MINUTE;
    await browser.ask('/unlock', { app: 'patient', password: fatma.password });
    world.clock.now += 50 * MINUTE;
    expect(await alive()).toBe(true);
    await browser.ask('/session?app=patient');
    await browser.ask('/sessions?app=patient');
    world.clock.now += 10 * MINUTE + SECOND;
    expect(await alive()).toBe(false);
  });

  it('[C85] does not wake a session that is over', async () => {
    await browser.signInPatient(clinic, fatma);
    const session = await world.identity.sessions.fromCookies(browser.cookieHeader, 'patient');
    world.clock.now += HOUR + SECOND;
    await world.identity.sessions.sweep();
    if (session) await world.identity.sessions.touchActivity(session);
    expect(await alive()).toBe(false);
  });

  it('[C76] keeps tokens as hashes; cookies are __Host-, HttpOnly, Secure, SameSite=Strict', async () => {
    await browser.startPatient(clinic, fatma);
    await browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(fatma.phone) });
    const done = await browser.registerDevice('patient', await makeDeviceKey());
    const [cookie] = done.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-patient=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Strict$/);
    expect(done.headers.get('cache-control')).toBe('no-store');
    const token = browser.cookies.get('__Host-patient') ?? '';
    const rows = await world.database.query<{ row: string }>(sql`select row_to_json(s)::text as row from session s`);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    for (const forged of ['', 'x', `${token}x`, token.slice(1)]) {
      expect(await world.identity.sessions.fromCookies(`__Host-patient=${forged}`, 'patient')).toBeNull();
    }
    // A patient's token is no staff token.
    expect(await world.identity.sessions.fromCookies(`__Host-staff=${token}`, 'staff')).toBeNull();
    expect(await world.identity.sessions.fromCookies(`other=1; __Host-patient=${token}; last=2`, 'any')).not.toBeNull();
  });

  it('gives the same session again to the device whose answer was lost, and to nobody else', async () => {
    await browser.startPatient(clinic, fatma);
    await browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(fatma.phone) });
    const before = browser.clone();
    const key = await makeDeviceKey();
    const step = await browser.ask('/sign-in?app=patient');
    const proof = await key.prove(step.body.step === 'device' ? step.body.challenge : '');
    const body = { app: 'patient', publicKey: key.publicKey, proof, name: 'Chrome', shared: false };
    const first = signedIn(await browser.ask('/sign-in/device', body));
    expect(signedIn(await before.ask('/sign-in/device', body)).session).toBe(first.session);
    expect(before.cookieHeader).toBe(browser.cookieHeader);
    const stranger = new Browser(world);
    expect((await stranger.ask('/sign-in/device', body)).body.code).toBe('signIn.over');
  });

  it('[R11] registers a key only to who shows that they hold it, and knows the device again', async () => {
    await browser.startPatient(clinic, fatma);
    await browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(fatma.phone) });
    const [mine, theirs] = [await makeDeviceKey(), await makeDeviceKey()];
    const bent = { ...mine, publicKey: { ...mine.publicKey, y: mine.publicKey.x } };
    for (const key of [{ ...mine, publicKey: theirs.publicKey }, bent]) {
      expect((await browser.registerDevice('patient', key)).body.code).toBe('device.proofWrong');
    }
    const first = signedIn(await browser.registerDevice('patient', mine));
    await world.database.query(sql`update device set revoked_at = now() where id = ${first.device}`);
    expect(await alive()).toBe(false);
    await browser.startPatient(clinic, fatma);
    await browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(fatma.phone) });
    expect((await browser.registerDevice('patient', mine)).body.code).toBe('device.revoked');
    expect(signedIn(await browser.registerDevice('patient', theirs)).device).not.toBe(first.device);
  });

  it('[C54] ends the session another person had in this browser, and leaves the staff session beside it', async () => {
    const amina = await world.addPatient(clinic);
    await browser.signInPatient(clinic, fatma);
    const fatmas = browser.clone();
    const second = await browser.signInPatient(clinic, amina);
    expect(second.account).toBe(amina.account);
    expect(await alive(fatmas)).toBe(false);
    const why = await world.database.query(sql`select ended_why from session where account_id = ${fatma.account}`);
    expect(why).toEqual([{ ended_why: 'replaced' }]);
    const both = await world.identity.sessions.allFromCookies(browser.cookieHeader);
    expect(both.map(({ account }) => account)).toEqual([amina.account]);
  });

  it('[C54] is listed and ended by its owner, and by no one else', async () => {
    const phone = new Browser(world);
    const here = await browser.signInPatient(clinic, fatma);
    const there = await phone.signInPatient(clinic, fatma);
    const listed = sessionList.parse((await browser.ask('/sessions?app=patient')).body).sessions;
    expect(listed.map(({ id, current }) => [id, current])).toEqual(expect.arrayContaining([[here.session, true], [there.session, false]]));
    const amina = new Browser(world);
    await amina.signInPatient(clinic, await world.addPatient(clinic));
    expect((await amina.ask('/sessions/end', { app: 'patient', session: there.session })).status).toBe(404);
    expect(await alive(phone)).toBe(true);
    await browser.ask('/sessions/end', { app: 'patient', session: there.session });
    expect(await alive(phone)).toBe(false);
    expect(await alive()).toBe(true);
  });

  it('[C54] signs out without deleting what waits on the device', async () => {
    await browser.signInPatient(clinic, fatma);
    const old = browser.clone();
    const answer = await browser.ask('/sign-out', { app: 'patient' });
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
    expect(browser.cookies.size).toBe(0);
    expect(await alive(old)).toBe(false);
    const keys = await world.database.query(sql`select revoked_at from device where account_id = ${fatma.account}`);
    expect(keys).toEqual([{ revoked_at: null }]);
  });

  it('[C54] [R10] takes another device off the account: signed out there, its key good for nothing; never the one in the hand', async () => {
    const here = await browser.signInPatient(clinic, fatma);
    const lost = new Browser(world);
    const there = await lost.signInPatient(clinic, fatma);
    const stranger = new Browser(world);
    await stranger.signInPatient(clinic, await world.addPatient(clinic));
    const remove = (from: Browser, device: string) => from.ask('/devices/remove', { app: 'patient', device });
    const revoked = () => world.database.query<{ id: string }>(sql`select id from device where account_id = ${fatma.account} and revoked_at is not null`);
    expect((await remove(new Browser(world), there.device)).body.code).toBe('session.over');
    expect((await remove(stranger, there.device)).body.code).toBe('device.unknown');
    expect((await remove(browser, here.device)).body.code).toBe('device.inUse');
    expect(await revoked()).toEqual([]);
    expect(sessionList.parse((await remove(browser, there.device)).body).sessions.map(({ id }) => id)).toEqual([here.session]);
    expect([await alive(), await alive(lost)]).toEqual([true, false]);
    expect(await revoked()).toEqual([{ id: there.device }]);
    expect((await remove(browser, there.device)).body.code).toBe('device.unknown');
    const told = await world.database.query(sql`select entry from touch where view = ${`account/${fatma.account}`} and section = 'devices' and entry = ${there.device}`);
    expect(told.length).toBeGreaterThan(0);
    const written = await world.database.query(sql`select detail->>'device' as device from audit where account_id = ${fatma.account} and action = 'device.removed'`);
    expect(written).toEqual([{ device: there.device }]);
  });

  it('[C93] is over at once when the account, the patient\'s access or the password changes', async () => {
    const changes = [
      () => world.database.transaction((tx) => setAccountState(tx, fatma.account, 'blocked')),
      () => world.database.query(sql`update patient set portal_state = 'blocked' where id = ${fatma.patient}`),
      () => world.database.transaction((tx) => issueOneTimePassword(tx, fatma.account, world.clock.now)),
    ];
    for (const change of changes) {
      fatma = await world.addPatient(clinic);
      browser = new Browser(world);
      await browser.signInPatient(clinic, fatma);
      await change();
      expect(await alive()).toBe(false);
    }
  });

  it('[V5] tells every instance of an ending once, within 2 s of the commit, and of inactivity at the next sweep', async () => {
    const heard: EndedSession[] = [];
    const elsewhere = createSessions({ database: world.database, clock: () => world.clock.now });
    elsewhere.onEnded((ended) => heard.push(ended));
    world.identity.sessions.onEnded((ended) => heard.push(ended));
    const session = await browser.signInPatient(clinic, fatma);
    await world.database.transaction((tx) => endSessions(tx, fatma.account, 'account', { at: world.clock.now }));
    const from = performance.now();
    await world.identity.sessions.sweep();
    await expect.poll(() => heard.filter((ended) => ended.session === session.session).length, { timeout: 2000, interval: 20 }).toBe(2);
    expect(performance.now() - from).toBeLessThan(2000);
    await world.identity.sessions.sweep();
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(heard.filter((ended) => ended.session === session.session)).toHaveLength(2);

    const amina = await world.addPatient(clinic);
    const idle = await new Browser(world).signInPatient(clinic, amina);
    world.clock.now += HOUR + SECOND;
    await world.identity.sessions.sweep();
    expect(heard).toContainEqual({ session: idle.session, account: amina.account, why: 'idle' });
    await elsewhere.close();
  });

  it('[C85] unlocks with the password, says when it is wrong, and locks after ten', async () => {
    await browser.signInPatient(clinic, fatma);
    const unlock = (password: string) => browser.ask('/unlock', { app: 'patient', password });
    expect((await unlock(fatma.password)).body).toMatchObject({ signedIn: true, account: fatma.account, lockMinutes: 60 });
    for (let n = 0; n < 10; n += 1) expect((await unlock('Wrong1234')).body.code).toBe('unlock.noMatch');
    expect((await unlock(fatma.password)).body).toMatchObject({ code: 'signIn.locked', params: { until: world.clock.now + 15 * MINUTE } });
  });
});
