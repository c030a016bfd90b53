import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { noticeEntry } from '../../schema/accounts.ts';
import { appointmentEntry, bookingEntry } from '../../schema/bookings.ts';
import { staffAnswer } from '../../schema/colleagues.ts';
import { newId } from '../../schema/ids.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { insertBookingClinic, morning, wishOf, type BookingClinic } from '../bookings/booking-clinic.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

describeEachDatabase('the times of a colleague whose account is closed', (createTarget) => {
  let serving: Serving;
  let clinic: BookingClinic;
  let ruth: Member;
  let heir: Member;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertBookingClinic(serving.database);
    ruth = await insertStaff(serving.database, clinic.id, 'Ruth', ['administrator']);
    heir = await insertStaff(serving.database, clinic.id, 'Dr Achieng', ['clinician']);
  });
  afterAll(() => serving.close());

  const ask = (who: Member, type: string, body: object, v = 1): Promise<RequestAnswer> => serving.one(who.device.request(type, body, { v }), who.cookie);
  const codeOf = (answer: RequestAnswer): string => answer.outcome?.refusal?.code ?? answer.outcome?.state ?? answer.state;
  const close = async (over: object, v = 2): Promise<string> => codeOf(await ask(ruth, 'staff.close', { staff: clinic.doctor.staff, to: null, times: null, ...over }, v));
  const section = async (view: string, name: string): Promise<unknown[]> => {
    await serving.projector.ensure(view);
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, view)).doc, name));
  };
  const itemsOf = async (who: Member) => staffAnswer.parse(await (await fetch(`${serving.url}/api/staff`, { headers: { cookie: ruth.cookie } })).json()).staff.find(({ id }) => id === who.staff)?.items;
  async function book(who: BookingClinic['fatma'], startsAt: number, confirm: boolean): Promise<string> {
    const booking = newId();
    expect(codeOf(await ask(who, 'booking.request', wishOf(clinic, who.patient, { startsAt, booking })))).toBe('done');
    if (confirm) expect(codeOf(await ask(clinic.coordinator, 'booking.confirm', { patient: who.patient, booking, override: '' }))).toBe('done');
    return booking;
  }
  const staffOf = async (table: 'appointment' | 'booking' | 'taken_time'): Promise<string[]> =>
    (await serving.database.query<{ staff_id: string }>(sql`select staff_id from ${sql.identifier(table)} where clinic_id = ${clinic.id} order by staff_id`)).map(({ staff_id }) => staff_id);

  it('[B45] are listed and handed over at the same times, held ones included; hours end; patients see whose they are; free times are gone at once', async () => {
    await serving.database.query(sql`update location set free_from = current_date where id = ${clinic.location}`);
    await book(clinic.fatma, morning(5, 9), true);
    await book(clinic.joseph, morning(5, 11), false);
    const later = newId();
    await serving.database.query(sql`
      insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, revision, set_by, set_at)
      select ${later}, clinic_id, staff_id, location_id, weekly, visit_type_ids, current_date + 30, 0, 'Ruth', now() from schedule where staff_id = ${clinic.doctor.staff}`);
    expect(await section(viewName.free(clinic.location), 'days')).not.toEqual([]);
    expect(await itemsOf(clinic.doctor)).toEqual({ assigned: 0, addressed: 0, covers: 0, appointments: 1, bookings: 1, schedules: 2 });
    expect(await close({ items: 0 })).toBe('staff.itemsSince');
    // An app that did not ask the question, and one that was given no answer.
    expect([await close({ items: 4 }, 1), await close({ items: 4 })]).toEqual(['staff.timesOpen', 'staff.timesOpen']);
    expect(await close({ items: 4, times: newId() })).toBe('staff.cannotTakeTimes');
    expect(await close({ items: 4, times: clinic.doctor.staff })).toBe('staff.cannotTakeTimes');
    expect(await staffOf('taken_time')).toEqual([clinic.doctor.staff, clinic.doctor.staff]);

    expect(await close({ items: 4, times: heir.staff })).toBe('done');
    expect([await staffOf('appointment'), await staffOf('taken_time')]).toEqual([[heir.staff], [heir.staff, heir.staff]]);
    // What was decided before stays as it was.
    expect(new Set(await staffOf('booking'))).toEqual(new Set([clinic.doctor.staff, heir.staff]));
    expect(await serving.database.query(sql`select id = ${later} as later, until_day = (now() at time zone 'Africa/Nairobi')::date as today from schedule where staff_id = ${clinic.doctor.staff}`)).toEqual([{ later: false, today: true }]);
    expect(await section(viewName.free(clinic.location), 'days')).toEqual([]);
    const [theirs] = (await section(viewName.person(clinic.fatma.patient), 'appointments')).map((entry) => appointmentEntry.parse(entry));
    expect([theirs?.state, theirs?.startsAt]).toEqual(['booked', morning(5, 9)]);
    expect(JSON.stringify([theirs, ...(await section(viewName.person(clinic.joseph.patient), 'bookings')).map((entry) => bookingEntry.parse(entry))]).match(/Dr Achieng/g)?.length).toBe(2);
    // Once only, and for good: nobody asks for a time of hers.
    expect(codeOf(await ask(clinic.fatma, 'booking.request', wishOf(clinic, clinic.fatma.patient, { startsAt: morning(6, 9) })))).not.toBe('done');
    const [audited] = await serving.database.query<{ detail: object }>(sql`select detail from audit where action = 'staff.closed' and subject = ${clinic.doctor.staff}`);
    expect(audited?.detail).toMatchObject({ appointments: 1, bookings: 1, times: heir.staff, schedulesNever: [later] });
  });

  it('[B45] [C13] whoever has something else then gets none of them, and nothing is closed; a time that was only held and lapsed is none', async () => {
    await book(clinic.fatma, morning(5, 9), true);
    await serving.database.query(sql`
      insert into taken_time (clinic_id, staff_id, location_id, starts_at, ends_at, booking_id, held_until)
      select ${clinic.id}, ${heir.staff}, ${clinic.location}, to_timestamp(${morning(5, 9, 35)}::bigint / 1000.0), to_timestamp(${morning(5, 10)}::bigint / 1000.0), id, '2099-01-01' from booking where clinic_id = ${clinic.id}`);
    expect(await close({ items: 2, times: heir.staff })).toBe('staff.timesClash');
    expect(await staffOf('appointment')).toEqual([clinic.doctor.staff]);
    await serving.database.query(sql`update taken_time set held_until = '2020-01-01' where staff_id = ${heir.staff}`);
    expect(await close({ items: 2, times: heir.staff })).toBe('done');
    expect(await staffOf('taken_time')).toEqual([heir.staff]);
  });

  it('[B45] may stay where they are: coordinators are told how many, and answer and move them', async () => {
    await book(clinic.fatma, morning(5, 9), true);
    const open = await book(clinic.joseph, morning(5, 11), false);
    expect(await close({ items: 3, times: 'stay' })).toBe('done');
    expect(await staffOf('appointment')).toEqual([clinic.doctor.staff]);
    const notices = (await section(viewName.account(clinic.coordinator.account), 'notices')).map((entry) => noticeEntry.parse(entry));
    expect(notices).toMatchObject([{ text: { code: 'staff.timesStay', params: { name: 'Dr Otieno', count: 2 } } }]);
    expect(codeOf(await ask(clinic.coordinator, 'booking.decline', { patient: clinic.joseph.patient, booking: open, reason: 'Dr Otieno has left. Please choose another time.' }))).toBe('done');
  });
});
