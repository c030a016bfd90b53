import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { weekAppointment, weekBooking, weekPlace, weekProvider, type WeekAppointment, type WeekBooking } from '../../schema/desk.ts';
import { newId } from '../../schema/ids.ts';
import { addWeeks, weekAt } from '../../schema/iso-week.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { expireBookings } from '../../sync-server/bookings/expire.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { viewsFor } from '../../sync-server/views/list.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import type { Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';
import { insertBookingClinic, morning, wishOf, type BookingClinic } from './booking-clinic.ts';

describeEachDatabase('week/ of a place', (createTarget) => {
  let serving: Serving;
  let clinic: BookingClinic;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => { clinic = await insertBookingClinic(serving.database); });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object): Promise<RequestAnswer> => serving.one(who.device.request(type, body), who.cookie);
  const zone = 'Africa/Nairobi';
  const weekName = (at: number): string => viewName.week(clinic.location, weekAt(zone, at));
  /** Opened before anything happens in it, and only drained after: what is not touched is not seen. */
  async function open(...times: number[]): Promise<void> {
    for (const at of times) await serving.projector.ensure(weekName(at));
  }
  async function section(at: number, of: string): Promise<unknown[]> {
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, weekName(at))).doc, of));
  }
  const pending = async (at: number): Promise<WeekBooking[]> => (await section(at, 'bookings')).map((one) => weekBooking.parse(one));
  const standing = async (at: number): Promise<WeekAppointment[]> => (await section(at, 'appointments')).map((one) => weekAppointment.parse(one));
  async function wish(startsAt: number, over: { replaces?: string } = {}): Promise<string> {
    const booking = newId();
    expect((await ask(clinic.fatma, 'booking.request', wishOf(clinic, clinic.fatma.patient, { startsAt, booking, ...over }))).state).toBe('done');
    return booking;
  }
  const of = (booking: string) => ({ patient: clinic.fatma.patient, booking });

  it('[C9] [C13] a request stands in its week as pending, and once confirmed as an appointment; a change leaves one week for another', async () => {
    const [at, later] = [morning(), morning(12)];
    await open(at, later);
    const booking = await wish(at);
    expect((await section(at, 'place')).map((one) => weekPlace.parse(one))).toMatchObject([{ timeZone: zone }]);
    expect(await pending(at)).toEqual([{
      id: booking, staff: clinic.doctor.staff, visitType: clinic.visit, patient: { id: clinic.fatma.patient, name: 'Fatma', birthDate: '1990-05-02' }, startsAt: at, endsAt: at + 1_800_000,
      state: 'requested', buffer: 10, times: [[at, at + 1_800_000]],
    }]);
    expect((await section(at, 'providers')).map((one) => weekProvider.parse(one).name)).toEqual(['Dr Otieno']);
    await ask(clinic.coordinator, 'booking.confirm', { ...of(booking), override: '' });
    expect(await pending(at)).toEqual([]);
    const [made] = await standing(at);
    expect(made).toMatchObject({ state: 'booked', startsAt: at, buffer: 10, marks: {}, changed: null, cancelled: null });
    const change = await wish(later, { replaces: made?.id ?? '' });
    expect([(await standing(at)).length, (await pending(later)).length]).toEqual([1, 1]);
    await ask(clinic.coordinator, 'booking.confirm', { ...of(change), override: '' });
    expect([await standing(at), await pending(later), (await standing(later)).map(({ id }) => id)]).toEqual([[], [], [made?.id]]);
    await ask(clinic.fatma, 'booking.cancel', { patient: clinic.fatma.patient, appointment: made?.id, words: 'Well again' });
    expect(await standing(later)).toMatchObject([{ state: 'cancelled', buffer: 0, cancelled: { byClinic: false, words: 'Well again' } }]);
  });

  it('[D16] offered times are pending where they are, each in its week; declined, withdrawn, expired leave', async () => {
    const [at, first, second] = [morning(), morning(6), morning(13)];
    await open(at, first, second);
    const booking = await wish(at);
    expect((await ask(clinic.coordinator, 'booking.offer', { ...of(booking), times: [first, second], words: '' })).state).toBe('done');
    const shown = async (): Promise<number[]> => (await pending(first)).concat(weekName(first) === weekName(second) ? [] : await pending(second)).flatMap(({ times }) => times.map(([from]) => from)).sort((a, b) => a - b);
    expect(await shown()).toEqual([first, second]);
    if (weekName(at) !== weekName(first)) expect(await pending(at)).toEqual([]);
    expect((await ask(clinic.fatma, 'booking.accept', { ...of(booking), offer: 1 })).state).toBe('done');
    expect([await shown(), (await standing(second)).map(({ startsAt }) => startsAt)]).toEqual([[], [second]]);
    const [withdrawn, declined, expired] = [await wish(at), await wish(at + 3_600_000), await wish(at + 7_200_000)];
    expect(await pending(at)).toHaveLength(3);
    await ask(clinic.fatma, 'booking.withdraw', of(withdrawn));
    await ask(clinic.coordinator, 'booking.decline', { ...of(declined), reason: 'Full' });
    expect((await pending(at)).map(({ id }) => id)).toEqual([expired]);
    await serving.database.query(sql`update booking set expires_at = now() where id = ${expired}`);
    await expireBookings(serving.database);
    expect(await pending(at)).toEqual([]);
  });

  it('[V2] a week is one by the clock of its place, and as long as its clocks make it', async () => {
    await serving.database.query(sql`update clinic set time_zone = 'Europe/Budapest' where id = ${clinic.id}`);
    // Clocks go back on Sunday 25 October 2026: that week has 169 hours, and ends at 23:00 UTC.
    const times = ['2026-10-18T21:59:00Z', '2026-10-18T22:00:00Z', '2026-10-25T22:59:00Z', '2026-10-25T23:00:00Z'].map((time) => Date.parse(time));
    for (const at of times) {
      await serving.database.query(sql`
        insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
        values (${newId()}, ${clinic.id}, ${clinic.fatma.patient}, ${clinic.doctor.staff}, ${clinic.location}, ${clinic.visit}, to_timestamp(${at}::bigint / 1000.0), to_timestamp(${at + 60_000}::bigint / 1000.0), now(), 'booked', '', now())`);
    }
    const startsOf = async (week: string): Promise<number[]> => {
      const name = viewName.week(clinic.location, week);
      await serving.projector.ensure(name);
      return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, 'appointments')).map((one) => weekAppointment.parse(one).startsAt).sort((a, b) => a - b);
    };
    expect([await startsOf('2026-W42'), await startsOf('2026-W43'), await startsOf('2026-W44')]).toEqual([[times[0]], [times[1], times[2]], [times[3]]]);
    // No such week: 2025 has 52, and nothing stands in two.
    expect(await startsOf('2025-W53')).toEqual([]);
  });

  it('[C14] devices of those who may read it are to hold this week and the next, and nobody else’s', async () => {
    const listed = async (account: string): Promise<string[]> => {
      const actor = await readActor(serving.database, account);
      return actor ? (await viewsFor(serving.database, actor)).filter((name) => name.startsWith('week/')) : [];
    };
    const now = weekAt(zone, Date.now());
    expect(await listed(clinic.coordinator.account)).toEqual([viewName.week(clinic.location, now), viewName.week(clinic.location, addWeeks(now, 1))]);
    expect(await listed(clinic.fatma.account)).toEqual([]);
  });
});
