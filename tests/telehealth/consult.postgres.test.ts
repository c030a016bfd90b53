import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { liveConsult, ownConsult, type LiveConsult, type OwnConsult } from '../../schema/consults.ts';
import { newId } from '../../schema/ids.ts';
import { weekAt } from '../../schema/iso-week.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { advanceLiveDay, leaveAbsent } from '../../sync-server/consults/jobs.ts';
import { morning, wishOf } from '../bookings/booking-clinic.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';
import { insertConsultClinic, insertVideoVisit, type ConsultClinic, type MadeConsult } from './consult-clinic.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describeEachDatabase('video visits', (createTarget) => {
  let serving: Serving;
  let clinic: ConsultClinic;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => { clinic = await insertConsultClinic(serving.database); serving.shiftClock(0); });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object): Promise<RequestAnswer> => serving.one(who.device.request(type, body), who.cookie);
  const told = async (who: Member, type: string, body: object): Promise<string> => {
    const answer = await ask(who, type, body);
    return answer.state === 'done' ? 'done' : `${answer.state} ${answer.outcome?.refusal?.code ?? ''}`;
  };
  async function live(): Promise<LiveConsult[]> {
    await serving.projector.ensure(viewName.live(clinic.id));
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, viewName.live(clinic.id))).doc, 'consults')).map((one) => liveConsult.parse(one));
  }
  async function own(): Promise<OwnConsult[]> {
    const name = viewName.person(clinic.fatma.patient);
    await serving.projector.ensure(name);
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, 'consults')).map((one) => ownConsult.parse(one));
  }
  const about = ({ consult, patient }: MadeConsult) => ({ patient, consult });
  const ofDesk = ({ appointment, patient, at }: MadeConsult) => ({ patient, appointment, location: clinic.location, week: weekAt('Africa/Nairobi', at) });
  const checkIn = (of: MadeConsult) => ({ ...about(of), devices: { camera: 'ok', microphone: 'ok' }, consent: { version: '2026-11', language: 'en' } });
  const standing = async ({ appointment }: { appointment: string }): Promise<string> => {
    const [row] = await serving.database.query<{ a: string; k: string | null }>(sql`select a.state as a, k.state as k from appointment a left join consult k on k.appointment_id = a.id where a.id = ${appointment}`);
    return `${row?.a} ${row?.k}`;
  };
  const soon = (): Promise<MadeConsult> => insertVideoVisit(serving.database, clinic, Date.now() + 10 * MINUTE);
  const presence = (id: string, who: Pick<Member, 'cookie'>, here = true): Promise<Response> =>
    fetch(`${serving.url}/api/consults/${id}/presence`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: who.cookie }, body: JSON.stringify({ here }) });

  it('[C26] [C27] a confirmed video visit makes exactly one; it moves, is cancelled and missed with its appointment', async () => {
    const booking = newId();
    const at = morning();
    await ask(clinic.fatma, 'booking.request', { ...wishOf(clinic, clinic.fatma.patient, { startsAt: at, booking }), visitType: clinic.video });
    expect(await live()).toEqual([]);
    expect(await told(clinic.coordinator, 'booking.confirm', { patient: clinic.fatma.patient, booking, override: '' })).toBe('done');
    const [made] = await live();
    expect(made).toMatchObject({ state: 'scheduled', startsAt: at, staff: clinic.doctor.staff, visitType: clinic.video, encounter: null });
    expect(await own()).toMatchObject([{ id: made?.id, state: 'scheduled', appointment: made?.appointment }]);
    const one: MadeConsult = { consult: made?.id ?? '', appointment: made?.appointment ?? '', patient: clinic.fatma.patient, at };
    // The desk does not say that it began or was done.
    expect(await told(clinic.coordinator, 'appointment.arrive', ofDesk(one))).toBe('declined appointment.telehealth');
    const move = { ...ofDesk(one), fromStaff: clinic.doctor.staff, from: at, staff: clinic.doctor.staff, startsAt: at + 2 * 60 * MINUTE, override: '' };
    expect(await told(clinic.coordinator, 'appointment.move', move)).toBe('done');
    expect(await live()).toMatchObject([{ id: one.consult, startsAt: at + 2 * 60 * MINUTE, state: 'scheduled' }]);
    expect(await told(clinic.live, 'appointment.cancel', { ...ofDesk({ ...one, at: at + 2 * 60 * MINUTE }), reason: 'The doctor is ill' })).toBe('done');
    expect(await live()).toMatchObject([{ id: one.consult, state: 'cancelled', changed: { by: 'Lena Live' } }]);
    expect(await serving.database.query(sql`select 1 from consult where clinic_id = ${clinic.id}`)).toHaveLength(1);

    const missed = await insertVideoVisit(serving.database, clinic, Date.now() - 5 * MINUTE);
    expect(await told(clinic.coordinator, 'appointment.miss', ofDesk(missed))).toBe('done');
    expect(await standing(missed)).toBe('noshow noshow');
    // By mistake: both are put back.
    const undo = { ...ofDesk(missed), from: 'noshow', reason: 'She waits on the telephone' };
    expect([await told(clinic.coordinator, 'appointment.undo', undo), await standing(missed)]).toEqual(['done', 'booked scheduled']);
    // The patient's own.
    const given = await insertVideoVisit(serving.database, clinic, morning(6));
    expect(await told(clinic.fatma, 'booking.cancel', { patient: given.patient, appointment: given.appointment, words: '' })).toBe('done');
    expect(await standing(given)).toBe('cancelled cancelled');
  });

  it('[C26] one booked by the patient alone has one as well; another kind of visit has none, and a change between the two brings and takes it', async () => {
    await serving.database.query(sql`update visit_type set policy = 'selfBook' where clinic_id = ${clinic.id}`);
    const wish = async (visitType: string, startsAt: number, replaces: string | null = null): Promise<string> => {
      const booking = newId();
      expect(await told(clinic.fatma, 'booking.request', { ...wishOf(clinic, clinic.fatma.patient, { startsAt, booking, replaces }), visitType })).toBe('done');
      return (await serving.database.query<{ appointment_id: string }>(sql`select appointment_id from booking where id = ${booking}`))[0]?.appointment_id ?? '';
    };
    const appointment = await wish(clinic.visit, morning(5, 9));
    expect(await standing({ appointment })).toBe('booked null');
    expect(await wish(clinic.video, morning(5, 10), appointment)).toBe(appointment);
    expect(await standing({ appointment })).toBe('booked scheduled');
    await wish(clinic.visit, morning(5, 11), appointment);
    expect(await standing({ appointment })).toBe('booked cancelled');
    await wish(clinic.video, morning(5, 12), appointment);
    expect(await standing({ appointment })).toBe('booked scheduled');
    expect(await serving.database.query(sql`select 1 from consult where clinic_id = ${clinic.id}`)).toHaveLength(1);
  });

  it('[C28] [C40] [C42] [C43] checked in, begun with its Encounter, ended; the appointment goes with it', async () => {
    const one = await soon();
    expect(await told(clinic.fatma, 'consult.checkIn', checkIn(one))).toBe('done');
    expect(await standing(one)).toBe('arrived waiting');
    const waiting = (await live())[0];
    expect(waiting).toMatchObject({ state: 'waiting', devices: { camera: 'ok', microphone: 'ok' }, changed: null });
    expect(waiting?.waitingSince).not.toBeNull();
    expect(await told(clinic.live, 'consult.word', { ...about(one), text: ' 10 more minutes ' })).toBe('done');
    expect(await own()).toMatchObject([{ state: 'waiting', word: { text: '10 more minutes' } }]);
    const move = { ...ofDesk(one), fromStaff: clinic.doctor.staff, from: one.at, staff: clinic.doctor.staff, startsAt: morning(), override: '' };
    expect(await told(clinic.coordinator, 'appointment.move', move)).toBe('declined consult.waits');
    // Not without a place to meet; by phone it can be.
    expect(await told(clinic.doctor, 'consult.start', about(one))).toBe('declined live.unavailable');
    expect(await told(clinic.doctor, 'consult.start', { ...about(one), phone: true })).toBe('done');
    expect(await standing(one)).toBe('arrived inProgress');
    const [running] = await live();
    expect(running).toMatchObject({ state: 'inProgress', waitingSince: null, changed: { by: 'Dr Otieno' } });
    expect(running?.phonedAt).toBe(running?.startedAt);
    for (const [type, more] of [['appointment.cancel', { reason: 'Ill' }], ['appointment.miss', {}]] as const) expect(await told(clinic.coordinator, type, { ...ofDesk(one), ...more })).toBe('declined consult.running');
    expect(await told(clinic.fatma, 'booking.cancel', { patient: one.patient, appointment: one.appointment, words: '' })).toBe('declined appointment.notSo');
    expect(await told(clinic.doctor, 'consult.end', about(one))).toBe('done');
    expect(await standing(one)).toBe('fulfilled completed');
    expect(await told(clinic.doctor, 'consult.end', about(one))).toBe('superseded consult.changedBy');
    const encounters = await serving.database.query(sql`select id, class, status, title, seen_by, ended_at is not null as over from encounter where patient_id = ${one.patient}`);
    expect(encounters).toEqual([{ id: running?.encounter, class: 'VR', status: 'finished', title: 'Video visit', seen_by: 'Dr Otieno', over: true }]);
    const visits = viewName.record(one.patient);
    await serving.projector.ensure(visits);
    expect(Object.values(sectionOf((await readWhole(serving.projector, visits)).doc, 'visits'))).toMatchObject([{ name: 'Video visit', class: 'VR', status: 'finished' }]);
  });

  it('one that failed is a visit that did not take place: its time is free, its appointment cancelled with the words', async () => {
    const one = await soon();
    await ask(clinic.doctor, 'consult.start', { ...about(one), phone: true });
    expect(await told(clinic.doctor, 'consult.fail', { ...about(one), reason: 'Nobody picked up' })).toBe('done');
    expect(await standing(one)).toBe('cancelled failed');
    const [row] = await serving.database.query(sql`
      select a.cancel_words, a.cancelled_by_clinic, e.status, (select count(*) from taken_time t where t.appointment_id = a.id) as taken
      from appointment a join consult k on k.appointment_id = a.id join encounter e on e.id = k.encounter_id where a.id = ${one.appointment}`);
    expect(row).toEqual({ cancel_words: 'Nobody picked up', cancelled_by_clinic: true, status: 'cancelled', taken: 0 });
  });

  it('[C33] [C34] [C32] only whose visit it is conducts it; a coordinator tells who waits; nurses read', async () => {
    const one = await soon();
    const other = await insertStaff(serving.database, clinic.id, 'Dr Tanaka', ['clinician']);
    for (const type of ['consult.start', 'consult.end', 'consult.phone', 'consult.fail', 'consult.colleagues']) {
      const body = { ...about(one), ...(type === 'consult.fail' ? { reason: 'x' } : type === 'consult.colleagues' ? { staff: [] } : {}) };
      expect([type, await told(other, type, body), await told(clinic.live, type, body), await told(clinic.nurse, type, body), await told(clinic.fatma, type, body)])
        .toEqual([type, 'declined consult.notYours', ...Array.from({ length: 3 }, () => 'declined permission.missing')]);
    }
    const word = { ...about(one), text: 'Soon' };
    expect([await told(clinic.live, 'consult.word', word), await told(clinic.doctor, 'consult.word', word), await told(other, 'consult.word', word), await told(clinic.nurse, 'consult.word', word)])
      .toEqual(['done', 'done', 'declined consult.notYours', 'declined permission.missing']);
    // Somebody else's check-in, of whose visit it is not.
    expect(await told(clinic.joseph, 'consult.checkIn', checkIn(one))).toBe('declined patient.unknown');
    expect(await told(clinic.joseph, 'consult.checkIn', { ...checkIn(one), patient: clinic.joseph.patient })).toBe('declined consult.unknown');
    expect(await told(clinic.doctor, 'consult.colleagues', { ...about(one), staff: [other.staff, newId()] })).toBe('declined consult.nobody');
    expect(await told(clinic.doctor, 'consult.colleagues', { ...about(one), staff: [other.staff, other.staff] })).toBe('done');
    expect(await live()).toMatchObject([{ colleagues: [other.staff] }]);
  });

  it('[B45] [C27] is handed over with the times of a colleague who leaves', async () => {
    const one = await insertVideoVisit(serving.database, clinic, morning());
    const [ruth, heir] = [await insertStaff(serving.database, clinic.id, 'Ruth', ['administrator']), await insertStaff(serving.database, clinic.id, 'Dr Achieng', ['clinician'])];
    expect(await live()).toMatchObject([{ id: one.consult, staff: clinic.doctor.staff }]);
    const closed = await serving.one(ruth.device.request('staff.close', { staff: clinic.doctor.staff, to: null, items: 2, times: heir.staff }, { v: 2 }), ruth.cookie);
    expect(closed.outcome?.refusal?.code ?? closed.state).toBe('done');
    expect(await live()).toMatchObject([{ id: one.consult, staff: heir.staff, provider: { name: 'Dr Achieng' } }]);
    expect(await own()).toMatchObject([{ id: one.consult, provider: { name: 'Dr Achieng' } }]);
  });

  it('too early is said with when it opens', async () => {
    const one = await insertVideoVisit(serving.database, clinic, Date.now() + 3 * 60 * MINUTE);
    const answer = await ask(clinic.fatma, 'consult.checkIn', checkIn(one));
    expect(answer.outcome?.refusal).toEqual({ code: 'consult.early', params: { at: one.at - 60 * MINUTE } });
    expect(await told(clinic.doctor, 'consult.start', { ...about(one), phone: true })).toBe('declined consult.early');
  });

  it('[C43] who waits says so; five minutes without, and nobody waits any more', async () => {
    const one = await soon();
    await ask(clinic.fatma, 'consult.checkIn', checkIn(one));
    expect([(await presence(one.consult, clinic.fatma)).status, (await presence(one.consult, clinic.joseph)).status, (await presence(newId(), clinic.joseph)).status, (await presence(one.consult, clinic.doctor)).status, (await presence(one.consult, { cookie: '' })).status])
      .toEqual([204, 404, 404, 404, 401]);
    await leaveAbsent(serving.database, Date.now() + 4 * MINUTE);
    expect(await standing(one)).toBe('arrived waiting');
    serving.shiftClock(4 * MINUTE);
    await presence(one.consult, clinic.fatma);
    await leaveAbsent(serving.database, Date.now() + 6 * MINUTE);
    expect(await standing(one)).toBe('arrived waiting');
    await presence(one.consult, clinic.fatma, false);
    await leaveAbsent(serving.database, Date.now() + 10 * MINUTE);
    expect(await standing(one)).toBe('booked scheduled');
    expect(await live()).toMatchObject([{ state: 'scheduled', waitingSince: null }]);
    // Back again, and gone by themselves.
    serving.shiftClock(0);
    expect([await told(clinic.fatma, 'consult.checkIn', checkIn(one)), await told(clinic.fatma, 'consult.leave', about(one)), await standing(one)]).toEqual(['done', 'done', 'booked scheduled']);
    expect(await told(clinic.live, 'appointment.undo', { ...ofDesk(one), from: 'arrived', reason: 'Not here' })).toMatch(/^superseded|^declined/);
    // Whoever waits and never came to be seen may still be noted as not come.
    await ask(clinic.fatma, 'consult.checkIn', checkIn(one));
    serving.shiftClock(11 * MINUTE);
    expect([await told(clinic.live, 'appointment.miss', ofDesk(one)), await standing(one)]).toEqual(['done', 'noshow noshow']);
  });

  it('[V2] [V6] live/ shows seven days back and four weeks ahead, counts the others, and moves on by the clock of the record', async () => {
    const at = (days: number): Promise<MadeConsult> => insertVideoVisit(serving.database, clinic, morning(days));
    const [past, far, near] = [await at(-9), await at(30), await at(2)];
    await advanceLiveDay(serving.database);
    expect((await live()).map(({ id }) => id)).toEqual([near.consult]);
    const view = await readWhole(serving.projector, viewName.live(clinic.id));
    expect(sectionOf(view.doc, 'older')).toEqual({ consults: { section: 'consults', group: null, name: null, count: 2 } });
    await serving.database.query(sql`update clinic set live_day = live_day - 3 where id = ${clinic.id}`);
    await advanceLiveDay(serving.database);
    expect((await live()).map(({ id }) => id)).toEqual([near.consult]);
    // What waits shows whenever it was.
    await serving.database.query(sql`update consult set state = 'waiting', waiting_since = now(), presence_at = now() where id in ${[past.consult]}`);
    await serving.database.query(sql`insert into touch (view, section, entry) values (${viewName.live(clinic.id)}, 'consults', '*')`);
    expect((await live()).map(({ id }) => id).toSorted()).toEqual([near.consult, past.consult].toSorted());
    expect(far.at - near.at).toBeGreaterThan(27 * DAY);
  });
});
