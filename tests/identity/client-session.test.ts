import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccountDatabase } from '../../client/shared/local/account-database.ts';
import { openDeviceDatabase } from '../../client/shared/local/device.ts';
import { findKey } from '../../client/shared/local/key-store.ts';
import { sql } from 'drizzle-orm';
import { until } from '../support/until.ts';
import { Device, settle, type Tab } from './device.ts';
import { Browser, HOUR, makeDeviceKey, MINUTE, SECOND, signedIn, World, type Clinic, type Person } from './world.ts';

let world: World;
let clinic: Clinic;
let fatma: Person;
let device: Device;
beforeAll(async () => {
  world = await World.open({ kind: 'pglite', dataDir: null });
  clinic = await world.addClinic();
});
afterAll(() => world.close());
beforeEach(async () => {
  fatma = await world.addPatient(clinic);
  device = new Device(world);
});
afterEach(() => device.close());

async function signIn(tab: Tab, person: Person = fatma): Promise<void> {
  await tab.flow.startPatient({ clinic: clinic.suffix, identifier: person.email, phone: person.phone, password: person.password });
  await tab.flow.submitCode(await world.lastCodeTo(person.phone));
  expect(tab.flow.trouble()).toBeNull();
  expect(tab.session.phase()).toBe('open');
}
const openTab = () => device.openTab('patient', clinic.suffix);
/** The verifier is made beside what the person does. */
const verifierKept = async (person: Person = fatma): Promise<void> => {
  const local = openDeviceDatabase();
  let kept = false;
  await settle(() => {
    void local.settings.get(`unlock:${person.account}`).then((found) => { kept = found !== undefined; });
    return kept;
  });
  local.close();
};

/** What is written down beside what the person does. */
const lasting = () => new Promise((resolve) => { setTimeout(resolve, 100); });

describe('signing in on a device', () => {
  it('[C75] [C76] [R11] opens the screens once the code fits and the device holds a key that cannot be taken away', async () => {
    const tab = await openTab();
    expect(tab.session.phase()).toBe('signedOut');
    await signIn(tab);
    const known = tab.session.account();
    expect(known).toMatchObject({ id: fatma.account, clinic: clinic.id, app: 'patient', name: 'Fatma Njeri' });
    const database = openAccountDatabase(fatma.account);
    const key = await findKey(database, known?.deviceId ?? '');
    expect(key?.privateKey.extractable).toBe(false);
    const rows = await world.database.query<{ public_key: { x: string } }>(sql`select public_key from device where id = ${known?.deviceId}`);
    expect(rows[0]?.public_key.x).toBe(key?.publicKey.x);
    database.close();
    expect(device.remembered).not.toContain(fatma.password);
  });

  it('[R11] keeps the key when the same person signs in again, and makes another when it was taken from the account', async () => {
    const tab = await openTab();
    await signIn(tab);
    const first = tab.session.account()?.deviceId;
    device.pass(HOUR);
    await signIn(tab);
    expect(tab.session.account()?.deviceId).toBe(first);
    await world.database.query(sql`update device set revoked_at = now() where id = ${first}`);
    device.pass(HOUR);
    await signIn(tab);
    expect(tab.session.account()?.deviceId).not.toBe(first);
  });

  it('[R2] [R11] is known again under its id to a record that was put back from before it was registered', async () => {
    const tab = await openTab();
    await signIn(tab);
    const first = tab.session.account()?.deviceId;
    await world.database.query(sql`delete from sign_in where account_id = ${fatma.account}`);
    await world.database.query(sql`delete from session where account_id = ${fatma.account}`);
    await world.database.query(sql`delete from device where account_id = ${fatma.account}`);
    device.pass(HOUR);
    await signIn(tab);
    // What waits on this device says this id, in bytes that are signed.
    expect(tab.session.account()?.deviceId).toBe(first);
  });

  it('[R11] never takes the id of another key, whatever a device says', async () => {
    const tab = await openTab();
    await signIn(tab);
    const [taken] = await world.database.query<{ id: string; public_key: unknown }>(sql`select id, public_key from device where account_id = ${fatma.account}`);
    const amina = await world.addPatient(clinic);
    const browser = new Browser(world);
    await browser.startPatient(clinic, amina);
    await browser.ask('/sign-in/code', { app: 'patient', code: await world.lastCodeTo(amina.phone) });
    const [key, step] = [await makeDeviceKey(), await browser.ask('/sign-in?app=patient')];
    const challenge = step.body.step === 'device' ? step.body.challenge : '';
    const answer = signedIn(await browser.ask('/sign-in/device', {
      app: 'patient', publicKey: key.publicKey, proof: await key.prove(challenge), name: 'x', shared: false, device: taken?.id,
    }));
    expect(answer.device).not.toBe(taken?.id);
    expect(await world.database.query(sql`select account_id, public_key from device where id = ${taken?.id ?? ''}`)).toEqual([{ account_id: fatma.account, public_key: taken?.public_key }]);
  });

  it('[C54] shows nothing of one person to another: other account, other database, other key', async () => {
    const tab = await openTab();
    await signIn(tab);
    const amina = await world.addPatient(clinic, { password: 'Amina2026' });
    await signIn(tab, amina);
    expect(tab.session.account()?.id).toBe(amina.account);
    expect(await world.database.query(sql`select id from session where account_id = ${fatma.account} and ended_at is null`)).toEqual([]);
    const reloaded = await openTab();
    expect(reloaded.session.account()?.id).toBe(amina.account);
    // Fatma's password opens nothing of Amina's.
    reloaded.session.lock();
    expect(await reloaded.session.unlock(fatma.password)).toMatchObject({ ok: false });
  });

  it('[D6] goes on at the code after a reload, and at the next step when an answer got lost', async () => {
    const tab = await openTab();
    await tab.flow.startPatient({ clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: fatma.password });
    tab.close();
    const reloaded = await openTab();
    await reloaded.flow.resume();
    expect(reloaded.flow.step()).toMatchObject({ step: 'code', purpose: 'signIn' });
    const code = await world.lastCodeTo(fatma.phone);
    await device.browser.ask('/sign-in/code', { app: 'patient', code });
    await reloaded.flow.submitCode(code);
    expect(reloaded.session.phase()).toBe('open');
  });

  it('[C77] opens the resend after 60 s by its own count, whatever the device\'s clock says', async () => {
    const tab = await openTab();
    await tab.flow.startPatient({ clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: fatma.password });
    device.clocks.wall += 5 * HOUR;
    expect(tab.flow.resend()).toEqual({ at: world.clock.now + MINUTE, open: false });
    await tab.flow.askAgain();
    expect(tab.flow.trouble()).toMatchObject({ code: 'signIn.resendWait' });
  });

  it('[C79] tells no network from a refusal, and keeps the step', async () => {
    const tab = await openTab();
    device.online = false;
    await tab.flow.startPatient({ clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: fatma.password });
    expect(tab.flow.trouble()).toEqual({ ok: false, contact: 'noAnswer' });
    device.online = true;
    await tab.flow.startPatient({ clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: 'Wrong1234' });
    expect(tab.flow.trouble()).toMatchObject({ code: 'signIn.noMatch' });
  });
});

describe('the lock', () => {
  it('[C85] shuts after 60:01 and not after 59:59, offline too, and a reload does not open it', async () => {
    const tab = await openTab();
    await signIn(tab);
    device.online = false;
    device.pass(59 * MINUTE + 59 * SECOND);
    tab.session.check();
    expect([tab.session.phase(), tab.session.locksIn()]).toEqual(['open', 1]);
    device.pass(2 * SECOND);
    tab.session.check();
    expect([tab.session.phase(), tab.session.locksIn()]).toEqual(['locked', null]);
    tab.close();
    device.clocks.wall -= HOUR;
    expect((await openTab()).session.phase()).toBe('locked');
  });

  it('[C85] is shut for a touch that comes after the time: a page that slept through its timers', async () => {
    const tab = await openTab();
    await signIn(tab);
    device.clocks.wall += HOUR + SECOND;
    tab.session.touch();
    expect(tab.session.phase()).toBe('locked');
  });

  it('[C85] shuts and opens in all tabs, and a touch in one keeps the other open', async () => {
    const [one, two] = [await openTab(), await openTab()];
    await signIn(one);
    await settle(() => two.session.phase() === 'open');
    await verifierKept();
    device.pass(50 * MINUTE);
    one.session.touch();
    device.pass(50 * MINUTE);
    two.session.check();
    expect(two.session.phase()).toBe('open');
    two.session.lock();
    await settle(() => one.session.phase() === 'locked');
    await one.session.unlock(fatma.password);
    await settle(() => two.session.phase() === 'open');
    await two.session.signOut();
    await settle(() => one.session.phase() === 'signedOut');
  });

  it('[C85] tells the clinic of activity once a minute and not of silence, so that the session lives as long', async () => {
    const tab = await openTab();
    await signIn(tab);
    for (let minute = 0; minute < 90; minute += 1) {
      device.pass(MINUTE);
      tab.session.touch();
      await settle(() => true);
    }
    await settle(() => true);
    await tab.session.meet();
    expect(tab.session.over()).toBe(false);
    // An open page that nobody touches keeps no session alive: both end an hour after the last touch.
    for (let minute = 0; minute < 60; minute += 1) {
      device.pass(MINUTE + 100);
      tab.session.check();
      await tab.session.meet();
    }
    expect([tab.session.phase(), tab.session.over()]).toEqual(['locked', true]);
  });

  it('[C85] [C54] outlives a browser that is killed: who is in, that it is locked, and that they left', async () => {
    const tab = await openTab();
    await signIn(tab);
    device.forget();
    const again = await openTab();
    await settle(() => again.session.phase() === 'open');
    expect(again.session.account()?.id).toBe(fatma.account);
    await verifierKept();
    again.session.lock();
    await lasting();
    device.forget();
    const locked = await openTab();
    await settle(() => locked.session.phase() === 'locked');
    await locked.session.unlock(fatma.password);
    await locked.session.signOut();
    device.forget();
    const left = await openTab();
    await lasting();
    expect(left.session.phase()).toBe('signedOut');
  });

  it('[C54] believes the disk when what was quickly written belongs to somebody who has left', async () => {
    const tab = await openTab();
    await signIn(tab);
    const quick = localStorage.getItem('outpost.session.patient') ?? '';
    const amina = await world.addPatient(clinic);
    await signIn(tab, amina);
    tab.close();
    localStorage.setItem('outpost.session.patient', quick);
    const again = await openTab();
    await settle(() => again.session.phase() === 'open');
    expect(again.session.account()?.id).toBe(amina.account);
  });
});

describe('signing out', () => {
  it('[R11] keeps what waits and its key, takes what the clinic can give again, and opens no more with the password', async () => {
    const tab = await openTab();
    await signIn(tab);
    await verifierKept();
    const database = openAccountDatabase(fatma.account);
    const request = { n: 1, type: 'message.send', v: 1, savedAt: 0, saw: 0, size: 1, body: {} as never, bytes: '' as never, signature: '' };
    await database.requests.bulkPut([{ ...request, id: 'waits', state: 'saved' }, { ...request, id: 'seen', type: 'message.seen', state: 'saved' }, { ...request, id: 'over', state: 'done' }]);
    await database.views.put({ name: `threads/${fatma.patient}`, epoch: 'e', seq: 1, head: 'h', asOf: 0 });
    expect(await tab.session.countUnsent()).toBe(1);
    await tab.session.signOut();
    expect(tab.session.phase()).toBe('signedOut');
    expect((await database.requests.toArray()).map(({ id }) => id).toSorted((a, b) => a.localeCompare(b))).toEqual(['seen', 'waits']);
    expect(await database.views.count()).toBe(0);
    expect(await database.keys.count()).toBe(1);
    database.close();
    const local = openDeviceDatabase();
    expect(await local.settings.count()).toBe(0);
    expect((await local.accounts.get(fatma.account))?.signedOutAt).toBe(device.clocks.wall);
    local.close();
    expect((await openTab()).session.phase()).toBe('signedOut');
    expect(device.browser.cookies.size).toBe(0);
  });

  it('[C54] takes off the device what is to go before anybody is asked: the page may be closed while a slow line answers', async () => {
    const tab = await openTab();
    await signIn(tab);
    const database = openAccountDatabase(fatma.account);
    await database.views.put({ name: `threads/${fatma.patient}`, epoch: 'e', seq: 1, head: 'h', asOf: 0 });
    device.silent = true;
    void tab.session.signOut();
    await until(async () => (await database.views.count()) === 0);
    const local = openDeviceDatabase();
    await until(async () => (await local.settings.get(`unlock:${fatma.account}`)) === undefined);
    local.close();
    database.close();
  });

  it('[C54] tells the clinic later when it could not be reached', async () => {
    const tab = await openTab();
    await signIn(tab);
    device.online = false;
    await tab.session.signOut();
    expect(tab.session.phase()).toBe('signedOut');
    device.online = true;
    const later = await openTab();
    await later.session.meet();
    expect(await world.database.query(sql`select ended_why from session where account_id = ${fatma.account}`)).toEqual([{ ended_why: 'signedOut' }]);
  });
});
