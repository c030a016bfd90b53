import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { oneTimePasswordAnswer } from '../../schema/patient-search.ts';
import { verifyPassword } from '../../sync-server/identity/password.ts';
import { insertPatient } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openPatientWorld, type PatientWorld } from './patient-world.ts';

describeEachDatabase('[D7][C94][C95] a one-time password', (createTarget) => {
  let world: PatientWorld;
  let patient: string;
  const path = (id: string) => `/api/patients/${id}/one-time-password`;
  beforeAll(async () => {
    world = await openPatientWorld(await createTarget());
    patient = await world.addPatient({ phone: '+254712345678', email: 'Fatma@example.org' });
    await world.send(world.coordinator, 'patient.activate', { patient });
  });
  afterAll(() => world.close());

  it('is said once, works once, and is nowhere in the record; [C96] the trusted e-mail hears of it without it', async () => {
    const before = (await world.outgoing()).length;
    const response = await world.post(path(patient), world.coordinator);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const answer = oneTimePasswordAnswer.parse(await response.json());
    expect(answer).toMatchObject({ identifier: { mode: 'email', value: 'fatma@example.org' }, phone: '+254712345678', confirmedTo: 'Fatma@example.org' });
    expect(answer.validUntil).toBeGreaterThan(Date.now());
    const account = await world.account(patient);
    expect(account?.password_once).toBe(true);
    expect(await verifyPassword(account?.password_hash ?? null, answer.password)).toBe(true);

    const tables = await world.serving.database.query<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = 'public'`);
    for (const { name } of tables) {
      const rows = await world.serving.database.query<{ line: string }>(sql`select t.*::text as line from ${sql.raw(`"${name}"`)} t`);
      expect(rows.some(({ line }) => line.includes(answer.password)), name).toBe(false);
    }
    expect((await world.outgoing()).slice(before)).toEqual([{ channel: 'email', recipient: 'Fatma@example.org', template: 'password.changed', params: {} }]);
    const audited = await world.serving.database.query<{ who: string; detail: unknown }>(sql`select who, detail from audit where action = 'portal.oneTimePassword' and patient_id = ${patient}`);
    expect(audited).toEqual([{ who: 'Tomás Rivera', detail: null }]);

    const second = oneTimePasswordAnswer.parse(await (await world.post(path(patient), world.coordinator)).json());
    expect(second.password).not.toBe(answer.password);
    expect(await verifyPassword((await world.account(patient))?.password_hash ?? null, answer.password)).toBe(false);
  });

  it('is refused alike for foreign and absent patients, and to who may not', async () => {
    const foreign = await insertPatient(world.serving.database, world.foreign, 'Foreign');
    const answers = await Promise.all([foreign, newId(), 'not-an-id'].map(async (id) => {
      const response = await world.post(path(id), world.coordinator);
      const body: unknown = await response.json();
      return [response.status, body];
    }));
    expect(answers[0]).toEqual([404, { code: 'patient.unknown', message: expect.any(String) as string }]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect((await world.post(path(patient))).status).toBe(401);
    const nurse = await world.post(path(patient), world.nurse);
    expect([nurse.status, await nurse.json()]).toMatchObject([403, { code: 'permission.missing' }]);
  });

  it('is refused while the patient has no portal access', async () => {
    const outside = await world.addPatient();
    const never = await world.post(path(outside), world.coordinator);
    expect([never.status, await never.json()]).toMatchObject([409, { code: 'activation.notActive' }]);
    await world.send(world.coordinator, 'patient.block', { patient, reason: 'Test' });
    expect((await world.post(path(patient), world.coordinator)).status).toBe(409);
  });
});
