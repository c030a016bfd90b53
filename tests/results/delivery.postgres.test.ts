import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { gateEntry, givenEntry, releasedResult, type GateEntry, type GivenEntry, type ReleasedResult } from '../../schema/results.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { importBundle } from '../../sync-server/fhir/import-bundle.ts';
import type { ImportTarget } from '../../sync-server/fhir/import-step.ts';
import { endHolds } from '../../sync-server/results/end-holds.ts';
import { bundleText } from '../fhir/build-bundle.ts';
import { seal } from '../fhir/import-record.ts';
import { category } from '../chart/chart-record.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { insertClinic, insertPatientMember, insertProxy, insertStaff, type Member } from '../support/clinic-rows.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

const DAY = 86_400_000;

describeEachDatabase('results on their way to a patient', (createTarget) => {
  let serving: Serving;
  let clinic: string;
  let coordinator: Member;
  let orderer: Member;
  let clinician: Member;
  let nurse: Member;
  let patient: Member & { readonly patient: string };
  let target: ImportTarget;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    const q = serving.database;
    clinic = await insertClinic(q);
    coordinator = await insertStaff(q, clinic, 'Peter Kamau', ['portal_coordinator']);
    orderer = await insertStaff(q, clinic, 'Dr Otieno', ['clinician']);
    clinician = await insertStaff(q, clinic, 'Dr Achieng', ['clinician']);
    nurse = await insertStaff(q, clinic, 'Grace', ['nurse']);
    patient = await insertPatientMember(q, clinic, 'Fatma');
    target = { database: q, seal, clinic, now: Date.now, faultPoint: () => undefined };
    await q.query(sql`insert into fhir_key (clinic_id, type, key, row_id) values (${clinic}, 'Patient', ${`id:${patient.patient}`}, ${patient.patient})`);
  });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object): Promise<RequestAnswer> => serving.one(who.device.request(type, body), who.cookie);
  const at = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

  /** One value in a report, as the laboratory sends it. */
  async function arrives(over: { readonly value?: number; readonly status?: string; readonly key?: string; readonly days?: number; readonly flag?: string } = {}): Promise<void> {
    const { value = 5.9, status = 'final', key = 'k', days = 1, flag } = over;
    const subject = { reference: `Patient/${patient.patient}` };
    const report = await importBundle(target, 'laboratory.json', bundleText([
      { resource: { resourceType: 'Observation', id: `${key}-value`, status, subject, category: category('laboratory'), code: { text: 'Potassium' }, effectiveDateTime: at(days), valueQuantity: { value, unit: 'mmol/L' }, ...(flag === undefined ? {} : { interpretation: [{ coding: [{ code: flag }] }] }) } },
      { resource: { resourceType: 'DiagnosticReport', id: key, status, subject, code: { text: 'Kidney function' }, effectiveDateTime: at(days), result: [{ reference: `Observation/${key}-value` }] } },
    ]));
    expect([report.broken ?? null, report.refused, report.unread]).toEqual([null, [], []]);
  }
  async function resultRow(key = 'k'): Promise<{ id: string; state: string; revision: number }> {
    const [row] = await serving.database.query<{ id: string; state: string; revision: number }>(sql`select id, state, revision from result where clinic_id = ${clinic} and fhir_id = ${key} and source = 'DiagnosticReport'`);
    if (!row) throw new Error(`No result ${key}`);
    return row;
  }
  async function about(key = 'k'): Promise<{ patient: string; result: string; revision: number }> {
    const { id, revision } = await resultRow(key);
    return { patient: patient.patient, result: id, revision };
  }
  async function section(name: string, of = 'results'): Promise<unknown[]> {
    await serving.projector.ensure(name);
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, of));
  }
  const theirs = async (): Promise<ReleasedResult[]> => (await section(viewName.results(patient.patient))).map((entry) => releasedResult.parse(entry));
  const gate = async (): Promise<GateEntry[]> => (await section(viewName.delivery(clinic))).map((entry) => gateEntry.parse(entry));
  const history = async (): Promise<GateEntry[]> => (await section(viewName.delivery(clinic), 'history')).map((entry) => gateEntry.parse(entry)).toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
  const given = async (): Promise<GivenEntry[]> => (await section(viewName.delivery(clinic), 'given')).map((entry) => givenEntry.parse(entry));
  const release = async (who: Member = coordinator, key = 'k') => ask(who, 'result.release', { ...await about(key), words: 'Eat fewer bananas' });
  const codeOf = (answer: RequestAnswer): string | undefined => answer.outcome?.refusal?.code;

  it('[C14] [C15] two gates: final is not given; given is what was read, word for word, and the queue forgets it', async () => {
    await arrives({ key: 'before', value: 5.1, days: 30 });
    await arrives();
    expect(await theirs()).toEqual([]);
    expect((await gate()).map(({ state }) => state)).toEqual(['awaiting', 'awaiting']);
    expect((await gate()).find(({ values }) => values[0]?.value === '5.9')).toMatchObject({ patient: { name: 'Fatma' }, values: [{ name: 'Potassium', unit: 'mmol/L', previous: { value: '5.1', at: at(30) } }] });
    expect((await release()).state).toBe('done');
    expect(await theirs()).toMatchObject([{ name: 'Kidney function', state: 'released', values: [{ value: '5.9' }], words: { by: 'Peter Kamau', text: 'Eat fewer bananas' } }]);
    expect((await gate()).map(({ values }) => values[0]?.value)).toEqual(['5.1']);
    const audits = await serving.database.query<{ action: string; who: string }>(sql`select action, who from audit where patient_id = ${patient.patient} and action = 'result.release'`);
    expect(audits).toEqual([{ action: 'result.release', who: 'Peter Kamau' }]);
  });

  it('[C4] [C5] [C6] [C16] a coordinator releases any, a clinician what they ordered, a nurse none, another patient’s id nothing', async () => {
    await arrives();
    expect(codeOf(await release(nurse))).toBe('permission.missing');
    expect(codeOf(await release(clinician))).toBe('result.notYourOrder');
    expect(codeOf(await release(orderer))).toBe('result.notYourOrder');
    await serving.database.query(sql`update result set orderer_id = ${orderer.staff} where clinic_id = ${clinic}`);
    expect(codeOf(await release(clinician))).toBe('result.notYourOrder');
    const other = await insertPatientMember(serving.database, clinic, 'Joseph');
    expect(codeOf(await ask(coordinator, 'result.release', { ...await about(), patient: other.patient, words: '' }))).toBe('result.unknown');
    expect((await release(orderer)).state).toBe('done');
    expect(codeOf(await release(coordinator))).toBe('result.releasedBy');
  });

  it('[C15] what is not final is not released; what changed since it was read is read again first', async () => {
    await arrives({ status: 'preliminary' });
    expect([await gate(), codeOf(await release())]).toEqual([[], 'result.notFinal']);
    await arrives();
    const read = await about();
    await arrives({ value: 6.4, status: 'corrected' });
    expect(codeOf(await ask(coordinator, 'result.release', { ...read, words: '' }))).toBe('result.changed');
    expect(await theirs()).toEqual([]);
    expect((await release()).state).toBe('done');
    expect(await theirs()).toMatchObject([{ values: [{ value: '6.4' }] }]);
  });

  it('[C18] [D18] a hold keeps it from the patient, has a reason and an end, and is lifted by who set it, or by a coordinator who says why', async () => {
    await arrives();
    const hold = async (who: Member, until: number) => ask(who, 'result.hold', { ...await about(), reason: 'I will call her first', until });
    expect(codeOf(await hold(coordinator, Date.now() - DAY))).toBe('result.holdOver');
    expect((await hold(coordinator, Date.now() + 40 * DAY)).outcome?.refusal).toEqual({ code: 'result.holdTooLong', params: { days: 14 } });
    await serving.database.query(sql`update result set orderer_id = ${orderer.staff} where clinic_id = ${clinic}`);
    expect((await hold(orderer, Date.now() + 3 * DAY)).state).toBe('done');
    expect(await gate()).toMatchObject([{ state: 'held', hold: { by: 'Dr Otieno', reason: 'I will call her first' } }]);
    expect(codeOf(await release())).toBe('result.heldBy');
    expect(await theirs()).toEqual([]);
    const { patient: of, result } = await about();
    expect(codeOf(await ask(coordinator, 'result.lift', { patient: of, result, reason: '' }))).toBe('result.liftReason');
    expect((await ask(coordinator, 'result.lift', { patient: of, result, reason: 'She was told' })).state).toBe('done');
    const notices = await serving.database.query<{ code: string; params: unknown }>(sql`select code, params from notice where account_id = ${orderer.account}`);
    expect(notices).toMatchObject([{ code: 'result.lifted', params: { by: 'Peter Kamau', reason: 'She was told' } }]);
    expect((await hold(orderer, Date.now() + DAY)).state).toBe('done');
    expect((await ask(orderer, 'result.lift', { patient: of, result, reason: '' })).state).toBe('done');
  });

  it('[D18] a hold that is over awaits a decision again and tells who set it; it releases nothing', async () => {
    await arrives();
    await ask(coordinator, 'result.hold', { ...await about(), reason: 'First a call', until: Date.now() + DAY });
    expect(await endHolds(serving.database)).toBe(0);
    await serving.database.query(sql`update result set hold_until = now() - interval '1 minute' where clinic_id = ${clinic}`);
    const [mine, other] = await Promise.all([endHolds(serving.database), endHolds(serving.database)]);
    expect(mine + other).toBe(1);
    expect([(await gate())[0]?.state, await theirs()]).toEqual(['awaiting', []]);
    expect(await serving.database.query(sql`select code from notice where account_id = ${coordinator.account}`)).toEqual([{ code: 'result.holdEnded' }]);
  });

  it('[C14] what its source corrects after the release stays as it was given, marked, until it is released again', async () => {
    await arrives();
    await release();
    await arrives();
    expect(await theirs()).toMatchObject([{ state: 'released' }]);
    await arrives({ value: 6.4, status: 'corrected' });
    expect(await theirs()).toMatchObject([{ state: 'correcting', values: [{ value: '5.9' }] }]);
    expect(await gate()).toMatchObject([{ state: 'correcting', values: [{ value: '6.4' }] }]);
    await release();
    expect(await theirs()).toMatchObject([{ state: 'released', status: 'corrected', values: [{ value: '6.4' }] }]);
    await arrives({ status: 'entered-in-error' });
    expect(await theirs()).toMatchObject([{ state: 'void', values: [], conclusion: null }]);
    expect(codeOf(await release())).toBe('result.error');
  });

  it('[C18] [V4] [V7] it is withdrawn only before anybody of the patient’s side opened it; its words leave every row', async () => {
    await arrives();
    await release();
    const view = viewName.results(patient.patient);
    expect(await theirs()).toHaveLength(1);
    const { patient: of, result } = await about();
    expect(await given()).toMatchObject([{ name: 'Kidney function', releasedBy: 'Peter Kamau', onDeviceAt: null, opened: null }]);
    expect((await ask(patient, 'result.seen', { patient: of, result, opened: false })).state).toBe('done');
    expect(await given()).toMatchObject([{ state: 'released', onDeviceAt: expect.any(Number) as number, opened: null }]);
    expect(JSON.stringify(await given()), 'no value beside what was decided').not.toContain('5.9');
    expect((await ask(coordinator, 'result.withdraw', { patient: of, result, reason: 'Joseph’s blood' })).state).toBe('done');
    expect([await theirs(), await given()]).toEqual([[], []]);
    expect(await gate(), 'it may be given again').toMatchObject([{ state: 'withdrawn', withdrawn: { by: 'Peter Kamau', reason: 'Joseph’s blood' } }]);
    const rows = await serving.database.query<{ update: Uint8Array }>(sql`select update from view_log where view = ${view}`);
    expect(rows.some(({ update }) => Buffer.from(update).includes('Potassium'))).toBe(false);
    expect(codeOf(await ask(patient, 'result.seen', { patient: of, result, opened: true }))).toBe('result.unknown');
    await release();
    expect((await ask(patient, 'result.seen', { patient: of, result, opened: true })).state).toBe('done');
    const refused = await ask(coordinator, 'result.withdraw', { patient: of, result, reason: 'Joseph’s blood' });
    expect(refused.outcome?.refusal).toMatchObject({ code: 'result.opened', params: { reader: 'Fatma' } });
    expect(await theirs()).toHaveLength(1);
    expect([await gate(), await given()]).toMatchObject([[], [{ opened: { reader: 'Fatma' } }]]);
    expect(await section(viewName.chart(patient.patient))).toMatchObject([{ state: 'released', given: { by: 'Peter Kamau', openedAt: expect.any(Number) as number } }]);
  });

  it('[C91] only who reads the record marks it as seen; a carer with messages alone does not', async () => {
    await arrives();
    await release();
    const { patient: of, result } = await about();
    const carer = await insertPatientMember(serving.database, clinic, 'Omar');
    await insertProxy(serving.database, clinic, carer.account, of, ['messages']);
    expect(codeOf(await ask(carer, 'result.seen', { patient: of, result, opened: true }))).toBe('patient.unknown');
    expect(codeOf(await ask(nurse, 'result.seen', { patient: of, result, opened: true }))).toBe('patient.unknown');
    expect(await serving.database.query(sql`select 1 from result_sight where result_id = ${result}`)).toEqual([]);
  });

  it('[C16] two who decide at the same moment: one does, the other hears whose decision stands', async () => {
    await arrives();
    const body = await about();
    const answers = await Promise.all([ask(coordinator, 'result.release', { ...body, words: '' }), ask(coordinator, 'result.hold', { ...body, reason: 'First a call', until: Date.now() + DAY })]);
    expect(answers.map(({ state }) => state).toSorted()).toEqual(['done', 'superseded']);
    expect([await theirs(), (await gate()).length].flat()).toHaveLength(answers[0]?.state === 'done' ? 2 : 1);
  });

  it('[C14] results of long ago stand in a list of their own, the latest first, and are released like others', async () => {
    await arrives({ days: 200 });
    await arrives({ key: 'older', days: 300, flag: 'N' });
    await arrives({ key: 'now' });
    const [old, older, now] = await Promise.all(['k', 'older', 'now'].map(async (key) => (await resultRow(key)).id));
    expect([(await gate()).map(({ id }) => id), (await history()).map(({ id }) => id)]).toEqual([[now], [old, older]]);
    expect((await release()).state).toBe('done');
    expect((await ask(coordinator, 'result.releaseNormal', await about('older'))).state).toBe('done');
    expect((await theirs()).map(({ id }) => id)).toEqual([old, older]);
    expect(await history()).toEqual([]);
  });

  it('[C18] what was old, and is held, corrected or taken back, is work like any other', async () => {
    for (const key of ['held', 'corrected', 'back']) await arrives({ key, days: 200 });
    await ask(coordinator, 'result.hold', { ...await about('held'), reason: 'First a call', until: Date.now() + DAY });
    await release(coordinator, 'corrected');
    await release(coordinator, 'back');
    await arrives({ key: 'corrected', days: 200, value: 7.1, status: 'corrected' });
    await ask(coordinator, 'result.withdraw', { patient: patient.patient, result: (await about('back')).result, reason: 'Another patient’s' });
    expect(await history()).toEqual([]);
    expect((await gate()).map(({ state }) => state).toSorted()).toEqual(['correcting', 'held', 'withdrawn']);
  });

  it('[C15] many at once: each is judged by itself, and only what was sent as normal goes; the rest stays and says why', async () => {
    await arrives({ key: 'normal', flag: 'N' });
    await arrives({ key: 'unmarked' });
    await arrives({ key: 'high', flag: 'H' });
    await arrives({ key: 'moved', flag: 'N' });
    const bodies = await Promise.all(['normal', 'unmarked', 'high', 'moved'].map((key) => about(key)));
    await arrives({ key: 'moved', flag: 'N', value: 7.1, status: 'corrected' });
    const answers = await Promise.all(bodies.map((body) => ask(coordinator, 'result.releaseNormal', body)));
    expect(answers.map((answer) => codeOf(answer) ?? answer.state)).toEqual(['done', 'result.notNormal', 'result.notNormal', 'result.changed']);
    expect((await theirs()).map(({ id }) => id)).toEqual([bodies[0]?.result]);
    expect((await gate()).map(({ id }) => id).toSorted()).toEqual(bodies.slice(1).map(({ result }) => result).toSorted());
    expect(codeOf(await ask(clinician, 'result.releaseNormal', await about('moved')))).toBe('result.notYourOrder');
  });

  it('[R2] the same release twice is one', async () => {
    await arrives();
    const request = coordinator.device.request('result.release', { ...await about(), words: '' }, { id: newId() });
    expect([(await serving.one(request, coordinator.cookie)).state, (await serving.one(request, coordinator.cookie)).state]).toEqual(['done', 'done']);
  });
});
