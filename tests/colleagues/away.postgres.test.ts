import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { messageEntry, type RoutedNotice } from '../../schema/messages.ts';
import { viewName } from '../../schema/view-names.ts';
import { endAbsences } from '../../sync-server/colleagues/end-absences.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { viewsFor } from '../../sync-server/views/list.ts';
import { insertSmallClinic, insertStaff, nth, type Member, type SmallClinic } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

const always = { from: '2020-01-01', until: '2099-01-01' };

describeEachDatabase('cover for the absent', (createTarget) => {
  let serving: Serving;
  let clinic: SmallClinic;
  let grace: Member;
  let ines: Member;
  let ruth: Member;
  let ref: string;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertSmallClinic(serving.database, 2, 1);
    [grace, ines] = [nth(clinic.nurses, 0), nth(clinic.nurses, 1)];
    ruth = await insertStaff(serving.database, clinic.id, 'Ruth', ['administrator']);
    ref = (await serving.database.query<{ ref: string }>(sql`select patient_ref as ref from staff where id = ${grace.staff}`))[0]?.ref ?? '';
    serving.shiftClock(0);
  });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object) => serving.one(who.device.request(type, body), who.cookie);
  const away = (who: Member, over: object = {}) => {
    const body = { away: newId(), staff: grace.staff, replaces: null, ...always, to: { kind: 'person', id: ines.staff }, words: 'For prescriptions call the desk.', ...over };
    return ask(who, 'staff.away', body).then((answer) => ({ id: body.away, state: answer.state, refusal: answer.outcome?.refusal }));
  };
  const section = async (view: string, name: string) => {
    await serving.projector.ensure(view);
    return sectionOf((await readWhole(serving.projector, view)).doc, name);
  };
  const start = async (thread = newId()) => ({
    thread, answer: await ask(clinic.writer, 'message.start', { patient: clinic.writer.patient, thread, message: newId(), to: ref, subject: 'Tablets', text: 'May I stop them?' }),
  });
  const told = async (thread: string): Promise<RoutedNotice[]> => Object.values(await section(viewName.threads(clinic.writer.patient), 'messages'))
    .map((entry) => messageEntry.parse(entry)).filter((message) => message.thread === thread).flatMap(({ routed }) => routed ?? []);
  const holds = async (who: Member): Promise<readonly string[]> => {
    const actor = await readActor(serving.database, who.account);
    return actor ? viewsFor(serving.database, actor) : [];
  };

  it('[B45] one sets it for oneself, an administrator for others; staff and patients see it, each as much as is theirs', async () => {
    const set = await away(grace);
    expect(set.state).toBe('done');
    expect((await section(viewName.office(clinic.id), 'away'))[grace.staff ?? '']).toMatchObject({ id: set.id, until: always.until, to: { kind: 'person', name: 'Nurse 1' }, by: 'Nurse 0' });
    expect((await section(viewName.clinic(clinic.id), 'away'))[ref]).toEqual({ id: ref, ...always, to: 'Nurse 1', words: 'For prescriptions call the desk.' });
    // A colleague whom patients may not address is not named to them.
    await serving.database.query(sql`update staff set addressable = false where id = ${ines.staff}`);
    const second = await away(ruth, { replaces: set.id });
    expect([second.state, (await section(viewName.clinic(clinic.id), 'away'))[ref]]).toMatchObject(['done', { to: null }]);
    expect(await serving.database.query(sql`select who, action from audit where subject = ${grace.staff} and action like 'away.%' order by id`))
      .toEqual([{ who: 'Nurse 0', action: 'away.set' }, { who: 'Ruth', action: 'away.set' }]);
    expect((await ask(grace, 'staff.back', { staff: grace.staff, away: second.id })).state).toBe('done');
    expect([await section(viewName.office(clinic.id), 'away'), await section(viewName.clinic(clinic.id), 'away')]).toEqual([{}, {}]);
  });

  it('[B45] refuses: a colleague’s without the right, days that are over or the wrong way round, who cannot step in, and what was changed meanwhile', async () => {
    const clerk = await insertStaff(serving.database, clinic.id, 'Clerk', ['live_coordinator']);
    const far = nth((await insertSmallClinic(serving.database, 1, 0)).nurses, 0);
    const code = async (answer: ReturnType<typeof away>) => (await answer).refusal?.code;
    expect(await code(away(ines))).toBe('permission.missing');
    expect(await code(away(clinic.writer))).toBe('permission.missing');
    expect(await code(away(grace, { from: '2030-02-02', until: '2030-02-01' }))).toBe('away.order');
    expect(await code(away(grace, { until: '2020-02-01' }))).toBe('away.past');
    for (const id of [clerk.staff, far.staff, grace.staff]) expect(await code(away(grace, { to: { kind: 'person', id } }))).toBe('staff.cannotStepIn');
    expect(await code(away(ruth, { staff: far.staff }))).toBe('staff.unknown');
    const both = await Promise.all([away(grace), away(ruth)]);
    expect(both.map(({ state }) => state).sort()).toEqual(['done', 'superseded']);
    expect(both.find(({ state }) => state === 'superseded')?.refusal).toMatchObject({ code: 'away.changedBy', params: { by: both[0]?.state === 'done' ? 'Nurse 0' : 'Ruth' } });
  });

  it('[B45] who writes to somebody who is away is told once a thread, also when it was written before that; it is theirs and on the coverer’s device', async () => {
    // Nobody holds a patient only because the queue is short.
    await serving.database.query(sql`update thread set state = 'closed', closed_by = '', closed_at = now() where clinic_id = ${clinic.id}`);
    await away(grace);
    const { thread, answer } = await start();
    expect(answer.outcome).toMatchObject({ state: 'done', refusal: { code: 'message.away', params: { name: 'Nurse 0', until: always.until, to: 'Nurse 1' } } });
    expect(await told(thread)).toEqual([{ kind: 'away', name: 'Nurse 0', to: 'Nurse 1', until: always.until, words: 'For prescriptions call the desk.' }]);
    const again = await ask(clinic.writer, 'message.send', { patient: clinic.writer.patient, thread, message: newId(), text: 'Hello?' });
    expect([again.state, again.outcome?.refusal, (await told(thread)).length]).toEqual(['done', undefined, 1]);
    const [row] = await serving.database.query<{ assignee_id: string; waits: boolean }>(sql`select assignee_id, waiting_since is not null as waits from thread where id = ${thread}`);
    expect(row).toEqual({ assignee_id: grace.staff, waits: true });
    // Held because it is theirs to answer, not because anybody's is: the chart comes only with that.
    expect(await holds(ines)).toContain(viewName.chart(clinic.writer.patient));
    expect((await ask(ines, 'thread.reply', { patient: clinic.writer.patient, thread, message: newId(), text: 'Not yet.' })).state).toBe('done');
    await serving.database.query(sql`update staff_away set until_day = '2020-02-01' where staff_id = ${grace.staff}`);
    expect(await holds(ines)).not.toContain(viewName.chart(clinic.writer.patient));
  });

  it('[B45] [C91] who wrote to a team hears nothing of the colleague it was given to, nor who wrote to one no patient may address any more', async () => {
    const toTeam = nth(clinic.threads, 0);
    await ask(grace, 'thread.claim', toTeam);
    await away(grace);
    const send = (thread: string) => ask(clinic.writer, 'message.send', { patient: clinic.writer.patient, thread, message: newId(), text: 'Hello?' });
    expect([(await send(toTeam.thread)).outcome?.refusal, await told(toTeam.thread)]).toEqual([undefined, []]);
    const { thread } = await start();
    await serving.database.query(sql`update thread set told_away = null where id = ${thread}`);
    await serving.database.query(sql`update staff set addressable = false where id = ${grace.staff}`);
    expect([(await send(thread)).outcome?.refusal, (await told(thread)).length]).toEqual([undefined, 1]);
  });

  it('[B45] through a second one who is away it goes on, a circle leaves it to everybody; nobody is told while the one written to is there', async () => {
    const third = await insertStaff(serving.database, clinic.id, 'Third');
    await away(grace, { from: '2098-01-01' });
    const before = await start();
    expect([before.answer.outcome?.refusal, await told(before.thread)]).toEqual([undefined, []]);
    const [{ id } = { id: '' }] = await serving.database.query<{ id: string }>(sql`select id from staff_away where staff_id = ${grace.staff}`);
    const now = await away(grace, { replaces: id });
    await away(ines, { staff: ines.staff, to: { kind: 'person', id: third.staff } });
    const later = await start();
    expect(await told(later.thread)).toMatchObject([{ to: null }]);
    expect(await holds(third)).toContain(viewName.chart(clinic.writer.patient));
    await away(third, { staff: third.staff, to: { kind: 'person', id: grace.staff } });
    expect(await holds(third)).not.toContain(viewName.chart(clinic.writer.patient));
    expect(now.state).toBe('done');
  });

  it('[B45] ends by itself on its last day, by the clinic’s calendar, and leaves the views with the job', async () => {
    await away(grace);
    const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    await serving.database.query(sql`update staff_away set until_day = ${yesterday}::date where staff_id = ${grace.staff}`);
    const { thread, answer } = await start();
    expect([answer.state, answer.outcome?.refusal, await told(thread)]).toEqual(['done', undefined, []]);
    expect(Object.keys(await section(viewName.office(clinic.id), 'away'))).toEqual([grace.staff]);
    // Of every clinic of the installation.
    expect(await endAbsences(serving.database)).toBeGreaterThan(0);
    await serving.projector.settle([viewName.office(clinic.id), viewName.clinic(clinic.id)], 5_000);
    expect([await section(viewName.office(clinic.id), 'away'), await section(viewName.clinic(clinic.id), 'away')]).toEqual([{}, {}]);
    expect(await serving.database.query(sql`select who from audit where subject = ${grace.staff} and action = 'away.ended'`)).toEqual([{ who: 'by its last day' }]);
  });
});
