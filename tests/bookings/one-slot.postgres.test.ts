import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import type { RequestAnswer, SignedRequest } from '../../schema/sync.ts';
import { openDatabase } from '../../sync-server/record/database.ts';
import { openServing, serveOn, type Serving } from '../requests/serving.ts';
import type { Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { soakRuns } from '../support/soak.ts';
import { insertBookingClinic, morning, wishOf, type BookingClinic } from './booking-clinic.ts';

const SEEDS = soakRuns(3);

describeEachDatabase('one slot, one booking', (createTarget) => {
  let one: Serving;
  let other: Serving;
  beforeAll(async () => {
    const target = await createTarget();
    one = await openServing(target);
    // Two instances meet only in Postgres; PGlite has one process.
    other = target.kind === 'postgres' ? await serveOn(await openDatabase(target)) : one;
  });
  afterAll(async () => {
    if (other !== one) await other.close();
    await one.close();
  });

  /** Times of the provider that stand or are held, by whose they are: what could meet. */
  async function findOverlaps(clinic: BookingClinic): Promise<unknown[]> {
    return one.database.query(sql`
      with stands as (
        select id, starts_at, ends_at + interval '10 minutes' as ends_at from appointment where clinic_id = ${clinic.id} and state = 'booked'
        union all select id, starts_at, ends_at + interval '10 minutes' from booking where clinic_id = ${clinic.id} and state = 'requested')
      select a.id, b.id as other from stands a join stands b on a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at`);
  }

  it('[C9] [B4] two who ask for the same time at the same moment, of two instances: one has it, the other hears that it is taken', async () => {
    for (let round = 0; round < 4; round += 1) {
      const clinic = await insertBookingClinic(one.database);
      const ask = (serving: Serving, who: Member & { patient: string }) => serving.one(who.device.request('booking.request', wishOf(clinic, who.patient, { startsAt: morning() })), who.cookie);
      const answers = await Promise.all([ask(one, clinic.fatma), ask(other, clinic.joseph)]);
      expect(answers.map(({ state }) => state).toSorted()).toEqual(['declined', 'done']);
      const refusal = answers.find(({ state }) => state === 'declined')?.outcome?.refusal;
      expect(refusal?.code).toBe('booking.taken');
      // The clinic is open that day: three others are named, none of them the one that is gone.
      const instead = Object.values(refusal?.params ?? {});
      expect([instead.length, instead.includes(morning())]).toEqual([3, false]);
      expect(await findOverlaps(clinic)).toEqual([]);
    }
  });

  it(`[B4] [R4] what two devices asked for offline, delivered in any order and decided on meanwhile: no time is anybody's twice (${SEEDS} histories)`, async () => {
    const first = Math.floor(Math.random() * 1_000_000);
    for (let seed = first; seed < first + SEEDS; seed += 1) {
      let state = seed * 2_654_435_761 % 4_294_967_296;
      const random = (below: number): number => { state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296; return Math.floor(state / 4_294_967_296 * below); };
      const clinic = await insertBookingClinic(one.database);
      const asked: { booking: string; patient: string }[] = [];
      /** A morning offline: some times, and some of them not wanted after all. */
      const offline = (who: Member & { patient: string }): SignedRequest[] => Array.from({ length: 4 }).flatMap((): SignedRequest[] => {
        const booking = newId();
        asked.push({ booking, patient: who.patient });
        const wish = who.device.request('booking.request', wishOf(clinic, who.patient, { startsAt: morning(5, 9, random(12) * 10), booking }));
        return random(4) === 0 ? [wish, who.device.request('booking.withdraw', { patient: who.patient, booking })] : [wish];
      });
      const [hers, his] = [offline(clinic.fatma), offline(clinic.joseph)];
      const send = async (serving: Serving, who: Member, requests: readonly SignedRequest[]): Promise<RequestAnswer[]> => {
        const answers: RequestAnswer[] = [];
        for (let from = 0; from < requests.length;) {
          const many = 1 + random(3);
          answers.push(...(await serving.deliver(requests.slice(from, from + many), who.cookie)).answers);
          from += many;
        }
        return answers;
      };
      const decide = async (): Promise<RequestAnswer[]> => {
        const answers: RequestAnswer[] = [];
        for (const { booking, patient } of asked) answers.push(await one.one(clinic.coordinator.device.request('booking.confirm', { patient, booking, override: '' }), clinic.coordinator.cookie));
        return answers;
      };
      const [herAnswers, hisAnswers] = await Promise.all([send(one, clinic.fatma, hers), send(other, clinic.joseph, his), decide()]);
      await decide();
      expect(await findOverlaps(clinic), `seed ${seed}`).toEqual([]);
      const refused = [...herAnswers, ...hisAnswers].filter(({ state: is }) => is === 'retry' || is === 'refused');
      expect(refused, `seed ${seed}: every request was decided`).toEqual([]);
      // Whoever was told "done" has it, and holds its time.
      const lost = await one.database.query(sql`
        select b.id from booking b where b.clinic_id = ${clinic.id} and b.state in ('requested', 'confirmed')
          and not exists (select 1 from taken_time t where (t.booking_id = b.id or t.appointment_id = b.appointment_id) and t.starts_at = b.starts_at)`);
      expect(lost, `seed ${seed}`).toEqual([]);
    }
  });
});
