import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { insertPatient, insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openPatientWorld, type PatientWorld } from './patient-world.ts';

const PHONE = '+254712345678';
const OTHER = '+254722000111';

describeEachDatabase('[D4] correcting a phone and an e-mail', (createTarget) => {
  let world: PatientWorld;
  beforeAll(async () => {
    world = await openPatientWorld(await createTarget());
  });
  afterAll(() => world.close());
  /** A device's stamps only grow: whoever is to have acted earlier must not have acted since. */
  const addCoordinator = (name: string): Promise<Member> => insertStaff(world.serving.database, world.clinic, name, ['portal_coordinator']);
  const set = (who: Member, patient: string, field: 'phone' | 'email', value: string, over?: object) =>
    world.send(who, 'patient.contact', { patient, field, value }, over as Readonly<Record<string, unknown>>);

  it('[C67][C68] keeps a valid number, marks it fit, and says when', async () => {
    const patient = await world.addPatient({ phone: '555-866-2259' });
    expect((await world.contact(patient, 'phone')).fit).toBe(false);
    expect(await set(world.coordinator, patient, 'phone', PHONE)).toMatchObject({ state: 'done' });
    expect(await world.contact(patient, 'phone')).toMatchObject({ fit: true, register: { value: PHONE, who: '', at: expect.any(Number) as number } });
    expect(await set(world.coordinator, patient, 'phone', '')).toMatchObject({ state: 'done' });
    expect(await world.contact(patient, 'phone')).toMatchObject({ fit: false, register: { value: '' } });
  });

  it.each(['+15558662259', '+254712', '+2547123456789012'])('[C68] declines %s, which is nobody’s number, and changes nothing', async (value) => {
    const patient = await world.addPatient({ phone: PHONE });
    const answer = await set(world.coordinator, patient, 'phone', value);
    expect(answer.state).not.toBe('done');
    expect(['phone.notValid', 'request.notReadable']).toContain(answer.outcome?.refusal?.code ?? answer.refusal?.code);
    expect((await world.contact(patient, 'phone')).register.value).toBe(PHONE);
  });

  it('[R8] is for who may manage patients, of one’s own clinic; foreign and absent look alike', async () => {
    const patient = await world.addPatient();
    expect(await set(world.nurse, patient, 'phone', PHONE)).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'permission.missing' } } });
    const foreign = await insertPatient(world.serving.database, world.foreign, 'Foreign');
    const answers = [await set(world.coordinator, foreign, 'phone', PHONE), await set(world.coordinator, newId(), 'phone', PHONE)];
    expect(answers.map(({ state, outcome }) => [state, outcome?.refusal])).toEqual([['declined', { code: 'patient.unknown' }], ['declined', { code: 'patient.unknown' }]]);
    expect((await world.contact(foreign, 'phone')).register.value).toBe('');
  });

  it('[R6] joins two offline corrections of one field: the later stands, the earlier author is told', async () => {
    const [patient, tomas, ines] = [await world.addPatient(), await addCoordinator('Tomás Rivera'), await addCoordinator('Inês Duarte')];
    const earlier = { deviceTime: Date.now() - 60_000 };
    expect(await set(tomas, patient, 'phone', PHONE, earlier)).toMatchObject({ state: 'done' });
    expect(await set(ines, patient, 'phone', OTHER, { deviceTime: Date.now() - 30_000 })).toMatchObject({ state: 'done' });
    expect((await world.contact(patient, 'phone')).register).toMatchObject({ value: OTHER });
    const notices = (await world.rows<{ account_id: string; code: string; params: object; patient_id: string }>('notice')).filter((one) => one.patient_id === patient);
    expect(notices).toMatchObject([{ account_id: tomas.account, code: 'contact.superseded', patient_id: patient, params: { by: 'Inês Duarte', value: OTHER, yours: PHONE } }]);
  });

  it('[R6] one that arrives last but was made first loses, and its author hears it at once', async () => {
    const [patient, tomas, ines] = [await world.addPatient(), await addCoordinator('Tomás Rivera'), await addCoordinator('Inês Duarte')];
    await set(ines, patient, 'phone', OTHER, { deviceTime: Date.now() - 30_000 });
    const late = await set(tomas, patient, 'phone', PHONE, { deviceTime: Date.now() - 60_000 });
    expect(late).toMatchObject({ state: 'superseded', outcome: { refusal: { code: 'contact.superseded', params: { by: 'Inês Duarte', value: OTHER, yours: PHONE } } } });
    expect((await world.contact(patient, 'phone')).register.value).toBe(OTHER);
  });

  it('[R6] who saw the other value wins over it, and nobody is told', async () => {
    const [patient, tomas, ines] = [await world.addPatient(), await addCoordinator('Tomás Rivera'), await addCoordinator('Inês Duarte')];
    await set(tomas, patient, 'phone', PHONE);
    const before = (await world.rows('notice')).length;
    const { stamp } = (await world.contact(patient, 'phone')).register;
    expect(await set(ines, patient, 'phone', OTHER, { saw: stamp, deviceTime: Date.now() - 3_600_000 })).toMatchObject({ state: 'done' });
    expect((await world.contact(patient, 'phone')).register.value).toBe(OTHER);
    expect((await world.rows('notice')).length).toBe(before);
  });

  it('phone and e-mail are registers of their own', async () => {
    const [patient, tomas, ines] = [await world.addPatient(), await addCoordinator('Tomás Rivera'), await addCoordinator('Inês Duarte')];
    await set(tomas, patient, 'phone', PHONE, { deviceTime: Date.now() - 60_000 });
    await set(ines, patient, 'email', 'fatma@example.org', { deviceTime: Date.now() - 50_000 });
    expect([(await world.contact(patient, 'phone')).register.value, (await world.contact(patient, 'email')).register.value]).toEqual([PHONE, 'fatma@example.org']);
  });

  it('moves the sign-in with the e-mail, refuses another patient’s and none at all, and confirms to the old address', async () => {
    const patient = await world.addPatient({ phone: PHONE, email: 'Old@example.org' });
    const neighbour = await world.addPatient({ given: 'Halima', phone: OTHER, email: 'taken@example.org' });
    for (const one of [patient, neighbour]) expect(await world.send(world.coordinator, 'patient.activate', { patient: one })).toMatchObject({ state: 'done' });
    const before = (await world.outgoing()).length;
    expect(await set(world.coordinator, patient, 'email', 'TAKEN@example.org')).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'email.taken' } } });
    expect(await set(world.coordinator, patient, 'email', '')).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'email.identifierNeeded' } } });
    expect(await set(world.coordinator, patient, 'email', 'New@Example.org')).toMatchObject({ state: 'done' });
    expect((await world.account(patient))?.identifier).toBe('new@example.org');
    expect(await set(world.coordinator, patient, 'phone', OTHER)).toMatchObject({ state: 'done' });
    expect((await world.outgoing()).slice(before)).toEqual([
      { channel: 'email', recipient: 'Old@example.org', template: 'contact.changed', params: { field: 'email' } },
      { channel: 'sms', recipient: PHONE, template: 'contact.changed', params: { field: 'phone' } },
      { channel: 'email', recipient: 'New@Example.org', template: 'contact.changed', params: { field: 'phone' } },
    ]);
  });

  it('tells nobody about the contact of someone who cannot sign in', async () => {
    const patient = await world.addPatient({ phone: PHONE, email: 'a@example.org' });
    const before = (await world.outgoing()).length;
    await set(world.coordinator, patient, 'phone', OTHER);
    expect((await world.outgoing()).length).toBe(before);
  });
});
