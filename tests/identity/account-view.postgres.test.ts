import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { views } from '../../schema/views.ts';
import { parseViewName } from '../../schema/view-kinds.ts';
import { accountHandlers } from '../../sync-server/accounts/handle.ts';
import { accountProjectors } from '../../sync-server/accounts/project.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { endSessions } from '../../sync-server/identity/end-sessions.ts';
import { instantParam, jsonParam } from '../../sync-server/record/database.ts';
import { tellAccount } from '../../sync-server/requests/notices.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, HOUR, makeDeviceKey, World, type Clinic, type Person } from './world.ts';

describeEachDatabase('the account\'s own view', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());

  /** What the projector would write, each entry checked by its shape. */
  async function project(account: string, section: keyof (typeof views)['account']['sections'], ids: readonly string[] | 'all' = 'all'): Promise<Map<string, unknown>> {
    const view = parseViewName(viewName.account(account));
    const projector = accountProjectors.find((one) => one.section === section);
    if (!view || !projector) throw new Error('No projector');
    const entries = await world.database.transaction((tx) => projector.project(tx, view, ids));
    return new Map([...entries].map(([id, entry]) => [id, views.account.sections[section].parse(entry)]));
  }
  async function addOutcome(person: Person, at: number): Promise<string> {
    const id = newId();
    await world.database.query(sql`
      insert into request (id, account_id, device_id, n, type, v, clinic_id, bytes, signature, device_time, received_at, stamp, outcome)
      values (${id}, ${person.account}, ${newId()}, 1, 'message.send', 1, ${clinic.id}, '', '', ${instantParam(at)}, ${instantParam(at)}, ${at}, ${jsonParam({ state: 'done', at })})`);
    return id;
  }

  it('[V2] has a projector for every section', () => {
    expect(accountProjectors.map(({ section }) => section).toSorted((a, b) => a.localeCompare(b))).toEqual(Object.keys(views.account.sections).toSorted((a, b) => a.localeCompare(b)));
  });

  it('[V2] holds who I am, sessions and devices that live, and nothing of others', async () => {
    const fatma = await world.addPatient(clinic);
    const amina = await world.addPatient(clinic);
    const session = await new Browser(world).signInPatient(clinic, fatma);
    await new Browser(world).signInPatient(clinic, amina);
    expect([...await project(fatma.account, 'self')]).toEqual([['self', await readActor(world.database, fatma.account)]]);
    expect([...(await project(fatma.account, 'sessions')).keys()]).toEqual([session.session]);
    expect([...(await project(fatma.account, 'devices')).values()]).toMatchObject([{ id: session.device, name: 'Chrome on Android', revokedAt: null }]);
    const ended = await world.database.transaction((tx) => endSessions(tx, fatma.account, 'byOwner'));
    expect(ended.map((one) => one.session)).toEqual([session.session]);
    expect((await project(fatma.account, 'sessions', [session.session])).size).toBe(0);
    const touched = await world.database.query(sql`select view, section, entry from touch where view = ${viewName.account(fatma.account)}`);
    expect(touched).toContainEqual({ view: viewName.account(fatma.account), section: 'sessions', entry: session.session });
    expect(touched).toContainEqual({ view: viewName.account(fatma.account), section: 'devices', entry: session.device });
  });

  it('[V2] does not write itself anew at every act of the person: last seen is kept to the hour', async () => {
    const fatma = await world.addPatient(clinic);
    const browser = new Browser(world);
    await browser.signInPatient(clinic, fatma, await makeDeviceKey());
    await world.database.query(sql`delete from touch`);
    const touches = async () => (await world.database.query(sql`select id from touch`)).length;
    for (let n = 0; n < 3; n += 1) {
      world.clock.now += HOUR / 4;
      await browser.ask('/activity', { app: 'patient' });
      await browser.ask('/session?app=patient');
    }
    expect(await touches()).toBe(0);
    world.clock.now += HOUR / 2;
    await browser.ask('/activity', { app: 'patient' });
    await browser.ask('/session?app=patient');
    expect(await touches()).toBe(2);
  });

  it('[R2] holds 30 days of outcomes', async () => {
    const fatma = await world.addPatient(clinic);
    const [recent, old] = [await addOutcome(fatma, Date.now() - 29 * 24 * HOUR), await addOutcome(fatma, Date.now() - 31 * 24 * HOUR)];
    expect([...(await project(fatma.account, 'outcomes')).keys()]).toEqual([recent]);
    expect((await project(fatma.account, 'outcomes', [old])).size).toBe(0);
  });

  it('[R5] holds notices until their owner dismisses them; another account\'s looks like none', async () => {
    const fatma = await world.addPatient(clinic);
    const amina = await world.addPatient(clinic);
    await world.database.transaction((tx) => tellAccount(tx, { account: fatma.account, code: 'thread.moved', params: { by: 'Grace' }, patient: fatma.patient, at: 5 }));
    const [notice] = (await project(fatma.account, 'notices')).keys();
    const dismiss = accountHandlers[0];
    if (!dismiss || notice === undefined) throw new Error('No notice or no handler');
    const ask = async (account: string) => world.database.transaction(async (tx) => {
      const actor = await readActor(tx, account, true);
      if (!actor) throw new Error('No actor');
      const context = { tx, actor, request: { id: newId(), device: newId(), deviceTime: 1, receivedAt: 9, stamp: 9, saw: 0 } };
      const facts = await dismiss.readFacts(context, { notice } as never);
      const verdict = dismiss.definition.may(actor, { notice } as never, facts as never);
      if (verdict === true) await dismiss.effect(context, { notice } as never, facts as never);
      return verdict;
    });
    expect(await ask(amina.account)).toEqual({ code: 'notice.unknown' });
    expect((await project(fatma.account, 'notices')).size).toBe(1);
    expect(await ask(fatma.account)).toBe(true);
    expect((await project(fatma.account, 'notices')).size).toBe(0);
    expect(await ask(fatma.account)).toBe(true);
  });
});
