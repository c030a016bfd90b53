import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccountDatabase } from '../../client/shared/local/account-database.ts';
import { openDeviceDatabase } from '../../client/shared/local/device.ts';
import { setAccountState } from '../../sync-server/identity/accounts.ts';
import { endSessions } from '../../sync-server/identity/end-sessions.ts';
import { Device, settle, type Tab } from './device.ts';
import { HOUR, MINUTE, SECOND, World, type Clinic, type Person } from './world.ts';

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


describe('unlocking', () => {
  it('[D6] opens with the password without a network, and with no other', async () => {
    const tab = await openTab();
    await signIn(tab);
    await verifierKept();
    device.online = false;
    tab.session.lock();
    expect(await tab.session.unlock('Wrong1234')).toEqual({ ok: false, why: 'wrong' });
    expect(tab.session.phase()).toBe('locked');
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: true });
    expect(tab.session.phase()).toBe('open');
  });

  it('[D6] stays readable when the clinic has ended the session, and asks to sign in for what is new', async () => {
    const tab = await openTab();
    await signIn(tab);
    await verifierKept();
    device.pass(HOUR + SECOND);
    tab.session.check();
    expect(tab.session.phase()).toBe('locked');
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: true });
    expect([tab.session.phase(), tab.session.over()]).toEqual(['open', true]);
    const account = tab.session.account();
    tab.session.askSignIn();
    await signIn(tab);
    expect([tab.session.asking(), tab.session.over()]).toEqual([false, false]);
    // The same person goes on where they were.
    expect(tab.session.account()).toBe(account);
  });

  it('[D6] is opened no more by a password that was changed elsewhere, from the first contact on', async () => {
    const tab = await openTab();
    await signIn(tab);
    await verifierKept();
    await world.setPassword(fatma.account, 'Riverside9');
    tab.session.lock();
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'wrong' });
    device.online = false;
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'needsNetwork' });
    device.online = true;
    expect(await tab.session.unlock('Riverside9')).toEqual({ ok: true });
  });

  it('[D6] is opened by the new password alone when the change has ended the session too', async () => {
    const tab = await openTab();
    await signIn(tab);
    await verifierKept();
    await world.setPassword(fatma.account, 'Riverside9');
    await world.database.transaction((tx) => endSessions(tx, fatma.account, 'account', { at: world.clock.now }));
    tab.session.lock();
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'wrong' });
    expect(await tab.session.unlock('Riverside9')).toEqual({ ok: true });
    expect(tab.session.over()).toBe(true);
    device.online = false;
    tab.session.lock();
    expect(await tab.session.unlock('Riverside9')).toEqual({ ok: true });
  });

  it('[C93] is opened no more once the access was closed, from the first contact on', async () => {
    const tab = await openTab();
    await signIn(tab);
    await verifierKept();
    await world.database.transaction((tx) => setAccountState(tx, fatma.account, 'blocked'));
    tab.session.lock();
    const database = openAccountDatabase(fatma.account);
    const request = { id: 'waits', n: 1, type: 'message.send', v: 1, savedAt: 0, saw: 0, size: 1, body: {} as never, bytes: '' as never, signature: '' };
    await database.requests.put({ ...request, state: 'saved' });
    await database.views.put({ name: `threads/${fatma.patient}`, epoch: 'e', seq: 1, head: 'h', asOf: 0 });
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'closed' });
    expect([await database.views.count(), await database.requests.count(), await database.keys.count()]).toEqual([0, 1, 1]);
    database.close();
    device.online = false;
    expect(await tab.session.unlock(fatma.password)).toEqual({ ok: false, why: 'needsNetwork' });
  });

  it('[D6] makes wrong tries wait without a network, over a reload', async () => {
    const tab = await openTab();
    await signIn(tab);
    await verifierKept();
    device.online = false;
    tab.session.lock();
    for (let n = 0; n < 5; n += 1) await tab.session.unlock('Wrong1234');
    tab.close();
    const reloaded = await openTab();
    expect(await reloaded.session.unlock(fatma.password)).toEqual({ ok: false, why: 'wait', until: device.clocks.wall + MINUTE });
    device.pass(MINUTE);
    expect(await reloaded.session.unlock(fatma.password)).toEqual({ ok: true });
  });
});
