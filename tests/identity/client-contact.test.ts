import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccountDatabase } from '../../client/shared/local/account-database.ts';
import { openDeviceDatabase } from '../../client/shared/local/device.ts';
import { seal } from '../../client/shared/local/seal.ts';
import { setAccountState } from '../../sync-server/identity/accounts.ts';
import { Browser, DAY, HOUR, MINUTE, World, type Clinic, type Person } from './world.ts';
import { Device, settle, type Tab } from './device.ts';

let world: World;
let clinic: Clinic;
let fatma: Person;
let device: Device;
let tab: Tab;
beforeAll(async () => {
  world = await World.open({ kind: 'pglite', dataDir: null });
  clinic = await world.addClinic();
});
afterAll(() => world.close());
beforeEach(async () => {
  fatma = await world.addPatient(clinic);
  device = new Device(world);
  tab = await openTab();
  await signIn();
  await keepThings();
});
afterEach(() => device.close());

const openTab = () => device.openTab('patient', clinic.suffix);
async function signIn(on = tab): Promise<void> {
  await on.flow.startPatient({ clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: fatma.password });
  await on.flow.submitCode(await world.lastCodeTo(fatma.phone));
  expect(on.session.phase()).toBe('open');
}
/** A view the clinic can give again, and words it has never seen. */
async function keepThings(): Promise<void> {
  const database = openAccountDatabase(fatma.account);
  await database.views.put({ name: `threads/${fatma.patient}`, epoch: 'e', seq: 1, head: 'h', asOf: 1 });
  await database.requests.put({
    id: 'unsent', n: 1, type: 'message.send', v: 1, state: 'saved', open: 1, savedAt: 1, saw: 0, body: await seal({ text: 'words' }), bytes: await seal('x'), signature: 's', size: 1,
  });
  await database.drafts.put({ key: 'half', text: await seal('half a sentence'), at: 1 });
  database.close();
  const local = openDeviceDatabase();
  let verifier = false;
  await settle(() => {
    void local.settings.get(`unlock:${fatma.account}`).then((found) => { verifier = found !== undefined; });
    return verifier;
  });
  local.close();
}
async function held(): Promise<{ views: number; unsent: number; drafts: number; keys: number; verifier: boolean }> {
  const database = openAccountDatabase(fatma.account);
  const local = openDeviceDatabase();
  const found = {
    views: await database.views.count(), unsent: await database.requests.count(), drafts: await database.drafts.count(), keys: await database.keys.count(),
    verifier: (await local.settings.get(`unlock:${fatma.account}`)) !== undefined,
  };
  database.close();
  local.close();
  return found;
}
const dropped = { views: 0, unsent: 1, drafts: 1, keys: 1, verifier: false };
/** The person is there every half an hour, and nobody answers. */
function passOffline(days: number): void {
  for (let passed = 0; passed < days * DAY; passed += HOUR / 2) {
    device.pass(HOUR / 2);
    tab.session.touch();
  }
}

describe('a device that has not heard the clinic', () => {
  it('[C85] shows nothing it keeps after 14 days, however busy its person was; the password alone does not open it', async () => {
    device.online = false;
    passOffline(13.9);
    expect([tab.session.phase(), tab.session.unheard()]).toEqual(['open', null]);
    passOffline(0.2);
    expect([tab.session.phase(), tab.session.unheard()]).toEqual(['locked', 14]);
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'unheard' });
    expect(await tab.session.unlock('Wrong1234')).toEqual({ ok: false, why: 'unheard' });
    tab.close();
    tab = await openTab();
    expect([tab.session.phase(), tab.session.unheard()]).toEqual(['locked', 14]);
    expect(await held()).toEqual({ views: 1, unsent: 1, drafts: 1, keys: 1, verifier: true });
  });

  it('[C85] opens with the password once the clinic answers, and the days begin anew', async () => {
    device.online = false;
    passOffline(14.1);
    device.online = true;
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: true });
    expect([tab.session.phase(), tab.session.unheard(), tab.session.over()]).toEqual(['open', null, true]);
    device.online = false;
    tab.session.lock();
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: true });
  });

  it('[C85] asks for a whole sign-in where the clinic does not know the cookie any more, and opens with it', async () => {
    device.online = false;
    passOffline(14.1);
    device.online = true;
    device.browser.cookies.clear();
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'signInAgain' });
    await signIn();
    expect(tab.session.unheard()).toBeNull();
    expect((await held()).unsent).toBe(1);
  });

  it('[C85] goes by the clinic\'s own number of days', async () => {
    await world.database.query(sql`update clinic set contact_days = 2 where id = ${clinic.id}`);
    await tab.session.meet();
    await world.database.query(sql`update clinic set contact_days = 14 where id = ${clinic.id}`);
    device.online = false;
    passOffline(2.1);
    expect([tab.session.phase(), tab.session.unheard()]).toEqual(['locked', 2]);
  });

  it('[C85] a clock set back gains nothing', async () => {
    device.online = false;
    passOffline(14.1);
    device.clocks.wall -= 10 * DAY;
    tab.session.check();
    expect(tab.session.unheard()).toBe(14);
  });

  it('[C85] each answer about the session counts, silence does not', async () => {
    for (let day = 0; day < 20; day += 1) {
      device.pass(MINUTE);
      tab.session.touch();
      await settle(() => device.remembered.includes(`\\"heardAt\\":${device.clocks.wall}`));
      device.online = false;
      passOffline(1);
      device.online = true;
      world.clock.now = device.clocks.wall;
      await world.database.query(sql`update session set active_at = to_timestamp(${device.clocks.wall / 1000}), ended_at = null where account_id = ${fatma.account}`);
    }
    expect([tab.session.phase(), tab.session.unheard()]).toEqual(['open', null]);
  });
});

describe('a device that is told to drop what it holds', () => {
  it('[C93] drops it when the account was shut, and starts offline with nothing; what waits and its key stay', async () => {
    await world.database.transaction((tx) => setAccountState(tx, fatma.account, 'blocked'));
    await tab.session.meet();
    expect([tab.session.phase(), tab.session.dropped()]).toEqual(['signedOut', 'closed']);
    expect(await held()).toEqual(dropped);
    tab.close();
    device.online = false;
    tab = await openTab();
    await settle(() => tab.session.phase() === 'signedOut');
    expect(tab.session.account()).toBeNull();
  });

  it('[C93] drops it under a lock, too', async () => {
    tab.session.lock();
    await world.database.transaction((tx) => setAccountState(tx, fatma.account, 'blocked'));
    await tab.session.meet();
    expect([tab.session.phase(), tab.session.dropped()]).toEqual(['signedOut', 'closed']);
    expect(await held()).toEqual(dropped);
  });

  it('[C85] drops it when its owner says so elsewhere, goes on with a sign-in, and the key still delivers', async () => {
    const elsewhere = new Browser(world);
    await elsewhere.signInPatient(clinic, fatma);
    const [mine] = await world.database.query<{ id: string }>(sql`select d.id from device d join session s on s.device_id = d.id where d.account_id = ${fatma.account} order by d.registered_at limit 1`);
    expect((await elsewhere.ask('/devices/wipe', { app: 'patient', device: 'AAAAAAAAAAAAAAAAAAAAAA' })).body.code).toBe('device.unknown');
    expect((await elsewhere.ask('/devices/wipe', { app: 'patient', device: mine?.id })).status).toBe(200);
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'closed' });
    await tab.session.meet();
    expect([tab.session.phase(), tab.session.dropped()]).toEqual(['signedOut', 'wiped']);
    expect(await held()).toEqual(dropped);
    expect(await world.database.query(sql`select revoked_at from device where id = ${mine?.id ?? ''}`)).toEqual([{ revoked_at: null }]);
    expect(await world.database.query(sql`select action from audit where account_id = ${fatma.account} and action = 'device.wiped'`)).toHaveLength(1);
    world.clock.now += MINUTE;
    await signIn();
    expect(tab.session.dropped()).toBeNull();
    expect(await world.database.query(sql`select wiped_at from device where id = ${mine?.id ?? ''}`)).toEqual([{ wiped_at: null }]);
    await tab.session.meet();
    expect(tab.session.phase()).toBe('open');
  });

  it('[C54] a session that merely ended drops nothing', async () => {
    await world.database.query(sql`update session set ended_at = now(), ended_why = 'byOwner' where account_id = ${fatma.account}`);
    await tab.session.meet();
    expect([tab.session.phase(), tab.session.over(), tab.session.dropped()]).toEqual(['open', true, null]);
    expect((await held()).views).toBe(1);
  });

  it('[C54] another person\'s shut account says nothing about this one', async () => {
    device.browser.cookies.clear();
    const amina = await world.addPatient(clinic);
    const browser = new Browser(world);
    await browser.signInPatient(clinic, amina);
    for (const [name, value] of browser.cookies) device.browser.cookies.set(name, value);
    await world.database.transaction((tx) => setAccountState(tx, amina.account, 'blocked'));
    await tab.session.meet();
    expect([tab.session.phase(), tab.session.over(), tab.session.dropped()]).toEqual(['open', true, null]);
  });
});
