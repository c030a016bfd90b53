import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { stepsOf, unitFor, type ReportTotal } from '../../schema/reports.ts';
import { instantParam, jsonParam } from '../../sync-server/record/database.ts';
import { readFigures, type Period } from '../../sync-server/reports/read-figures.ts';
import { insertBookingClinic, type BookingClinic } from '../bookings/booking-clinic.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { describeEachDatabase } from '../support/databases.ts';

/** The clocks of Budapest go back at three in the morning of 25 October 2026, and forward at two on 29 March. */
const ZONE = 'Europe/Budapest';
const at = (iso: string): number => Date.parse(iso);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describeEachDatabase('figures of a time', (createTarget) => {
  let serving: Serving;
  let clinic: BookingClinic;
  let other: string;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  afterAll(() => serving.close());
  beforeEach(async () => {
    const q = serving.database;
    clinic = await insertBookingClinic(q);
    await q.query(sql`update clinic set time_zone = ${ZONE} where id = ${clinic.id}`);
    other = newId();
    await q.query(sql`insert into location (id, clinic_id, name) values (${other}, ${clinic.id}, 'Hillside')`);
  });

  const period = (from: string, until: string, over: Partial<Period> = {}): Period =>
    ({ clinic: clinic.id, timeZone: ZONE, from, until, unit: unitFor(from, until), location: null, now: at('2026-12-01T00:00:00Z'), ...over });
  const read = (asked: Period) => readFigures(serving.database, asked, stepsOf(asked.from, asked.until, asked.unit));
  const total = async (asked: Period): Promise<ReportTotal> => (await read(asked)).total;

  async function booking(receivedAt: number, over: { state?: string; offeredAt?: number; decidedAt?: number; by?: string; location?: string } = {}): Promise<void> {
    const { state = 'requested', offeredAt, decidedAt, by = '', location = clinic.location } = over;
    const appointment = state === 'confirmed' ? await visit(receivedAt + 400 * 24 * HOUR, 'booked') : null;
    await serving.database.query(sql`
      insert into booking (id, clinic_id, patient_id, account_id, by_name, staff_id, location_id, visit_type_id, starts_at, ends_at, words, state, received_at, device_time, expires_at,
                           offered_at, decided_at, decided_by, appointment_id)
      values (${newId()}, ${clinic.id}, ${clinic.fatma.patient}, ${clinic.fatma.account}, '', ${clinic.doctor.staff}, ${location}, ${clinic.visit}, ${instantParam(receivedAt + 400 * 24 * HOUR)},
              ${instantParam(receivedAt + 400 * 24 * HOUR + HOUR)}, '', ${state}, ${instantParam(receivedAt)}, ${instantParam(receivedAt)}, ${instantParam(receivedAt + 72 * HOUR)},
              ${offeredAt === undefined ? null : instantParam(offeredAt)}, ${decidedAt === undefined ? null : instantParam(decidedAt)}, ${by}, ${appointment})`);
  }
  async function visit(startsAt: number, state: string, location = clinic.location): Promise<string> {
    const id = newId();
    await serving.database.query(sql`
      insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at, cancelled_at)
      values (${id}, ${clinic.id}, ${clinic.fatma.patient}, ${clinic.doctor.staff}, ${location}, ${clinic.visit}, ${instantParam(startsAt)}, ${instantParam(startsAt + HOUR)},
              ${instantParam(startsAt)}, ${state}, '', ${instantParam(startsAt)}, ${state === 'cancelled' ? instantParam(startsAt) : null})`);
    return id;
  }
  async function result(arrivedAt: number, state: string, over: { firstReleasedAt?: number; history?: boolean; isVoid?: boolean } = {}): Promise<void> {
    const released = over.firstReleasedAt;
    await serving.database.query(sql`
      insert into result (id, clinic_id, patient_id, fhir_id, source, name, category, status, state, history, void, arrived_at, released, released_at, released_by, released_revision, first_released_at,
                          hold_until)
      values (${newId()}, ${clinic.id}, ${clinic.fatma.patient}, ${newId()}, 'DiagnosticReport', 'Lipids', null, 'final', ${state}, ${over.history ?? false}, ${over.isVoid ?? false}, ${instantParam(arrivedAt)},
              ${released === undefined ? null : jsonParam({})}, ${released === undefined ? null : instantParam(released + 90 * 24 * HOUR)}, ${released === undefined ? null : 'Tomas'}, 0,
              ${released === undefined ? null : instantParam(released)}, ${state === 'held' ? instantParam(arrivedAt + HOUR) : null})`);
  }
  /** `P` writes a patient, `S` a colleague, `A` the clinic by itself, `W` a colleague who took it back. */
  async function thread(state: string, ...said: readonly (readonly ['P' | 'S' | 'A' | 'W', number])[]): Promise<void> {
    const id = newId();
    const times = said.map(([, time]) => time);
    await serving.database.query(sql`
      insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_at, urgency, last_seq)
      values (${id}, ${clinic.id}, ${clinic.fatma.patient}, 'A question', 'team', ${newId()}, 'Nurses', ${state}, ${instantParam(Math.min(...times))}, ${instantParam(Math.max(...times))},
              ${jsonParam(initialRegister('routine'))}, ${said.length}::int)`);
    for (const [index, [who, time]] of said.entries()) {
      await serving.database.query(sql`
        insert into message (id, thread_id, seq, from_kind, account_id, staff_id, author, text, received_at, device_time, withdrawn_at)
        values (${newId()}, ${id}, ${index + 1}::int, ${who === 'P' ? 'patient' : 'clinic'}, '', ${who === 'S' || who === 'W' ? clinic.coordinator.staff : null}, 'x', 'x', ${instantParam(time)}, ${instantParam(time)},
                ${who === 'W' ? instantParam(time + 1) : null})`);
    }
  }

  it('[B33] counts what lies between the first and the last minute of the clinic’s days, over a change of the clocks', async () => {
    // 25 October has 25 hours there: from 22:00 UTC of the 24th (summer time) to 23:00 UTC of the 25th.
    const inside = [at('2026-10-24T22:00:00Z'), at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z'), at('2026-10-25T22:59:59.999Z')];
    const outside = [at('2026-10-24T21:59:59.999Z'), at('2026-10-25T23:00:00Z')];
    for (const time of [...inside, ...outside]) {
      await booking(time);
      await visit(time, 'noshow');
      await result(time, 'awaiting');
      await thread('open', ['P', time]);
    }
    const { bookings, visits, results, messages } = await total(period('2026-10-25', '2026-10-25'));
    expect([bookings.received, visits.noshow, results.arrived, messages.asked]).toEqual([4, 4, 4, 4]);
    // And 29 March has 23.
    const spring = [at('2026-03-28T23:00:00Z'), at('2026-03-29T21:59:59.999Z')];
    for (const time of [...spring, at('2026-03-28T22:59:59.999Z'), at('2026-03-29T22:00:00Z')]) await booking(time);
    expect((await total(period('2026-03-29', '2026-03-29'))).bookings.received).toBe(2);
    const days = await read(period('2026-03-28', '2026-03-30'));
    expect(days.steps.map(({ from, bookings: { received } }) => [from, received])).toEqual([['2026-03-28', 1], ['2026-03-29', 2], ['2026-03-30', 1]]);
  });

  it('[B33] time to answer ends with the first offer, yes or no of the clinic; what nobody was asked, or the patient ended, has none', async () => {
    const start = at('2026-11-02T09:00:00Z');
    await booking(start, { state: 'confirmed', decidedAt: start + 10 * MINUTE, by: 'Tomas' });
    await booking(start, { state: 'declined', decidedAt: start + 20 * MINUTE + 1, by: 'Tomas' });
    // Offered first, taken by the patient a day later.
    await booking(start, { state: 'confirmed', offeredAt: start + 30 * MINUTE, decidedAt: start + 24 * HOUR });
    await booking(start, { state: 'expired', offeredAt: start + 40 * MINUTE, decidedAt: start + 90 * HOUR });
    await booking(start, { state: 'confirmed', decidedAt: start });
    await booking(start, { state: 'withdrawn', decidedAt: start + MINUTE, by: 'Fatma' });
    await booking(start, { state: 'expired', decidedAt: start + 72 * HOUR });
    await booking(start, { location: other, state: 'declined', decidedAt: start + 500 * MINUTE, by: 'Tomas' });
    const { bookings } = await total(period('2026-11-01', '2026-11-30'));
    expect(bookings).toEqual({
      received: 8, states: { requested: 0, countered: 0, confirmed: 3, declined: 2, withdrawn: 1, expired: 2 }, answer: { count: 5, median: 30, p90: 500 },
    });
    expect((await total(period('2026-11-01', '2026-11-30', { location: clinic.location }))).bookings.answer).toEqual({ count: 4, median: 21, p90: 40 });
    expect((await total(period('2026-11-01', '2026-11-30', { location: other }))).bookings.received).toBe(1);
  });

  it('[B33] [C15] time to release is the first release; history, errors and what is not final are in no figure', async () => {
    const start = at('2026-11-02T09:00:00Z');
    await result(start, 'released', { firstReleasedAt: start + HOUR });
    await result(start, 'correcting', { firstReleasedAt: start + 3 * HOUR });
    await result(start, 'withdrawn', { firstReleasedAt: start + 2 * HOUR });
    await result(start, 'awaiting');
    await result(start, 'held');
    await result(start, 'awaiting', { history: true });
    await result(start, 'awaiting', { isVoid: true });
    await result(start, 'preliminary');
    expect((await total(period('2026-11-01', '2026-11-30'))).results).toEqual({ arrived: 5, waiting: 1, held: 1, released: 2, withdrawn: 1, release: { count: 3, median: 120, p90: 180 } });
  });

  it('[B33] a question is asked once, however many messages it takes, and a colleague’s reply answers it: no automatic one, none that was taken back', async () => {
    const start = at('2026-11-02T09:00:00Z');
    await thread('waiting', ['P', start], ['P', start + 5 * MINUTE], ['A', start + 5 * MINUTE], ['W', start + 6 * MINUTE], ['S', start + 60 * MINUTE], ['S', start + 61 * MINUTE], ['P', start + 100 * MINUTE], ['S', start + 110 * MINUTE]);
    await thread('open', ['P', start]);
    await thread('closed', ['P', start]);
    // Begun by the clinic: nobody asked.
    await thread('waiting', ['S', start]);
    // Asked before the period and answered in it; asked in it, answered after it.
    await thread('waiting', ['P', at('2026-10-31T22:59:00Z')], ['S', start]);
    await thread('waiting', ['P', at('2026-11-30T22:59:00Z')], ['S', at('2026-12-03T22:59:00Z')]);
    expect((await total(period('2026-11-01', '2026-11-30'))).messages).toEqual({ asked: 5, waiting: 1, closed: 1, reply: { count: 3, median: 60, p90: 3 * 24 * 60 } });
  });

  it('[B33] the rate is of those who came or were missed; what nobody marked is in none, and what is to come is not unmarked', async () => {
    const start = at('2026-11-02T09:00:00Z');
    for (const state of ['fulfilled', 'fulfilled', 'arrived', 'noshow', 'cancelled', 'booked']) await visit(start, state);
    await visit(start, 'noshow', other);
    await visit(at('2026-11-29T09:00:00Z'), 'booked');
    const asked = period('2026-11-01', '2026-11-30', { now: at('2026-11-20T00:00:00Z') });
    expect((await total(asked)).visits).toEqual({ planned: 8, unmarked: 1, came: 3, noshow: 2, cancelled: 1, rate: 40 });
    expect((await total({ ...asked, location: clinic.location })).visits).toMatchObject({ came: 3, noshow: 1, rate: 25 });
    expect((await total(period('2026-09-01', '2026-09-30'))).visits.rate).toBeNull();
  });

  it('[B33] every figure equals what is counted from the rows themselves, step by step, in days, weeks and months', async () => {
    let seed = 7;
    const random = (below: number): number => { seed = (seed * 48_271) % 2_147_483_647; return seed % below; };
    const first = at('2026-01-20T00:00:00Z');
    const spans = Array.from({ length: 60 }, () => first + random(300 * 24 * 60) * MINUTE);
    for (const [index, time] of spans.entries()) {
      await booking(time, index % 3 === 0 ? {} : { state: 'declined', decidedAt: time + (1 + random(4000)) * MINUTE, by: 'Tomas' });
      await visit(time, (['noshow', 'fulfilled', 'cancelled'] as const)[index % 3] ?? 'booked');
    }
    const rows = await serving.database.query<{ received: number; decided: number | null }>(sql`select received_at as received, decided_at as decided from booking where clinic_id = ${clinic.id}`);
    const states = await serving.database.query<{ state: string; at: number }>(sql`select state, starts_at as at from appointment where clinic_id = ${clinic.id}`);
    const dayIn = (time: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);
    for (const [from, until] of [['2026-03-20', '2026-04-05'], ['2026-02-01', '2026-07-01'], ['2026-01-01', '2026-12-31']] as const) {
      const { steps } = await read(period(from, until));
      expect(steps.reduce((sum, step) => sum + step.bookings.received, 0)).toBe(rows.filter(({ received }) => dayIn(received) >= from && dayIn(received) <= until).length);
      for (const [index, step] of steps.entries()) {
        const next = steps[index + 1]?.from ?? '9999';
        const lies = (time: number): boolean => dayIn(time) >= step.from && dayIn(time) < next && dayIn(time) >= from && dayIn(time) <= until;
        const took = rows.flatMap(({ received, decided }) => (lies(received) && decided !== null ? [(decided - received) / MINUTE] : [])).sort((a, b) => a - b);
        const share = (of: number): number | null => took[Math.max(0, Math.ceil(of * took.length) - 1)] ?? null;
        expect([step.from, step.bookings.answer]).toEqual([step.from, { count: took.length, median: share(0.5), p90: share(0.9) }]);
        expect([step.from, step.visits.noshow]).toEqual([step.from, states.filter((one) => one.state === 'noshow' && lies(one.at)).length]);
      }
    }
  });
});
