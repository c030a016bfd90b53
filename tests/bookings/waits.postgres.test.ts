import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { appointmentEntry, bookingEntry, waitEntry, type AppointmentEntry, type BookingEntry, type WaitEntry } from '../../schema/bookings.ts';
import { newId } from '../../schema/ids.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { expireBookings } from '../../sync-server/bookings/expire.ts';
import { lookForEarlier } from '../../sync-server/bookings/look-for-earlier.ts';
import { jsonParam } from '../../sync-server/record/database.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertPatientMember, insertProxy, insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';
import { insertBookingClinic, morning, wishOf, type BookingClinic } from './booking-clinic.ts';

type Patient = Member & { readonly patient: string };

describeEachDatabase('the wait list for an earlier time', (createTarget) => {
  let serving: Serving;
  let clinic: BookingClinic;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => { clinic = await insertBookingClinic(serving.database); });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object): Promise<RequestAnswer> => serving.one(who.device.request(type, body), who.cookie);
  const codeOf = (answer: RequestAnswer): string | undefined => answer.outcome?.refusal?.code;
  async function section(name: string, of: string): Promise<unknown[]> {
    await serving.projector.ensure(name);
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, of));
  }
  const bookings = async (who: Patient): Promise<BookingEntry[]> => (await section(viewName.person(who.patient), 'bookings')).map((one) => bookingEntry.parse(one));
  const appointments = async (who: Patient): Promise<AppointmentEntry[]> => (await section(viewName.person(who.patient), 'appointments')).map((one) => appointmentEntry.parse(one));
  const waits = async (): Promise<WaitEntry[]> => (await section(viewName.bookings(clinic.id), 'waits')).map((one) => waitEntry.parse(one)).sort((a, b) => a.at - b.at);
  const open = async (who: Patient): Promise<BookingEntry | undefined> => (await bookings(who)).find(({ state }) => state === 'countered');
  const policy = (policy: string): Promise<unknown> => serving.database.query(sql`update visit_type set policy = ${policy} where id = ${clinic.visit}`);

  /** A confirmed appointment at that time. */
  async function standing(who: Patient, startsAt: number): Promise<string> {
    const booking = newId();
    expect(codeOf(await ask(who, 'booking.request', wishOf(clinic, who.patient, { startsAt, booking })))).toBeUndefined();
    await ask(clinic.coordinator, 'booking.confirm', { patient: who.patient, booking, override: '' });
    const [row] = await serving.database.query<{ appointment_id: string }>(sql`select appointment_id from booking where id = ${booking}`);
    return row?.appointment_id ?? '';
  }
  /** The office is open on the last of these days alone: before it nothing is free. */
  async function closeUntil(day: string): Promise<void> {
    await serving.database.query(sql`update schedule set from_day = ${day} where clinic_id = ${clinic.id}`);
  }
  const dayOf = (at: number): string => new Date(at + 3 * 3_600_000).toISOString().slice(0, 10);
  async function join(who: Patient, appointment: string, over: { readonly anyone?: boolean; readonly from?: string } = {}): Promise<string> {
    const wait = newId();
    expect((await ask(who, 'wait.join', { patient: who.patient, wait, appointment, anyone: false, from: '2020-01-01', ...over })).state).toBe('done');
    return wait;
  }
  /** No time of anybody's twice, offers included. */
  const overlaps = (): Promise<unknown[]> => serving.database.query(sql`
    select a.id from taken_time a join taken_time b on a.id < b.id and a.staff_id = b.staff_id and a.starts_at < b.ends_at and b.starts_at < a.ends_at where a.clinic_id = ${clinic.id}`);

  it('[D16] [B14] who waits is on the clinic’s list; what comes free is named to staff, offered with one press, held, and taken: the appointment moves and the wait is over', async () => {
    await closeUntil(dayOf(morning()));
    // The hour before hers is somebody else's; after 8:00 nothing is free.
    const his = await standing(clinic.joseph, morning(5, 8));
    await standing(clinic.joseph, morning(5, 8, 40));
    const hers = await standing(clinic.fatma, morning(5, 9, 20));
    const wait = await join(clinic.fatma, hers);
    expect(await appointments(clinic.fatma)).toMatchObject([{ id: hers, earlier: { id: wait, anyone: false, from: '2020-01-01' } }]);
    await lookForEarlier(serving.database);
    expect(await waits()).toMatchObject([{ id: wait, appointment: hers, patient: { name: 'Fatma' }, found: null, moving: false }]);

    await ask(clinic.joseph, 'booking.cancel', { patient: clinic.joseph.patient, appointment: his, words: '' });
    await lookForEarlier(serving.database);
    expect(await waits()).toMatchObject([{ found: { startsAt: morning(5, 8), staff: clinic.doctor.staff, provider: 'Dr Otieno' } }]);

    await serving.database.query(sql`update patient set email = ${jsonParam({ value: 'fatma@example.org' })} where id = ${clinic.fatma.patient}`);
    const booking = newId();
    const body = { patient: clinic.fatma.patient, wait, booking, staff: clinic.doctor.staff, startsAt: morning(5, 8) };
    const live = await insertStaff(serving.database, clinic.id, 'Lena', ['live_coordinator']);
    expect(codeOf(await ask(live, 'wait.offer', body))).toBe('permission.missing');
    expect(codeOf(await ask(clinic.coordinator, 'wait.offer', { ...body, startsAt: morning(5, 10) }))).toBe('wait.notEarlier');
    expect(codeOf(await ask(clinic.coordinator, 'wait.offer', { ...body, startsAt: morning(5, 8, 20) }))).toBe('wait.taken');
    expect(codeOf(await ask(clinic.coordinator, 'wait.offer', { ...body, startsAt: morning(4, 8) }))).toBe('wait.closed');
    expect((await ask(clinic.coordinator, 'wait.offer', body)).state).toBe('done');
    expect(codeOf(await ask(clinic.doctor, 'wait.offer', { ...body, booking: newId() }))).toBe('wait.moving');
    expect(codeOf(await ask(clinic.joseph, 'booking.request', wishOf(clinic, clinic.joseph.patient, { startsAt: morning(5, 8) })))).toBe('booking.taken');
    expect([await open(clinic.fatma), (await waits())[0]]).toMatchObject([{ id: booking, earlier: true, replaces: hers, offers: [{ startsAt: morning(5, 8) }] }, { moving: true, found: null }]);
    // An e-mail that there is something new, and not a word more.
    expect(await serving.database.query(sql`select template, params from outgoing where account_id = ${clinic.fatma.account} order by id desc limit 1`)).toMatchObject([{ template: 'record.new', params: {} }]);

    expect((await ask(clinic.fatma, 'booking.accept', { patient: clinic.fatma.patient, booking, offer: 0 })).state).toBe('done');
    const [moved] = await appointments(clinic.fatma);
    expect(moved).toMatchObject({ id: hers, startsAt: morning(5, 8), state: 'booked' });
    expect([moved?.earlier, await waits(), await overlaps()]).toEqual([undefined, [], []]);
    expect(codeOf(await ask(clinic.fatma, 'wait.leave', { patient: clinic.fatma.patient, wait, appointment: hers }))).toBe('wait.over');
  });

  it('[D16] a wait stands once, ends when it is left, and is nobody else’s; a carer’s name stands with it', async () => {
    const hers = await standing(clinic.fatma, morning());
    const body = { patient: clinic.fatma.patient, appointment: hers, anyone: true, from: dayOf(morning(2)) };
    const carer = await insertPatientMember(serving.database, clinic.id, 'Omar');
    expect(codeOf(await ask(carer, 'wait.join', { ...body, wait: newId() }))).toBe('patient.unknown');
    expect(codeOf(await ask(clinic.joseph, 'wait.join', { ...body, wait: newId(), patient: clinic.joseph.patient }))).toBe('appointment.unknown');
    await insertProxy(serving.database, clinic.id, carer.account, clinic.fatma.patient, ['messages']);
    const wait = newId();
    expect((await ask(carer, 'wait.join', { ...body, wait })).state).toBe('done');
    expect(codeOf(await ask(clinic.fatma, 'wait.join', { ...body, wait: newId() }))).toBe('wait.already');
    expect(await waits()).toMatchObject([{ by: 'Omar', anyone: true }]);
    // Not before the day that was asked for.
    await lookForEarlier(serving.database);
    expect((await waits())[0]?.found?.startsAt).toBe(morning(2, 8));
    expect(codeOf(await ask(clinic.joseph, 'wait.leave', { patient: clinic.joseph.patient, wait, appointment: hers }))).toBe('wait.unknown');
    expect((await ask(clinic.fatma, 'wait.leave', { patient: clinic.fatma.patient, wait, appointment: hers })).state).toBe('done');
    expect([await waits(), (await appointments(clinic.fatma))[0]?.earlier]).toEqual([[], undefined]);
    // Left, it may be joined again; over, it ends by itself.
    await join(clinic.fatma, hers);
    await ask(clinic.fatma, 'booking.cancel', { patient: clinic.fatma.patient, appointment: hers, words: '' });
    expect(await waits()).toEqual([]);
    await lookForEarlier(serving.database);
    expect(await serving.database.query(sql`select ended_why from earlier_wait where appointment_id = ${hers} order by asked_at`)).toEqual([{ ended_why: 'left' }, { ended_why: 'over' }]);
    expect(codeOf(await ask(clinic.fatma, 'wait.join', { ...body, wait: newId() }))).toBe('appointment.notSo');
  });

  it('[B14] of a visit that patients book by themselves the server offers what comes free in the order of asking; refused or run out it goes to whoever is next', async () => {
    await closeUntil(dayOf(morning()));
    await policy('selfBook');
    const third = await insertPatientMember(serving.database, clinic.id, 'Amina');
    const blocked = await standing(third, morning(5, 8));
    const [his, hers] = [await standing(clinic.joseph, morning(5, 8, 40)), await standing(clinic.fatma, morning(5, 9, 20))];
    await join(clinic.joseph, his);
    await join(clinic.fatma, hers);
    await lookForEarlier(serving.database);
    expect([await open(clinic.joseph), await open(clinic.fatma)]).toEqual([undefined, undefined]);

    await ask(third, 'booking.cancel', { patient: third.patient, appointment: blocked, words: '' });
    // Two instances look at the same moment: one time, one offer.
    await Promise.all([lookForEarlier(serving.database), lookForEarlier(serving.database)]);
    const first = await open(clinic.joseph);
    expect([first?.offers[0]?.startsAt, await open(clinic.fatma)]).toEqual([morning(5, 8), undefined]);
    expect(await overlaps()).toEqual([]);

    // He keeps what he has: it is hers to have, and not offered to him again.
    expect((await ask(clinic.joseph, 'booking.withdraw', { patient: clinic.joseph.patient, booking: first?.id ?? '' })).state).toBe('done');
    await lookForEarlier(serving.database);
    await lookForEarlier(serving.database);
    const second = await open(clinic.fatma);
    expect([await open(clinic.joseph), second?.offers[0]?.startsAt]).toEqual([undefined, morning(5, 8)]);
    await serving.database.query(sql`update booking set expires_at = now() - interval '1 minute' where id = ${second?.id ?? ''}`);
    expect(codeOf(await ask(clinic.fatma, 'booking.accept', { patient: clinic.fatma.patient, booking: second?.id ?? '', offer: 0 }))).toBe('booking.expired');
    await expireBookings(serving.database);
    expect(await serving.database.query(sql`select code from notice where account_id = ${clinic.fatma.account}`)).toEqual([{ code: 'wait.ranOut' }]);
    await lookForEarlier(serving.database);
    expect([await open(clinic.joseph), await open(clinic.fatma), await overlaps()]).toEqual([undefined, undefined, []]);
    // Both stand where they stood, and wait on.
    expect((await appointments(clinic.fatma))[0]?.startsAt).toBe(morning(5, 9, 20));
    expect(await waits()).toHaveLength(2);
  });

  it('[B14] "anyone at this place" is offered a colleague’s time, and taking it moves the appointment to them', async () => {
    await closeUntil(dayOf(morning()));
    const other = await insertStaff(serving.database, clinic.id, 'Dr Adams', ['clinician']);
    const hers = await standing(clinic.fatma, morning(5, 8));
    const later = await standing(clinic.joseph, morning(5, 8, 40));
    await serving.database.query(sql`
      insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, revision, set_by, set_at)
      values (${newId()}, ${clinic.id}, ${other.staff}, ${clinic.location}, ${jsonParam(Array.from({ length: 7 }, () => [{ from: '08:00', to: '09:00' }]))}, array[${clinic.visit}], ${dayOf(morning())}, 0, 'Ruth', now())`);
    const [same, anyone] = [await join(clinic.fatma, hers), await join(clinic.joseph, later, { anyone: true })];
    await lookForEarlier(serving.database);
    const found = await waits();
    expect(found.map(({ id, found: time }) => [id, time?.startsAt, time?.provider])).toEqual([[same, undefined, undefined], [anyone, morning(5, 8), 'Dr Adams']]);
    const booking = newId();
    expect((await ask(clinic.coordinator, 'wait.offer', { patient: clinic.joseph.patient, wait: anyone, booking, staff: other.staff, startsAt: morning(5, 8) })).state).toBe('done');
    await ask(clinic.joseph, 'booking.accept', { patient: clinic.joseph.patient, booking, offer: 0 });
    expect(await appointments(clinic.joseph)).toMatchObject([{ id: later, startsAt: morning(5, 8), provider: { name: 'Dr Adams' } }]);
  });
});
