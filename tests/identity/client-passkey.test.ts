import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passkeyCreation, type PasskeyAssertion, type PasskeyRequest } from '../../schema/passkeys.ts';
import type { Brought } from '../../client/shared/session/passkey.ts';
import { setAccountState } from '../../sync-server/identity/accounts.ts';
import { SoftwareAuthenticator, type Twist } from '../support/software-authenticator.ts';
import { Device, settle, type Tab } from './device.ts';
import { HOUR, SECOND, World, type Clinic, type Colleague } from './world.ts';

const ORIGIN = 'http://localhost:8080';
let world: World;
let clinic: Clinic;
let grace: Colleague;
let device: Device;
let key: SoftwareAuthenticator;
let tab: Tab;
beforeAll(async () => {
  world = await World.open({ kind: 'pglite', dataDir: null });
  clinic = await world.addClinic();
});
afterAll(() => world.close());
beforeEach(async () => {
  grace = await world.addStaff(clinic);
  device = new Device(world);
  key = new SoftwareAuthenticator(ORIGIN);
  tab = await device.openTab('staff');
  await tab.flow.startStaff({ username: grace.username, password: grace.password, shared: false });
  const options = passkeyCreation.parse((await device.browser.ask('/sign-in/passkey/enrol-options', { app: 'staff' })).body);
  await device.browser.ask('/sign-in/passkey/enrol', { app: 'staff', name: 'Phone', made: key.make(options) });
  await tab.flow.resume();
  expect(tab.session.phase()).toBe('open');
});
afterEach(() => device.close());

const shows = (twist: Twist = {}, by = key) => (request: PasskeyRequest): Promise<Brought<PasskeyAssertion>> =>
  Promise.resolve({ ok: true, value: by.show(request, twist) });
const locked = async (): Promise<void> => {
  tab.session.lock();
  await settle(() => tab.session.phase() === 'locked');
};

describe('unlocking with a passkey', () => {
  it('[D6] [C85] opens online, and the clinic says that the session lives', async () => {
    await locked();
    expect(await tab.session.hasPasskeys()).toBe(true);
    const before = tab.session.confirmed();
    expect(await tab.session.unlockByPasskey(shows())).toEqual({ ok: true });
    expect([tab.session.phase(), tab.session.over(), tab.session.confirmed()]).toEqual(['open', false, before + 1]);
  });

  it('[D6] opens without a network, again and again, an RSA one too', async () => {
    device.online = false;
    for (let n = 0; n < 2; n += 1) {
      await locked();
      expect(await tab.session.unlockByPasskey(shows())).toEqual({ ok: true });
    }
    device.online = true;
    const rsa = new SoftwareAuthenticator(ORIGIN, { kind: 'RSA', counter: null });
    const options = passkeyCreation.parse((await device.browser.ask('/passkeys/options', { app: 'staff', password: grace.password })).body);
    await device.browser.ask('/passkeys', { app: 'staff', name: 'Laptop', made: rsa.make(options) });
    await tab.session.meet();
    device.online = false;
    await locked();
    expect(await tab.session.unlockByPasskey(shows({}, rsa))).toEqual({ ok: true });
  });

  it('[D6] asks the person once when the line dies while they look for their finger', async () => {
    await locked();
    let asked = 0;
    const answer = await tab.session.unlockByPasskey((request) => {
      asked += 1;
      device.online = false;
      return shows()(request);
    });
    expect([answer, asked]).toEqual([{ ok: true }, 1]);
  });

  const hostile: readonly (readonly [string, Twist])[] = [
    ['another origin', { origin: 'https://riverside.example.net' }], ['another party', { rpId: 'riverside.example.net' }],
    ['nobody recognised', { verified: false }], ['nobody there', { present: false }], ['another challenge', { challenge: 'AAAA' }],
    ['of another kind', { type: 'webauthn.create' }], ['in another\'s frame', { crossOrigin: true }], ['a counter that goes back', { counter: 0 }],
  ];
  for (const [name, twist] of hostile) {
    it(`[D6] without a network refuses one of ${name}`, async () => {
      device.online = false;
      await locked();
      expect(await tab.session.unlockByPasskey(shows(twist))).toEqual({ ok: false, why: 'wrong' });
      expect(tab.session.phase()).toBe('locked');
      expect(await tab.session.unlockByPasskey(shows())).toEqual({ ok: true });
    });
  }

  it('[D6] without a network refuses an unknown one, one that says it is the known one, a changed signature, and a used showing', async () => {
    device.online = false;
    await locked();
    const other = new SoftwareAuthenticator(ORIGIN);
    expect(await tab.session.unlockByPasskey(shows({}, other))).toEqual({ ok: false, why: 'wrong' });
    const posing = (request: PasskeyRequest): Promise<Brought<PasskeyAssertion>> => Promise.resolve({ ok: true, value: { ...other.show(request), id: key.id, rawId: key.id } });
    expect(await tab.session.unlockByPasskey(posing)).toEqual({ ok: false, why: 'wrong' });
    let first: PasskeyAssertion | undefined;
    expect(await tab.session.unlockByPasskey((request) => {
      first = key.show(request);
      return Promise.resolve({ ok: true, value: first });
    })).toEqual({ ok: true });
    await locked();
    const used = first;
    if (!used) throw new Error('Nothing was shown');
    expect(await tab.session.unlockByPasskey(() => Promise.resolve({ ok: true, value: used }))).toEqual({ ok: false, why: 'wrong' });
  });

  it('[D6] online the clinic\'s no counts, whatever this device thinks of it', async () => {
    await locked();
    expect(await tab.session.unlockByPasskey(shows({ origin: 'https://riverside.example.net' }))).toEqual({ ok: false, why: 'wrong' });
    expect(await tab.session.unlockByPasskey(() => Promise.resolve({ ok: false, why: 'cancelled' }))).toEqual({ ok: false, why: 'cancelled' });
    expect(tab.session.phase()).toBe('locked');
  });

  it('[D6] one that was taken away elsewhere opens nothing here from the next contact on', async () => {
    const own = await device.browser.ask('/passkeys/options', { app: 'staff', password: grace.password });
    const second = new SoftwareAuthenticator(ORIGIN);
    await device.browser.ask('/passkeys', { app: 'staff', name: 'Second', made: second.make(passkeyCreation.parse(own.body)) });
    const { sql } = await import('drizzle-orm');
    const [row] = await world.database.query<{ id: string }>(sql`select id from passkey where credential_id = ${key.id}`);
    await device.browser.ask('/passkeys/remove', { app: 'staff', passkey: row?.id });
    await tab.session.meet();
    device.online = false;
    await locked();
    expect(await tab.session.unlockByPasskey(shows())).toEqual({ ok: false, why: 'wrong' });
    expect(await tab.session.unlockByPasskey(shows({}, second))).toEqual({ ok: true });
  });

  it('[D6] a session that is over stays over; a shut account opens nothing more, offline afterwards neither', async () => {
    device.pass(HOUR + SECOND);
    tab.session.check();
    expect(await tab.session.unlockByPasskey(shows())).toEqual({ ok: true });
    expect(tab.session.over()).toBe(true);
    await locked();
    await world.database.transaction((tx) => setAccountState(tx, grace.account, 'blocked'));
    expect(await tab.session.unlockByPasskey(shows())).toEqual({ ok: false, why: 'closed' });
    device.online = false;
    expect(await tab.session.unlockByPasskey(shows())).toEqual({ ok: false, why: 'none' });
    expect(tab.session.phase()).toBe('locked');
  });

  it('[D6] signing out takes it off this device', async () => {
    await tab.session.signOut();
    const { openDeviceDatabase } = await import('../../client/shared/local/device.ts');
    const local = openDeviceDatabase();
    expect(await local.settings.get(`passkeys:${grace.account}`)).toBeUndefined();
    local.close();
  });
});
