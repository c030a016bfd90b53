import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { createAccount, setAccountState } from '../../sync-server/identity/accounts.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { endDueGrants, grantChanged } from '../../sync-server/identity/grants.ts';
import { arrayParam, instantParam } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { Browser, HOUR, World, type Clinic } from './world.ts';

describeEachDatabase('who asks', (createTarget) => {
  let world: World;
  let clinic: Clinic;
  beforeAll(async () => {
    world = await World.open(await createTarget());
    clinic = await world.addClinic();
  });
  afterAll(() => world.close());

  async function grant(account: string, patient: string, given: Partial<{ clinic: string; endsAt: number; revokedAt: number; startsAt: number; scopes: string[] }> = {}): Promise<void> {
    const at = (ms: number | undefined) => (ms === undefined ? null : instantParam(ms));
    await world.database.query(sql`
      insert into proxy_grant (id, clinic_id, patient_id, account_id, relation, scopes, colour, starts_at, ends_at, revoked_at)
      values (${newId()}, ${given.clinic ?? clinic.id}, ${patient}, ${account}, 'daughter', ${arrayParam(given.scopes ?? ['messages'])}::text[], 2,
              ${instantParam(given.startsAt ?? 0)}, ${at(given.endsAt)}, ${at(given.revokedAt)})`);
  }

  it('[R3] reads staff with what their roles grant in the modules the clinic has', async () => {
    const grace = await world.addStaff(clinic, ['nurse', 'made-up']);
    const actor = await readActor(world.database, grace.account);
    expect(actor).toMatchObject({ account: grace.account, clinic: clinic.id, kind: 'staff', staff: grace.staff, name: 'Grace Wanjiru', title: 'Nurse', reaches: [] });
    expect(actor?.grants['portal.message.reply']).toBe('all');
    expect(actor?.grants['portal.message.share']).toBeUndefined();
    await world.database.query(sql`update clinic set modules = ${arrayParam(['record'])}::text[] where id = ${clinic.id}`);
    expect((await readActor(world.database, grace.account))?.grants).toEqual({ 'patient.read': 'all', 'chart.read': 'all' });
    await world.database.query(sql`update clinic set modules = ${arrayParam(['record', 'portal', 'appointments', 'live'])}::text[] where id = ${clinic.id}`);
  });

  it('[R3] reads a patient with herself and whom living grants of her clinic reach', async () => {
    const fatma = await world.addPatient(clinic);
    const children = await Promise.all(Array.from({ length: 5 }, () => world.addPatient(clinic, { portal: 'none', phoneFit: false })));
    const foreign = await world.addPatient(await world.addClinic());
    const [amina, gone, over, early, odd] = children.map(({ patient }) => patient);
    await grant(fatma.account, amina ?? '', { endsAt: Date.now() + HOUR });
    await grant(fatma.account, gone ?? '', { revokedAt: Date.now() - HOUR });
    await grant(fatma.account, over ?? '', { endsAt: Date.now() - HOUR });
    await grant(fatma.account, early ?? '', { startsAt: Date.now() + HOUR });
    await grant(fatma.account, odd ?? '', { scopes: ['record', 'everything'] });
    await grant(fatma.account, foreign.patient);
    const actor = await world.database.transaction((tx) => readActor(tx, fatma.account, true));
    expect(actor).toMatchObject({ kind: 'patient', staff: null, grants: {}, name: 'Fatma Njeri' });
    expect(actor?.reaches.map(({ patient, as, scopes }) => [patient, as, scopes])).toEqual(expect.arrayContaining([
      [fatma.patient, 'self', ['messages', 'record', 'billing']], [amina, 'proxy', ['messages']], [odd, 'proxy', ['record']],
    ]));
    expect(actor?.reaches).toHaveLength(3);
  });

  it('[C93] [R3] knows nobody who is blocked, inactive or absent', async () => {
    const grace = await world.addStaff(clinic);
    await world.database.query(sql`update staff set active = false where id = ${grace.staff}`);
    const shut = await world.addPatient(clinic);
    await world.database.transaction((tx) => setAccountState(tx, shut.account, 'blocked'));
    const portal = await world.addPatient(clinic, { portal: 'blocked' });
    for (const account of [grace.account, shut.account, portal.account, newId()]) expect(await readActor(world.database, account)).toBeNull();
  });

  it('[R3] holds what it read until the transaction ends', async () => {
    const grace = await world.addStaff(clinic);
    const order: string[] = [];
    const read = Promise.withResolvers<void>();
    const change = read.promise.then(async () => {
      await world.database.query(sql`update staff set roles = '{}' where id = ${grace.staff}`);
      order.push('changed');
    });
    await world.database.transaction(async (tx) => {
      await readActor(tx, grace.account, true);
      read.resolve();
      await new Promise((resolve) => setTimeout(resolve, 200));
      order.push('decided');
    });
    await change;
    expect(order).toEqual(['decided', 'changed']);
  });

  it('[V5] judges every view of a patient again when a proxy grant changes, and ends staff sessions when roles do', async () => {
    const fatma = await world.addPatient(clinic);
    const amina = await world.addPatient(clinic);
    await grant(fatma.account, amina.patient, { endsAt: world.clock.now + HOUR });
    await world.database.query(sql`delete from touch`);
    expect(await endDueGrants(world.database, world.clock.now)).toBe(0);
    expect(await endDueGrants(world.database, world.clock.now + HOUR)).toBe(1);
    const touched = await world.database.query<{ view: string; section: string }>(sql`select view, section from touch`);
    const judged = touched.filter(({ section }) => section === '$judge').map(({ view }) => view);
    expect(judged).toEqual(expect.arrayContaining([`person/${amina.patient}`, `threads/${amina.patient}`, `account/${fatma.account}`]));
    expect(judged).not.toContain(`triage/${amina.patient}`);
    expect(touched).toContainEqual({ view: `account/${fatma.account}`, section: 'self' });

    const grace = await world.addStaff(clinic);
    const device = newId();
    await world.database.query(sql`insert into device (id, account_id, public_key) values (${device}, ${grace.account}, '{}')`);
    await world.database.query(sql`insert into session (id, token_hash, account_id, device_id, app) values (${newId()}, ${newId()}, ${grace.account}, ${device}, 'staff')`);
    await world.database.transaction((tx) => grantChanged(tx, grace.account));
    expect(await world.database.query(sql`select id from session where account_id = ${grace.account} and ended_at is null`)).toEqual([]);
  });

  it('[C93] opens an account again under its new identifier instead of a second one', async () => {
    const fatma = await world.addPatient(clinic);
    await world.database.transaction((tx) => setAccountState(tx, fatma.account, 'blocked'));
    const again = await world.database.transaction((tx) => createAccount(tx, { clinic: clinic.id, kind: 'patient', patient: fatma.patient, identifier: 'new@example.org' }));
    expect(again).toBe(fatma.account);
    expect((await new Browser(world).startPatient(clinic, { ...fatma, email: 'new@example.org' })).body.step).toBe('code');
    expect((await new Browser(world).startPatient(clinic, fatma)).body.code).toBe('signIn.noMatch');
  });
});
