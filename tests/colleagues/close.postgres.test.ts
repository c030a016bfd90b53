import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { staffAnswer, type ColleagueRow } from '../../schema/colleagues.ts';
import { newId } from '../../schema/ids.ts';
import { messageEntry, threadEntry, type MessageEntry } from '../../schema/messages.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, jsonParam } from '../../sync-server/record/database.ts';
import { insertPatientMember, insertSmallClinic, insertStaff, nth, type Member, type SmallClinic } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

describeEachDatabase('closing a colleague’s account', (createTarget) => {
  let serving: Serving;
  let clinic: SmallClinic;
  let ruth: Member;
  let [grace, ines]: Member[] = [];
  let team: string;
  const nurse = (member: Member | undefined): Member & { staff: string } => ({ ...(member as Member), staff: member?.staff ?? '' });
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertSmallClinic(serving.database, 2, 3);
    [grace, ines] = [nth(clinic.nurses, 0), nth(clinic.nurses, 1)];
    ruth = await insertStaff(serving.database, clinic.id, 'Ruth', ['administrator']);
    team = newId();
    await serving.database.query(sql`insert into team (id, clinic_id, name, title, addressable) values (${team}, ${clinic.id}, 'Nurses', '', true)`);
  });
  afterAll(() => serving.close());

  const ask = (who: Member | undefined, type: string, body: object) => serving.one(nurse(who).device.request(type, body), nurse(who).cookie);
  const close = (over: object = {}, who = ruth) => ask(who, 'staff.close', { staff: nurse(grace).staff, to: { kind: 'person', id: nurse(ines).staff }, items: 0, ...over });
  const refOf = async (who: Member | undefined): Promise<string> => (await serving.database.query<{ ref: string }>(sql`select patient_ref as ref from staff where id = ${nurse(who).staff}`))[0]?.ref ?? '';
  const start = async (to: string, thread = newId()) => ({
    thread, answer: await ask(clinic.writer, 'message.start', { patient: clinic.writer.patient, thread, message: newId(), to, subject: 'Tablets', text: 'May I stop them?' }),
  });
  const threadRow = async (thread: string) => (await serving.database.query<{ assignee_id: string | null; to_name: string; state: string }>(sql`select assignee_id, to_name, state from thread where id = ${thread}`))[0];
  const list = async (): Promise<ColleagueRow[]> => staffAnswer.parse(await (await fetch(`${serving.url}/api/staff`, { headers: { cookie: ruth.cookie } })).json()).staff;
  const itemsOf = async (who: Member | undefined) => (await list()).find(({ id }) => id === nurse(who).staff)?.items;
  const section = async (view: string, name: string) => {
    await serving.projector.ensure(view);
    return sectionOf((await readWhole(serving.projector, view)).doc, name);
  };
  const talk = async (thread: string): Promise<MessageEntry[]> => Object.values(await section(viewName.threads(clinic.writer.patient), 'messages'))
    .map((entry) => messageEntry.parse(entry)).filter((message) => message.thread === thread).sort((a, b) => a.seq - b.seq);

  const none = { appointments: 0, bookings: 0, schedules: 0 };

  it('[B45] hands over all that is open and closes, both at once: threads, what was addressed, and whom they cover for', async () => {
    const [mine, addressed, untouched] = [nth(clinic.threads, 0), nth(clinic.threads, 1), nth(clinic.threads, 2)];
    await ask(grace, 'thread.claim', mine);
    await serving.database.query(sql`update thread set to_kind = 'person', to_ref = ${await refOf(grace)}, to_name = 'Nurse 0' where id = ${addressed.thread}`);
    const helped = await insertStaff(serving.database, clinic.id, 'Helped');
    expect((await ask(helped, 'staff.away', { away: newId(), staff: helped.staff, replaces: null, from: '2020-01-01', until: '2099-01-01', to: { kind: 'person', id: nurse(grace).staff }, words: '' })).state).toBe('done');
    expect(await itemsOf(grace)).toEqual({ assigned: 1, addressed: 1, covers: 1, ...none });

    expect((await close({ items: 3 })).state).toBe('done');
    expect(await threadRow(mine.thread)).toMatchObject({ assignee_id: nurse(ines).staff });
    expect(await threadRow(addressed.thread)).toMatchObject({ to_name: 'Nurse 1', assignee_id: null });
    expect(await threadRow(untouched.thread)).toMatchObject({ to_name: 'Nurses', assignee_id: null });
    expect(await serving.database.query(sql`select to_staff_id from staff_away where staff_id = ${helped.staff}`)).toEqual([{ to_staff_id: nurse(ines).staff }]);
    expect(await serving.database.query(sql`select count(*) as open from session where account_id = ${nurse(grace).account} and ended_at is null`)).toEqual([{ open: 0 }]);
    expect((await fetch(`${serving.url}/api/views?account=${nurse(grace).account}`, { headers: { cookie: nurse(grace).cookie } })).status).toBe(401);
    expect(Object.keys(await section(viewName.office(clinic.id), 'colleagues'))).not.toContain(nurse(grace).staff);
    expect(Object.keys(await section(viewName.clinic(clinic.id), 'addressees'))).not.toContain(await refOf(grace));
    const entry = threadEntry.parse((await section(viewName.threads(addressed.patient), 'threads'))[addressed.thread]);
    expect(entry.to).toEqual({ kind: 'person', ref: await refOf(ines), name: 'Nurse 1' });
    const [audited] = await serving.database.query<{ who: string; detail: object }>(sql`select who, detail from audit where action = 'staff.closed' and subject = ${nurse(grace).staff}`);
    expect(audited).toMatchObject({ who: 'Ruth', detail: { assigned: 1, addressed: 1, covers: 1 } });
    // What her devices still bring is held, not lost and not done (R10).
    expect((await ask(grace, 'thread.claim', untouched)).state).toBe('held');
    // Her patient hears it once they write again, and once only.
    const send = () => ask(clinic.writer, 'message.send', { ...addressed, message: newId(), text: 'Are you there?' });
    expect((await send()).outcome).toMatchObject({ state: 'done', refusal: { code: 'message.passedOn', params: { from: 'Nurse 0', to: 'Nurse 1' } } });
    expect((await send()).outcome?.refusal).toBeUndefined();
    expect((await talk(addressed.thread)).flatMap(({ routed }) => routed ?? [])).toEqual([{ kind: 'left', name: 'Nurse 0', to: 'Nurse 1', until: null, words: '' }]);
  });

  it('[B45] refuses without the right, oneself, another clinic’s, who cannot take over, and a second time; nothing is changed', async () => {
    await ask(grace, 'thread.claim', nth(clinic.threads, 0));
    const far = await insertStaff(serving.database, (await insertSmallClinic(serving.database, 0, 0)).id, 'Far');
    const clerk = await insertStaff(serving.database, clinic.id, 'Clerk', ['live_coordinator']);
    const code = async (answer: ReturnType<typeof ask>) => (await answer).outcome?.refusal?.code;
    expect(await code(close({ items: 1 }, nurse(ines)))).toBe('permission.missing');
    expect(await code(close({ staff: ruth.staff, items: 0 }))).toBe('staff.yourself');
    expect(await code(close({ staff: far.staff }))).toBe('staff.unknown');
    for (const to of [clerk.staff, far.staff, nurse(grace).staff]) expect(await code(close({ to: { kind: 'person', id: to }, items: 1 })), `to ${to}`).toBe('staff.cannotStepIn');
    expect(await code(close({ to: { kind: 'team', id: newId() }, items: 1 }))).toBe('staff.cannotStepIn');
    expect(await threadRow(nth(clinic.threads, 0).thread)).toMatchObject({ assignee_id: nurse(grace).staff });
    expect((await list()).find(({ id }) => id === nurse(grace).staff)?.closed).toBeNull();
    expect((await close({ items: 1 })).state).toBe('done');
    const second = await close({ items: 0 });
    expect([second.state, second.outcome?.refusal?.code, second.outcome?.refusal?.params?.['by']]).toEqual(['superseded', 'staff.closedBy', 'Ruth']);
  });

  it('[B45] an item that came meanwhile: refused with the new count; while both are decided at once, nothing is left behind', async () => {
    const ref = await refOf(grace);
    await ask(grace, 'thread.claim', nth(clinic.threads, 0));
    await start(ref);
    expect((await close({ items: 1 })).outcome).toMatchObject({ state: 'declined', refusal: { code: 'staff.itemsSince', params: { count: 2 } } });
    // Patients of their own, so that their requests stand beside each other.
    const writers = await Promise.all(Array.from({ length: 6 }, (_, i) => insertPatientMember(serving.database, clinic.id, `Writer ${i}`)));
    const threads = writers.map(() => newId());
    const writing = writers.map((writer, i) => ask(writer, 'message.start', { patient: writer.patient, thread: threads[i], message: newId(), to: ref, subject: 'Tablets', text: 'Now' }));
    const closing = close({ items: 2 });
    const answers = await Promise.all(writing);
    const closed = await closing;
    expect(answers.map(({ state }) => state)).toEqual(writers.map(() => 'done'));
    if (closed.state !== 'done') {
      const count = Number(closed.outcome?.refusal?.params?.['count']);
      expect([closed.outcome?.refusal?.code, count > 2 && count <= 8]).toEqual(['staff.itemsSince', true]);
      expect((await close({ items: 8 })).state).toBe('done');
    }
    expect(await itemsOf(grace)).toEqual({ assigned: 0, addressed: 0, covers: 0, ...none });
    for (const thread of threads) expect(await threadRow(thread)).toMatchObject({ assignee_id: nurse(ines).staff, to_name: 'Nurse 1' });
  });

  it('[B45] written without a line to somebody closed since: it reaches whoever took over, through a second one who left, or the team', async () => {
    const ref = await refOf(grace);
    expect((await close()).state).toBe('done');
    const first = await start(ref);
    expect(first.answer.outcome).toMatchObject({ state: 'done', refusal: { code: 'message.passedOn', params: { from: 'Nurse 0', to: 'Nurse 1' } } });
    expect(await threadRow(first.thread)).toMatchObject({ assignee_id: nurse(ines).staff, to_name: 'Nurse 1' });
    expect((await talk(first.thread)).map(({ routed }) => routed?.kind)).toEqual([undefined, 'left']);
    expect((await close({ staff: nurse(ines).staff, to: { kind: 'team', id: team }, items: 1 })).state).toBe('done');
    const second = await start(ref);
    expect(second.answer.state).toBe('done');
    expect(await threadRow(second.thread)).toMatchObject({ assignee_id: null, to_name: 'Nurses' });
    // An account that was never addressable, or shut in another way, is nobody's addressee as before.
    await serving.database.query(sql`update staff set closed_at = null where id = ${nurse(grace).staff}`);
    expect((await start(ref)).answer.outcome?.refusal?.code).toBe('message.addresseeGone');
  });

  it('[B45] a closed conversation stays whose it was, and goes to whoever took over when it opens again', async () => {
    const thread = nth(clinic.threads, 0);
    await ask(grace, 'thread.claim', thread);
    await ask(grace, 'thread.close', { ...thread, lastSeq: 1 });
    expect((await close()).state).toBe('done');
    expect(await threadRow(thread.thread)).toMatchObject({ assignee_id: nurse(grace).staff, state: 'closed' });
    expect((await ask(clinic.writer, 'message.send', { ...thread, message: newId(), text: 'It hurts again' })).state).toBe('done');
    expect(await threadRow(thread.thread)).toMatchObject({ assignee_id: nurse(ines).staff, state: 'open' });
    const other = nth(clinic.threads, 1);
    await serving.database.query(sql`
      update thread set assignee_id = ${nurse(grace).staff}, state = 'closed', closed_by = 'Nurse 0', closed_at = ${instantParam(1)}, urgency = urgency || ${jsonParam({})} where id = ${other.thread}`);
    expect((await ask(ines, 'thread.reopen', other)).state).toBe('done');
    expect(await threadRow(other.thread)).toMatchObject({ assignee_id: nurse(ines).staff });
  });

  it('[B45] opened again they may ask for things as before; what was handed over stays where it is', async () => {
    await ask(grace, 'thread.claim', nth(clinic.threads, 0));
    await close({ items: 1 });
    expect((await ask(ruth, 'staff.reopen', { staff: nurse(grace).staff })).state).toBe('done');
    expect((await ask(grace, 'thread.claim', nth(clinic.threads, 1))).state).toBe('done');
    expect(await itemsOf(grace)).toEqual({ assigned: 1, addressed: 0, covers: 0, ...none });
    expect((await ask(ruth, 'staff.reopen', { staff: nurse(grace).staff })).outcome?.refusal?.code).toBe('staff.openAlready');
    expect(Object.keys(await section(viewName.clinic(clinic.id), 'addressees'))).toContain(await refOf(grace));
  });
});
