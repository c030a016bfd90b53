import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { insertPatient } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openPatientWorld, type NewPatient, type PatientWorld } from './patient-world.ts';

let serial = 0;
const fit = (over: NewPatient = {}): NewPatient => ({ phone: '+254712345678', email: `p${(serial += 1)}@example.org`, ...over });
const inYears = (years: number): string => new Date(Date.now() - years * 365.2425 * 86_400_000).toISOString().slice(0, 10);

describeEachDatabase('[C93] letting patients in', (createTarget) => {
  let world: PatientWorld;
  beforeAll(async () => {
    world = await openPatientWorld(await createTarget());
  });
  afterAll(() => world.close());
  const activate = (patient: string, who = world.coordinator) => world.send(who, 'patient.activate', { patient });

  it.each<[string, NewPatient, string[]]>([
    ['no phone', { phone: '' }, ['activation.phoneMissing']],
    ['a phone that is not international', { phone: '555-866-2259' }, ['activation.phoneNotInternational']],
    ['no e-mail', { email: '' }, ['activation.emailMissing']],
    ['no birth date', { birthDate: null }, ['activation.birthDateMissing']],
    ['no name', { name: '' }, ['activation.nameMissing']],
    ['a child', { birthDate: inYears(15) }, ['activation.tooYoung']],
    ['somebody who has died', { deceased: true }, ['activation.deceased']],
    ['an imported patient', { phone: '555-866-2259', email: '' }, ['activation.phoneNotInternational', 'activation.emailMissing']],
  ])('[C67][D19] refuses %s, with the reason the patient’s page shows', async (_who, over, obstacles) => {
    const patient = await world.addPatient(fit(over));
    expect((await world.portal(patient)).obstacles).toEqual(obstacles);
    expect(await activate(patient)).toMatchObject({ state: 'declined', outcome: { refusal: { code: obstacles[0] } } });
    expect(await world.account(patient)).toBeUndefined();
    expect(await world.portal(patient)).toMatchObject({ state: 'none', activatedAt: null });
  });

  it('refuses an e-mail that another patient signs in with, and says so on both pages', async () => {
    const [first, second] = [await world.addPatient(fit({ email: 'family@example.org' })), await world.addPatient(fit({ email: 'Family@example.org' }))];
    expect((await world.portal(second)).obstacles).toEqual([]);
    expect(await activate(first)).toMatchObject({ state: 'done' });
    expect((await world.portal(second)).obstacles).toEqual(['activation.identifierTaken']);
    expect(await activate(second)).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'activation.identifierTaken' } } });
    const touched = await world.serving.database.query(sql`select 1 from touch where view = ${`person/${second}`} and section = 'portal'`);
    const projected = await world.serving.projector.ensure(`person/${second}`);
    expect(touched.length + projected.seq).toBeGreaterThan(0);
  });

  it('lets in who has everything: an account without a password, a note by e-mail, and no word of health in it', async () => {
    const patient = await world.addPatient(fit({ email: 'Halima@example.org', birthDate: inYears(16.1) }));
    const before = (await world.outgoing()).length;
    expect(await activate(patient)).toMatchObject({ state: 'done' });
    expect(await world.account(patient)).toMatchObject({ identifier: 'halima@example.org', state: 'active', password_hash: null });
    expect(await world.portal(patient)).toMatchObject({ state: 'active', obstacles: [], firstSignInAt: null });
    expect((await world.outgoing()).slice(before)).toEqual([{ channel: 'email', recipient: 'Halima@example.org', template: 'account.activated', params: {} }]);
    expect(await activate(patient)).toMatchObject({ state: 'superseded', outcome: { refusal: { code: 'activation.already' } } });
  });

  it('[R8] is the coordinator’s, of one’s own clinic; foreign and absent look alike', async () => {
    const patient = await world.addPatient(fit());
    expect(await activate(patient, world.nurse)).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'permission.missing' } } });
    const foreign = await insertPatient(world.serving.database, world.foreign, 'Foreign');
    for (const unknown of [foreign, newId()]) expect(await activate(unknown)).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'patient.unknown' } } });
  });

  it('[V5] shutting ends sessions, is judged again in the patient’s views, and keeps the reason; opening again keeps the account', async () => {
    const patient = await world.addPatient(fit());
    await activate(patient);
    const account = (await world.account(patient))?.id ?? '';
    const { database } = world.serving;
    await database.query(sql`insert into device (id, account_id, public_key) values (${newId()}, ${account}, '{}')`);
    await database.query(sql`insert into session (id, token_hash, account_id, device_id, app) select ${newId()}, ${newId()}, ${account}, id, 'patient' from device where account_id = ${account}`);
    await world.serving.projector.ensure(`person/${patient}`);
    await world.serving.projector.drain();
    const judged = () => database.query(sql`select 1 from view_log where view = ${`person/${patient}`} and judge`);
    const before = (await judged()).length;
    expect(await readActor(database, account)).not.toBeNull();

    expect(await world.send(world.coordinator, 'patient.block', { patient, reason: 'Phone was stolen' })).toMatchObject({ state: 'done' });
    expect(await world.portal(patient)).toMatchObject({ state: 'blocked' });
    expect(await readActor(database, account)).toBeNull();
    expect(await database.query(sql`select 1 from session where account_id = ${account} and ended_at is null`)).toEqual([]);
    await world.serving.projector.drain();
    expect((await judged()).length).toBeGreaterThan(before);
    const audited = await database.query<{ detail: unknown; who: string }>(sql`select detail, who from audit where action = 'portal.blocked' and patient_id = ${patient}`);
    expect(audited).toEqual([{ who: 'Tomás Rivera', detail: { reason: 'Phone was stolen' } }]);
    expect(await world.send(world.coordinator, 'patient.block', { patient, reason: 'Again' })).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'activation.notActive' } } });

    expect(await activate(patient)).toMatchObject({ state: 'done' });
    expect(await world.account(patient)).toMatchObject({ id: account, state: 'active' });
  });

  it('[C64][D17] where the clinic signs in by national id, that is what is needed and what must be one’s own', async () => {
    const { database } = world.serving;
    await database.query(sql`update clinic set identifier_mode = 'nationalId' where id = ${world.clinic}`);
    const [without, first, twin] = [
      await world.addPatient(fit({ email: '' })), await world.addPatient(fit({ email: '', nationalId: '123-456 789' })), await world.addPatient(fit({ nationalId: '123456789' })),
    ];
    expect((await world.portal(without)).obstacles).toEqual(['activation.nationalIdMissing']);
    expect(await activate(first)).toMatchObject({ state: 'done' });
    expect((await world.account(first))?.identifier).not.toContain('123');
    expect(await activate(twin)).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'activation.identifierTaken' } } });
    await database.query(sql`update clinic set identifier_mode = 'email' where id = ${world.clinic}`);
  });
});
