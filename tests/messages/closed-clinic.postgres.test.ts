import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { messageEntry, type MessageEntry } from '../../schema/messages.ts';
import type { OpeningHours } from '../../schema/opening-hours.ts';
import { viewName } from '../../schema/view-names.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { insertSmallClinic, insertStaff, nth, type Member, type PatientThread, type SmallClinic } from '../support/clinic-rows.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

const weekdays: OpeningHours = [...Array.from({ length: 5 }, () => [{ from: '08:00', to: '17:00' }]), [], []];
const form = { openingHours: weekdays, emergencyPhone: '999', replyPromise: 'Within a day.', asksBirthDate: true, passwordRule: 'length', contactDays: 30 };
/** The clinic is in Nairobi, three hours ahead. */
const saturday = Date.parse('2026-11-21T10:00:00Z');
const tuesday = Date.parse('2026-11-24T10:00:00Z');

describeEachDatabase('a closed clinic', (createTarget) => {
  let serving: Serving;
  let clinic: SmallClinic;
  let thread: PatientThread;
  let tomas: Member;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertSmallClinic(serving.database, 1, 1);
    thread = nth(clinic.threads, 0);
    tomas = await insertStaff(serving.database, clinic.id, 'Tomás Rivera', ['portal_coordinator']);
    serving.shiftClock(0);
  });
  afterAll(() => serving.close());

  const setAt = (at: number): void => serving.shiftClock(at - Date.now());
  const save = (who: Member, over: object = {}) => serving.one(who.device.request('clinic.settings', { clinic: clinic.id, ...form, from: 0, ...over }), who.cookie);
  const write = async (text: string): Promise<void> => {
    expect((await serving.one(clinic.writer.device.request('message.send', { ...thread, message: newId(), text }), clinic.writer.cookie)).state).toBe('done');
  };
  const section = async (view: string, name: string) => {
    await serving.projector.ensure(view);
    return sectionOf((await readWhole(serving.projector, view)).doc, name);
  };
  const talk = async (): Promise<MessageEntry[]> =>
    Object.values(await section(viewName.threads(thread.patient), 'messages')).map((entry) => messageEntry.parse(entry)).sort((a, b) => a.seq - b.seq);
  const waiting = async () => (await serving.database.query<{ waiting_since: number | null; state: string }>(sql`select waiting_since, state from thread where id = ${thread.thread}`))[0];

  it('[B45] answers by itself once a closure, as no reply: what waits goes on waiting, and nobody is written an e-mail', async () => {
    await save(tomas);
    const before = await waiting();
    setAt(saturday);
    await write('Is it open?');
    await write('Hello?');
    const told = await talk();
    expect(told.map(({ auto, text }) => auto ?? text)).toEqual([
      'First words', 'Is it open?', { kind: 'closed', from: '08:00', date: '2026-11-23', emergencyPhone: '999' }, 'Hello?',
    ]);
    expect(await waiting()).toEqual(before);
    expect(await serving.database.query(sql`select 1 from outgoing where clinic_id = ${clinic.id}`)).toEqual([]);
    // Nobody wrote it: nobody withdraws it.
    const auto = told.find((message) => message.auto);
    const nurse = nth(clinic.nurses, 0);
    const withdrawn = await serving.one(nurse.device.request('reply.withdraw', { ...thread, message: auto?.id, reason: 'Not mine' }), nurse.cookie);
    expect(withdrawn.outcome?.refusal?.code).toBe('reply.unknown');

    setAt(tuesday);
    await write('Now it is open');
    setAt(tuesday + 6 * 3_600_000);
    await write('And closed again');
    expect((await talk()).filter((message) => message.auto).map(({ auto }) => auto?.date)).toEqual(['2026-11-23', '2026-11-25']);
  });

  it('[B45] says nothing where no hours are kept, while it is open, and of a reply of the clinic’s', async () => {
    setAt(saturday);
    await write('No hours yet');
    await save(tomas);
    const nurse = nth(clinic.nurses, 0);
    await serving.one(nurse.device.request('thread.reply', { ...thread, message: newId(), text: 'On call' }), nurse.cookie);
    setAt(tuesday);
    await write('Open');
    expect((await talk()).some((message) => message.auto)).toBe(false);
  });

  it('[B45] settings: whoever may, the first of two at once; before and after in the audit; the views follow', async () => {
    const ruth = await insertStaff(serving.database, clinic.id, 'Ruth Mwangi', ['administrator']);
    const answers = await Promise.all([save(tomas), save(ruth, { contactDays: 7 })]);
    expect(answers.map(({ state }) => state).sort()).toEqual(['done', 'superseded']);
    const [winner, days] = answers[0].state === 'done' ? ['Tomás Rivera', 30] : ['Ruth Mwangi', 7];
    expect(answers.find(({ state }) => state === 'superseded')?.outcome?.refusal).toMatchObject({ code: 'settings.changedBy', params: { by: winner } });
    expect(await serving.database.query(sql`select asks_birth_date, password_rule, contact_days, settings_revision from clinic where id = ${clinic.id}`))
      .toEqual([{ asks_birth_date: true, password_rule: 'length', contact_days: days, settings_revision: 1 }]);
    expect((await section(viewName.office(clinic.id), 'settings'))['settings']).toMatchObject({ contactDays: days, revision: 1, by: winner, openingHours: weekdays });
    const [audited] = await serving.database.query<{ detail: { before: object; after: object } }>(sql`select detail from audit where action = 'settings.changed' and clinic_id = ${clinic.id}`);
    expect(audited?.detail).toMatchObject({ before: { passwordRule: 'mixed', contactDays: 14 }, after: { passwordRule: 'length', contactDays: days } });
    expect((await save(nth(clinic.nurses, 0), { from: 1 })).outcome?.refusal).toMatchObject({ code: 'permission.missing', params: { permission: 'portal.manage' } });
    // Asked for by an older app, which knew of no waits: they stayed.
    const waits = { holdDays: 30, holdUsual: 7, bookingHours: 24, offerHours: 12, reminderHours: 48, quietFrom: '20:30', quietUntil: '07:00' };
    const later = { clinic: clinic.id, ...form, waits, from: 1 };
    expect((await section(viewName.office(clinic.id), 'settings'))['settings']).toMatchObject({ waits: { holdDays: 14, holdUsual: 3, bookingHours: 72, offerHours: 48, reminderHours: 24, quietFrom: '21:00', quietUntil: '08:00' } });
    expect((await serving.one(tomas.device.request('clinic.settings', later, { v: 2 }), tomas.cookie)).state).toBe('done');
    expect((await section(viewName.office(clinic.id), 'settings'))['settings']).toMatchObject({ waits, revision: 2 });
    const elsewhere = await insertSmallClinic(serving.database, 0, 0);
    expect((await save(tomas, { from: 2, clinic: elsewhere.id })).outcome?.refusal?.code).toBe('settings.otherClinic');
  });
});
