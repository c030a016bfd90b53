import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { appointmentEntry, bookingEntry, requestedEntry, type AppointmentEntry, type BookingEntry, type RequestedEntry } from '../../schema/bookings.ts';
import { newId } from '../../schema/ids.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { expireBookings, warnOfBookings } from '../../sync-server/bookings/expire.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertPatientMember, insertProxy, insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';
import { DAY, insertBookingClinic, morning, wishOf, type BookingClinic, type Wish } from './booking-clinic.ts';

describeEachDatabase('bookings', (createTarget) => {
  let serving: Serving;
  let clinic: BookingClinic;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => { clinic = await insertBookingClinic(serving.database); });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object): Promise<RequestAnswer> => serving.one(who.device.request(type, body), who.cookie);
  const wish = (who: Member & { patient: string }, of: Wish) => ask(who, 'booking.request', wishOf(clinic, who.patient, of));
  const codeOf = (answer: RequestAnswer): string | undefined => answer.outcome?.refusal?.code;
  async function section(name: string, of: string): Promise<unknown[]> {
    await serving.projector.ensure(name);
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, of));
  }
  const bookings = async (who = clinic.fatma): Promise<BookingEntry[]> => (await section(viewName.person(who.patient), 'bookings')).map((one) => bookingEntry.parse(one));
  const appointments = async (who = clinic.fatma): Promise<AppointmentEntry[]> => (await section(viewName.person(who.patient), 'appointments')).map((one) => appointmentEntry.parse(one));
  const queue = async (): Promise<RequestedEntry[]> => (await section(viewName.bookings(clinic.id), 'bookings')).map((one) => requestedEntry.parse(one));
  const takenRows = () => serving.database.query<{ held: boolean; starts_at: number; ends_at: number }>(sql`
    select held_until is not null as held, starts_at, ends_at from taken_time where clinic_id = ${clinic.id} order by starts_at`);
  /** A confirmed appointment at that time. */
  async function confirmed(startsAt: number, who = clinic.fatma): Promise<string> {
    const booking = newId();
    expect(codeOf(await wish(who, { startsAt, booking }))).toBeUndefined();
    expect((await ask(clinic.coordinator, 'booking.confirm', { patient: who.patient, booking, override: '' })).state).toBe('done');
    const [row] = await serving.database.query<{ appointment_id: string }>(sql`select appointment_id from booking where id = ${booking}`);
    return row?.appointment_id ?? '';
  }

  it('[C9] [C10] [C11] [C102] a request is Requested and no appointment; the queue says who, what, when, with whom, and why', async () => {
    const at = morning();
    expect((await wish(clinic.fatma, { startsAt: at })).state).toBe('done');
    expect(await bookings()).toMatchObject([{ state: 'requested', startsAt: at, endsAt: at + 1_800_000, provider: { name: 'Dr Otieno', ref: clinic.provider }, location: { name: 'Riverside Main' }, visitType: { names: { en: 'Consultation' } }, by: '' }]);
    expect(await appointments()).toEqual([]);
    expect(await queue()).toMatchObject([{ patient: { name: 'Fatma' }, words: 'Dizzy', startsAt: at, staff: clinic.doctor.staff, replaces: null, urgent: false }]);
    // Nobody else has the time, the buffer after it included.
    expect(await takenRows()).toEqual([{ held: true, starts_at: at, ends_at: at + 2_400_000 }]);
    expect(codeOf(await wish(clinic.joseph, { startsAt: at + 1_800_000 }))).toBe('booking.taken');
  });

  it('[C12] [C13] confirming needs the right, makes the appointment in the same transaction, and the queue forgets it', async () => {
    const booking = newId();
    await wish(clinic.fatma, { startsAt: morning(), booking });
    const body = { patient: clinic.fatma.patient, booking, override: '' };
    const live = await insertStaff(serving.database, clinic.id, 'Lena', ['live_coordinator']);
    expect(codeOf(await ask(live, 'booking.confirm', body))).toBe('permission.missing');
    expect(codeOf(await ask(clinic.coordinator, 'booking.confirm', { ...body, patient: clinic.joseph.patient }))).toBe('booking.unknown');
    expect((await ask(clinic.coordinator, 'booking.confirm', body)).state).toBe('done');
    expect(await appointments()).toMatchObject([{ state: 'booked', startsAt: morning(), movedAt: null, cutoffAt: morning() - DAY }]);
    expect([await queue(), (await bookings())[0]?.state]).toEqual([[], 'confirmed']);
    expect(await takenRows()).toMatchObject([{ held: false }]);
    const other = await ask(clinic.doctor, 'booking.decline', { patient: clinic.fatma.patient, booking, reason: 'Full' });
    expect([other.state, other.outcome?.refusal]).toMatchObject(['superseded', { code: 'booking.decidedBy', params: { by: 'Tomas Rivera' } }]);
    const audits = await serving.database.query(sql`select action, who from audit where patient_id = ${clinic.fatma.patient} and action like 'booking.%' and account_id = ${clinic.coordinator.account}`);
    expect(audits).toContainEqual({ action: 'booking.confirm', who: 'Tomas Rivera' });
  });

  it('[C81] a change leaves the old time where it is until it is confirmed; then the same appointment moves', async () => {
    const appointment = await confirmed(morning());
    const booking = newId();
    // Ten minutes later: it overlaps the time it gives up.
    expect((await wish(clinic.fatma, { startsAt: morning(5, 9, 10), replaces: appointment, booking })).state).toBe('done');
    expect(await appointments()).toMatchObject([{ id: appointment, startsAt: morning() }]);
    expect(await queue()).toMatchObject([{ replaces: { id: appointment, startsAt: morning(), provider: 'Dr Otieno' } }]);
    expect(codeOf(await wish(clinic.joseph, { startsAt: morning() }))).toBe('booking.taken');
    expect(codeOf(await wish(clinic.joseph, { startsAt: morning(5, 9, 45) }))).toBe('booking.taken');
    expect((await ask(clinic.coordinator, 'booking.confirm', { patient: clinic.fatma.patient, booking, override: '' })).state).toBe('done');
    expect(await appointments()).toMatchObject([{ id: appointment, startsAt: morning(5, 9, 10), state: 'booked', movedAt: expect.any(Number) as number }]);
    expect(await takenRows()).toEqual([{ held: false, starts_at: morning(5, 9, 10), ends_at: morning(5, 9, 50) }]);
  });

  it('[C81] withdrawing and declining free the time; a decline says why', async () => {
    const [first, second] = [newId(), newId()];
    await wish(clinic.fatma, { startsAt: morning(), booking: first });
    expect((await ask(clinic.fatma, 'booking.withdraw', { patient: clinic.fatma.patient, booking: first })).state).toBe('done');
    expect((await wish(clinic.joseph, { startsAt: morning(), booking: second })).state).toBe('done');
    expect((await ask(clinic.coordinator, 'booking.decline', { patient: clinic.joseph.patient, booking: second, reason: 'Come to the nurse first' })).state).toBe('done');
    expect(await bookings(clinic.joseph)).toMatchObject([{ state: 'declined', reason: 'Come to the nurse first' }]);
    expect([await takenRows(), (await bookings())[0]?.state]).toEqual([[], 'withdrawn']);
    expect((await ask(clinic.fatma, 'booking.withdraw', { patient: clinic.fatma.patient, booking: first })).state).toBe('superseded');
  });

  it('[C81] [B50] a patient cancels until the visit type’s own hour before it; later the clinic is called', async () => {
    const appointment = await confirmed(morning());
    const body = { patient: clinic.fatma.patient, appointment, words: 'I am well again' };
    serving.shiftClock(morning() - 3_600_000 - Date.now());
    expect(codeOf(await ask(clinic.fatma, 'booking.cancel', body))).toBe('appointment.tooLate');
    serving.shiftClock(0);
    expect(codeOf(await ask(clinic.joseph, 'booking.cancel', body))).toBe('patient.unknown');
    expect(codeOf(await ask(clinic.joseph, 'booking.cancel', { ...body, patient: clinic.joseph.patient }))).toBe('appointment.unknown');
    expect((await ask(clinic.fatma, 'booking.cancel', body)).state).toBe('done');
    expect(await appointments()).toMatchObject([{ state: 'cancelled', cancelled: { byClinic: false, words: 'I am well again' } }]);
    expect(await takenRows()).toEqual([]);
    expect(codeOf(await ask(clinic.fatma, 'booking.cancel', body))).toBe('appointment.notSo');
  });

  it('[D16] the clinic offers other times and holds them; accepting one confirms it and frees the rest', async () => {
    const booking = newId();
    await wish(clinic.fatma, { startsAt: morning(), booking });
    await confirmed(morning(6), clinic.joseph);
    const body = { patient: clinic.fatma.patient, booking, words: 'She is away that morning' };
    const taken = await ask(clinic.coordinator, 'booking.offer', { ...body, times: [morning(6), morning(7)] });
    expect(taken.outcome?.refusal).toEqual({ code: 'booking.offerTaken', params: { first: morning(6) } });
    const overlapping = await ask(clinic.coordinator, 'booking.offer', { ...body, times: [morning(7) + 5 * 60_000, morning(7)] });
    expect(overlapping.outcome?.refusal).toEqual({ code: 'booking.offerTaken', params: { first: morning(7) + 5 * 60_000 } });
    expect((await ask(clinic.coordinator, 'booking.offer', { ...body, times: [morning(7), morning(7, 10)] })).state).toBe('done');
    expect(await bookings()).toMatchObject([{ state: 'countered', reason: 'She is away that morning', offers: [{ startsAt: morning(7) }, { startsAt: morning(7, 10) }] }]);
    const met = (await wish(clinic.joseph, { startsAt: morning(7) })).outcome?.refusal;
    expect(met?.code).toBe('booking.taken');
    // Near what was wished for, not the first of the month.
    expect(Number(met?.params?.['first'])).toBeGreaterThan(morning(7));
    expect(Number(met?.params?.['third'])).toBeLessThan(morning(7, 18));
    expect((await wish(clinic.joseph, { startsAt: morning() })).state).toBe('done');
    expect(codeOf(await ask(clinic.fatma, 'booking.accept', { patient: clinic.fatma.patient, booking, offer: 2 }))).toBe('booking.notSo');
    expect((await ask(clinic.fatma, 'booking.accept', { patient: clinic.fatma.patient, booking, offer: 1 })).state).toBe('done');
    expect(await appointments()).toMatchObject([{ startsAt: morning(7, 10), state: 'booked' }]);
    expect((await takenRows()).map(({ starts_at }) => starts_at)).not.toContain(morning(7));
  });

  it('[B46] unanswered: coordinators are told before it runs out, then it is over, once, and its time is free', async () => {
    const booking = newId();
    await wish(clinic.fatma, { startsAt: morning(), booking });
    expect([await warnOfBookings(serving.database), await expireBookings(serving.database)]).toEqual([0, 0]);
    await serving.database.query(sql`update booking set expires_at = now() + interval '1 hour', received_at = now() - interval '71 hours' where id = ${booking}`);
    const warned = await Promise.all([warnOfBookings(serving.database), warnOfBookings(serving.database)]);
    expect(warned.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await queue()).toMatchObject([{ urgent: true }]);
    expect(await serving.database.query(sql`select code, params from notice where account_id = ${clinic.coordinator.account}`)).toEqual([{ code: 'booking.waits', params: { name: 'Fatma' } }]);
    await serving.database.query(sql`update booking set expires_at = now() - interval '1 minute' where id = ${booking}`);
    // Over is over, also before the job has come by.
    expect(codeOf(await ask(clinic.coordinator, 'booking.confirm', { patient: clinic.fatma.patient, booking, override: '' }))).toBe('booking.expired');
    const ended = await Promise.all([expireBookings(serving.database), expireBookings(serving.database)]);
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect([await queue(), await takenRows(), (await bookings())[0]?.state]).toEqual([[], [], 'expired']);
    expect(await serving.database.query(sql`select code from notice where account_id = ${clinic.fatma.account}`)).toEqual([{ code: 'booking.ranOut' }]);
  });

  it('[B14] [C103] what is only shown is not booked; self-book is confirmed at once; without a schedule nothing is asked', async () => {
    await serving.database.query(sql`update visit_type set policy = 'view' where id = ${clinic.visit}`);
    expect(codeOf(await wish(clinic.fatma, { startsAt: morning() }))).toBe('booking.notOffered');
    await serving.database.query(sql`update visit_type set policy = 'selfBook' where id = ${clinic.visit}`);
    expect((await wish(clinic.fatma, { startsAt: morning() })).state).toBe('done');
    expect([(await bookings())[0]?.state, (await appointments())[0]?.state]).toEqual(['confirmed', 'booked']);
    await serving.database.query(sql`delete from schedule where clinic_id = ${clinic.id}`);
    expect(codeOf(await wish(clinic.fatma, { startsAt: morning(6) }))).toBe('booking.noSchedule');
  });

  it('[C91] a carer asks for whom they reach and their name stands with it; nobody else does; five wait at most', async () => {
    const carer = await insertPatientMember(serving.database, clinic.id, 'Omar');
    expect(codeOf(await ask(carer, 'booking.request', wishOf(clinic, clinic.fatma.patient, { startsAt: morning() })))).toBe('patient.unknown');
    await insertProxy(serving.database, clinic.id, carer.account, clinic.fatma.patient, ['messages']);
    expect((await ask(carer, 'booking.request', wishOf(clinic, clinic.fatma.patient, { startsAt: morning() }))).state).toBe('done');
    expect(await queue()).toMatchObject([{ by: 'Omar', patient: { name: 'Fatma' } }]);
    for (let hour = 10; hour < 14; hour += 1) expect((await wish(clinic.fatma, { startsAt: morning(5, hour) })).state).toBe('done');
    expect(codeOf(await wish(clinic.fatma, { startsAt: morning(5, 14) }))).toBe('booking.tooMany');
    expect(codeOf(await ask(clinic.coordinator, 'booking.request', wishOf(clinic, clinic.fatma.patient, { startsAt: morning(5, 14) })))).toBe('patient.unknown');
  });

  it('[R2] the same request twice is one', async () => {
    const signed = clinic.fatma.device.request('booking.request', wishOf(clinic, clinic.fatma.patient, { startsAt: morning() }), { id: newId() });
    expect([(await serving.one(signed, clinic.fatma.cookie)).state, (await serving.one(signed, clinic.fatma.cookie)).state]).toEqual(['done', 'done']);
    expect(await takenRows()).toHaveLength(1);
  });
});
