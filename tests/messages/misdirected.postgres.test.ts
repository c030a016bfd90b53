import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { disclosuresAnswer, type DisclosureItem } from '../../schema/misdirected.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { insertPatientMember, insertProxy, insertSmallClinic, insertStaff, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

/** By the clinic's clock: the device's plus what the way took. */
const about = (at: number): number => expect.closeTo(at, -4) as number;
const words = 'Your potassium is high. Come today.';

describeEachDatabase('what went to the wrong person', (createTarget) => {
  let serving: Serving;
  let clinic: SmallClinic;
  let nurse: Member;
  let colleague: Member;
  let patient: Member;
  let thread: PatientThread;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertSmallClinic(serving.database, 2, 1);
    [nurse, colleague, thread] = [nth(clinic.nurses, 0), nth(clinic.nurses, 1), nth(clinic.threads, 0)];
    patient = clinic.writer;
    await serving.database.query(sql`update message set account_id = ${patient.account} where thread_id = ${thread.thread}`);
  });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object, over: Readonly<Record<string, unknown>> = {}): Promise<RequestAnswer> => serving.one(who.device.request(type, body, over), who.cookie);
  async function reply(): Promise<string> {
    const message = newId();
    expect((await ask(nurse, 'thread.reply', { ...thread, message, text: words })).state).toBe('done');
    return message;
  }
  const withdraw = (who: Member, message: string) => ask(who, 'reply.withdraw', { ...thread, message, reason: 'Meant for Joseph' });
  const seen = (who: Member, marks: object, over: object = {}) => ask(who, 'message.seen', { ...thread, ...marks }, { ...over });
  const viewOf = async (name: string) => {
    await serving.projector.ensure(name);
    return readWhole(serving.projector, name);
  };
  const section = async (name: string, of: string) => sectionOf((await viewOf(name)).doc, of);
  const notices = (account: string) => serving.database.query<{ code: string; params: Record<string, unknown> | null }>(sql`select code, params from notice where account_id = ${account} order by at, id`);
  async function disclosures(): Promise<DisclosureItem[]> {
    const ruth = await insertStaff(serving.database, clinic.id, 'Ruth Mwangi', ['administrator']);
    const response = await fetch(`${serving.url}/api/disclosures`, { headers: { cookie: ruth.cookie } });
    expect(response.headers.get('cache-control')).toBe('no-store');
    return disclosuresAnswer.parse(await response.json()).disclosures;
  }

  it('[B41] [V4] an unread reply is withdrawn: its words leave every row of the patient’s view; staff keep them, and the question waits again', async () => {
    const view = viewName.threads(thread.patient);
    const before = (await viewOf(view)).position;
    const message = await reply();
    await seen(patient, { onDevice: 2, opened: 0 });
    expect(JSON.stringify(await section(view, 'messages'))).toContain(words);
    expect((await withdraw(colleague, message)).state).toBe('done');
    const after = await viewOf(view);
    // Not in an older row either: the log a device is given begins anew.
    expect(after.position.epoch).not.toBe(before.epoch);
    const rows = await serving.database.query<{ update: Uint8Array }>(sql`select update from view_log where view = ${view}`);
    expect(rows.some(({ update }) => Buffer.from(update).includes('potassium'))).toBe(false);
    expect(sectionOf(after.doc, 'messages')[message]).toMatchObject({ text: '', withdrawnAt: expect.any(Number) as number });
    expect(sectionOf(after.doc, 'threads')[thread.thread]).toMatchObject({ lastText: '', lastWithdrawn: true, state: 'open' });
    expect((await section(viewName.triage(thread.patient), 'misdirected'))[message]).toMatchObject({ withdrawn: { by: 'Nurse 1', reason: 'Meant for Joseph', text: words }, reported: null });
    const [queued] = await serving.database.query<{ waiting_since: number | null }>(sql`select waiting_since from thread where id = ${thread.thread}`);
    expect(queued?.waiting_since).toBe(1_700_000_000_000);
  });

  it('[B41] [V7] one that was opened stays: refused with who opened it first and when, and the way on is a report', async () => {
    const message = await reply();
    const first = Date.now() - 60_000;
    await serving.database.query(sql`update message set received_at = ${instantParam(first - 60_000)} where id = ${message}`);
    await seen(patient, { onDevice: 2, opened: 0 }, { deviceTime: first - 30_000 });
    await seen(patient, { onDevice: 2, opened: 2 }, { deviceTime: first });
    await reply();
    // The mark grows on; the first time stays the first.
    await seen(patient, { onDevice: 3, opened: 3 });
    const refused = await withdraw(nurse, message);
    expect(refused).toMatchObject({ state: 'declined', outcome: { refusal: { code: 'reply.opened', params: { reader: 'Fatma', at: about(first) } } } });
    expect(JSON.stringify(await section(viewName.threads(thread.patient), 'messages'))).toContain(words);
    const disclosure = newId();
    const report = { ...thread, message, disclosure, reason: 'Joseph’s result, read by Fatma' };
    expect((await ask(nurse, 'reply.disclose', report)).state).toBe('done');
    expect((await ask(colleague, 'reply.disclose', { ...report, disclosure: newId() })).outcome?.refusal).toMatchObject({ code: 'reply.reportedBy', params: { by: 'Nurse 0' } });
    const listed = await disclosures();
    expect(listed).toMatchObject([{
      id: disclosure, kind: 'reply', patient: { name: 'Fatma' }, sentBy: 'Nurse 0', reason: 'Joseph’s result, read by Fatma', by: 'Nurse 0',
      shown: [{ reader: patient.account, name: 'Fatma', onDeviceAt: about(first - 30_000), openedAt: about(first) }],
    }]);
    expect(JSON.stringify(listed)).not.toContain('potassium');
    const audited = await serving.database.query(sql`select action from audit where subject = ${disclosure} or detail->'disclosures' ? ${disclosure} order by id`);
    expect(audited).toEqual([{ action: 'disclosure.reported' }, { action: 'disclosures.read' }]);
  });

  it('[B41] opening and withdrawing at once: whichever the clinic commits first stands, and both sides are told the same', async () => {
    for (let round = 0; round < 6; round += 1) {
      const message = await reply();
      const [row] = await serving.database.query<{ seq: number }>(sql`select seq from message where id = ${message}`);
      const seq = row?.seq ?? 0;
      const [opened, withdrawn] = await Promise.all([seen(patient, { onDevice: seq, opened: seq }), withdraw(nurse, message)]);
      expect(opened.state).toBe('done');
      const entry = (await section(viewName.threads(thread.patient), 'messages'))[message] as { text: string };
      const told = (await notices(nurse.account)).filter(({ code }) => code === 'reply.openedAfterAll').length;
      if (withdrawn.state === 'done') expect([entry.text, told]).toEqual(['', 1]);
      else expect([withdrawn.outcome?.refusal?.code, entry.text, told]).toEqual(['reply.opened', words, 0]);
      await serving.database.query(sql`delete from notice where account_id = ${nurse.account}`);
    }
  });

  it('[B41] two withdraw at once: one does, the other hears who and when', async () => {
    const message = await reply();
    const answers = await Promise.all([withdraw(nurse, message), withdraw(colleague, message)]);
    expect(answers.map(({ state }) => state).sort()).toEqual(['done', 'superseded']);
    const winner = answers[0].state === 'done' ? 'Nurse 0' : 'Nurse 1';
    expect(answers.find(({ state }) => state === 'superseded')?.outcome?.refusal).toMatchObject({ code: 'reply.withdrawnBy', params: { by: winner } });
    expect(await serving.database.query(sql`select withdrawn_by from message where id = ${message}`)).toEqual([{ withdrawn_by: winner }]);
  });

  it('[B41] opened without a line and heard of later: whoever withdrew it is told; a screen that showed the gap alone is no reader', async () => {
    const message = await reply();
    await withdraw(nurse, message);
    const carer = await insertPatientMember(serving.database, clinic.id, 'Salma');
    await insertProxy(serving.database, clinic.id, carer.account, thread.patient);
    await seen(carer, { onDevice: 2, opened: 2, withdrawn: [2] });
    expect(await notices(nurse.account)).toEqual([]);
    const at = Date.now() - 5_000;
    await seen(patient, { onDevice: 2, opened: 2 }, { deviceTime: at });
    expect(await notices(nurse.account)).toMatchObject([{ code: 'reply.openedAfterAll', params: { reader: 'Fatma', at: about(at) } }]);
    await ask(nurse, 'reply.disclose', { ...thread, message, disclosure: newId(), reason: 'Read before it was gone' });
    expect((await disclosures())[0]?.shown).toMatchObject([{ name: 'Fatma', openedAt: about(at) }]);
  });

  it('[B41] nobody withdraws a patient’s words, another clinic’s reply or one that is not there: all look alike', async () => {
    const [asked] = await serving.database.query<{ id: string }>(sql`select id from message where thread_id = ${thread.thread}`);
    const elsewhere = await insertSmallClinic(serving.database, 1, 1);
    const message = await reply();
    const codes = await Promise.all([
      withdraw(nurse, asked?.id ?? ''), withdraw(nurse, newId()), withdraw(nth(elsewhere.nurses, 0), message),
    ].map(async (answer) => (await answer).outcome?.refusal));
    expect(codes).toEqual(Array.from({ length: 3 }, () => ({ code: 'reply.unknown' })));
  });

  const move = (who: Member, to: string, over: object = {}) =>
    ask(who, 'thread.move', { ...thread, to, lastSeq: 1, disclosure: newId(), reason: 'About the child', ...over });

  it('[B41] a mother wrote for herself about her child: the whole thread moves, she keeps her words, whoever else read it is a disclosure', async () => {
    const child = await insertPatientMember(serving.database, clinic.id, 'Amina');
    const husband = await insertPatientMember(serving.database, clinic.id, 'Omar');
    await insertProxy(serving.database, clinic.id, patient.account, child.patient);
    await insertProxy(serving.database, clinic.id, husband.account, thread.patient);
    await seen(husband, { onDevice: 1, opened: 1 });
    await seen(patient, { onDevice: 1, opened: 1 });
    await Promise.all([thread.patient, child.patient].map((id) => viewOf(viewName.threads(id))));
    expect((await move(nurse, child.patient)).state).toBe('done');
    const left = await viewOf(viewName.threads(thread.patient));
    expect([sectionOf(left.doc, 'threads'), sectionOf(left.doc, 'messages'), sectionOf(left.doc, 'marks')]).toEqual([{}, {}, {}]);
    expect((await section(viewName.triage(thread.patient), 'threads'))[thread.thread]).toBeUndefined();
    const messages = Object.values(await section(viewName.threads(child.patient), 'messages'));
    expect(messages).toMatchObject([{ text: 'First words', acting: true }]);
    expect(Object.keys(await section(viewName.threads(child.patient), 'marks'))).toEqual([`${thread.thread}.${patient.account}`]);
    expect((await section(viewName.triage(child.patient), 'threads'))[thread.thread]).toMatchObject({ moved: { from: 'Fatma', by: 'Nurse 0', reason: 'About the child' } });
    expect((await section(viewName.queue(clinic.id, 'messages'), 'items'))[thread.thread]).toMatchObject({ p: child.patient, n: 'Amina' });
    // She writes on where it now is; where it was, there is nothing.
    expect((await ask(patient, 'message.send', { patient: child.patient, thread: thread.thread, message: newId(), text: 'Thank you' })).state).toBe('done');
    expect((await ask(patient, 'message.send', { ...thread, message: newId(), text: 'Here?' })).outcome?.refusal?.code).toBe('thread.unknown');
    expect((await notices(patient.account)).map(({ code }) => code)).toEqual(['thread.movedTo']);
    const [taken] = await notices(husband.account);
    expect(taken?.code).toBe('thread.takenAway');
    expect(JSON.stringify(taken)).not.toMatch(/Amina|child/);
    expect(await disclosures()).toMatchObject([{ kind: 'thread', patient: { name: 'Fatma' }, shown: [{ name: 'Omar', openedAt: expect.any(Number) as number }] }]);
  });

  it('[B41] words stay with whoever wrote them: refused where the writer could not read them, at the same patient, unread words, another clinic', async () => {
    const joseph = await insertPatientMember(serving.database, clinic.id, 'Joseph');
    expect((await move(nurse, joseph.patient)).outcome?.refusal).toEqual({ code: 'move.wordsStay', params: { writer: 'Fatma' } });
    expect((await move(nurse, thread.patient)).outcome?.refusal?.code).toBe('move.samePatient');
    const elsewhere = await insertSmallClinic(serving.database, 1, 1);
    expect((await move(nurse, elsewhere.writer.patient)).outcome?.refusal?.code).toBe('patient.unknown');
    expect((await move(nth(elsewhere.nurses, 0), elsewhere.writer.patient)).outcome?.refusal?.code).toBe('thread.unknown');
    await serving.database.query(sql`update message set from_kind = 'clinic' where thread_id = ${thread.thread}`);
    expect((await move(nurse, joseph.patient, { lastSeq: 0 })).outcome?.refusal?.code).toBe('move.patientWrote');
    // Only the clinic wrote in it: it goes to whom it was meant for.
    expect((await move(nurse, joseph.patient)).state).toBe('done');
  });

  it('[B41] two move it at once, and one writes in it meanwhile: it is in one place, and no answer says otherwise', async () => {
    const children = await Promise.all(['Amina', 'Yusuf'].map((name) => insertPatientMember(serving.database, clinic.id, name)));
    for (const child of children) await insertProxy(serving.database, clinic.id, patient.account, child.patient);
    const [first, second] = children.map(({ patient: id }) => id);
    const [one, two, written] = await Promise.all([move(nurse, first ?? ''), move(colleague, second ?? ''), ask(colleague, 'thread.reply', { ...thread, message: newId(), text: words })]);
    const done = [one, two].filter(({ state }) => state === 'done');
    expect(done).toHaveLength(1);
    expect([one, two].find(({ state }) => state !== 'done')?.outcome?.refusal?.code).toBe('thread.unknown');
    const home = one.state === 'done' ? first : second;
    expect(await serving.database.query(sql`select patient_id from thread where id = ${thread.thread}`)).toEqual([{ patient_id: home }]);
    const shown = Object.keys(await section(viewName.threads(home ?? ''), 'messages'));
    expect(shown).toHaveLength(written.state === 'done' ? 2 : 1);
    for (const other of [thread.patient, first, second].filter((id) => id !== home)) expect(await section(viewName.threads(other ?? ''), 'messages')).toEqual({});
  });
});
