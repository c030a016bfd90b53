import { sql, type SQL } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { arrayParam, jsonParam, openDatabase, type Database, type Queries } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { findFreeTimes, type FreeTimesAsked } from '../../sync-server/shared/free-times.ts';
import { startPostgres } from '../support/postgres.ts';
import { heading, percentile, report } from './report.ts';

const PROVIDERS = 20;
const DAYS = 90;
const APPOINTMENTS = 200_000;
const ROUNDS = 30;
const BUDGET_MS = 50;
const DAY_MS = 86_400_000;

/** A search for free times: 20 providers of a place, 90 days, 200,000 appointments in the record. Prints the plan where it takes longer than promised. */
export async function benchFreeTimes(): Promise<void> {
  const postgres = await startPostgres();
  try {
    const database = await openDatabase({ kind: 'postgres', url: await postgres.createDatabase() });
    try {
      await migrate(database);
      await measure(database, await fill(database));
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

async function measure(database: Database, asked: FreeTimesAsked): Promise<void> {
  heading(`Free times, Postgres: ${PROVIDERS} providers, ${DAYS} days, ${APPOINTMENTS.toLocaleString('en')} appointments`);
  const [first] = await findFreeTimes(database, asked);
  if (!first) throw new Error('Nothing is free: there is nothing to measure');
  const one = await time(database, { ...asked, staff: first.staff });
  const all = await time(database, asked);
  const week = await time(database, { ...asked, to: asked.from + 7 * DAY_MS });
  for (const [what, took] of [['whoever is free first, 90 days', all], ['one provider, 90 days', one], ['whoever is free first, 7 days', week]] as const) {
    report({ what, figure: `p50 ${percentile(took, 0.5).toFixed(1)} ms, p90 ${percentile(took, 0.9).toFixed(1)} ms`, budget: `p50 ≤ ${BUDGET_MS} ms`, met: percentile(took, 0.5) <= BUDGET_MS });
  }
  if (percentile(all, 0.5) <= BUDGET_MS) return;
  for (const line of await explain(database, asked)) process.stdout.write(`  ${line}\n`);
}

async function time(database: Database, asked: FreeTimesAsked): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS + 3; round += 1) {
    const begun = performance.now();
    await findFreeTimes(database, asked);
    if (round >= 3) took.push(performance.now() - begun);
  }
  return took;
}

/** The very statement, asked how it is carried out. */
async function explain(database: Database, asked: FreeTimesAsked): Promise<string[]> {
  const lines: string[] = [];
  const asking: Queries = {
    async query<Row extends object>(statement: SQL): Promise<Row[]> {
      const plan = await database.query<Record<string, unknown>>(sql`explain (analyze, buffers) ${statement}`);
      lines.push(...plan.map((row) => String(Object.values(row)[0])));
      return [];
    },
  };
  await findFreeTimes(asking, asked);
  return lines;
}

/** Half of what is taken is over; of the days to come three quarters of the hours are. */
async function fill(database: Database): Promise<FreeTimesAsked> {
  const [clinic, location, visitType, patient] = [newId(), newId(), newId(), newId()];
  const staff = Array.from({ length: PROVIDERS }, () => newId());
  const none = jsonParam(initialRegister(''));
  await database.query(sql`
    insert into clinic (id, suffix, name, short_name, brand, texts, identifier_mode, time_zone, country, modules)
    values (${clinic}, 'bench', 'Bench', 'Bench', '{}'::jsonb, '{}'::jsonb, 'email', 'Africa/Nairobi', 'KE', ${arrayParam(['record', 'appointments', 'portal'])})`);
  await database.query(sql`insert into location (id, clinic_id, name) values (${location}, ${clinic}, 'Main')`);
  await database.query(sql`insert into patient (id, clinic_id, name, birth_date, record_number, phone, email) values (${patient}, ${clinic}, 'Bench', '1990-05-02', '1', ${none}, ${none})`);
  await database.query(sql`
    insert into staff (id, clinic_id, name, title, roles, patient_ref, addressable)
    select id, ${clinic}, 'Provider ' || id, 'Doctor', array['clinician'], 'r' || id, true from unnest(${arrayParam(staff)}::text[]) id`);
  await database.query(sql`
    insert into visit_type (id, clinic_id, names, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, revision, set_by, set_at)
    values (${visitType}, ${clinic}, ${jsonParam({ en: 'Visit' })}, 10, 0, false, 24, 'request', 0, '', now())`);
  await database.query(sql`
    insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, revision, set_by, set_at)
    select 's' || id, ${clinic}, id, ${location}, ${jsonParam(Array.from({ length: 7 }, () => [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '18:00' }]))}, array[${visitType}], '2000-01-01', 0, '', now()
    from unnest(${arrayParam(staff)}::text[]) id`);
  // Visits of ten minutes from eight on, five parts of six of them taken: the same for everybody, back from the last day as far as it takes.
  const each = APPOINTMENTS / PROVIDERS;
  await database.query(sql`
    insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
    select 'a' || p.place || '-' || n, ${clinic}, ${patient}, p.id, ${location}, ${visitType}, at, at + interval '10 minutes', at, 'booked', '', now()
    from unnest(${arrayParam(staff)}::text[]) with ordinality p(id, place) cross join generate_series(0, ${each - 1}::int) n
    cross join lateral (select date_trunc('day', now()) + interval '5 hours' + make_interval(days => ${DAYS}::int - (n / 40)) + make_interval(mins => (n % 40) * 12 / 10 * 10) as at) t`);
  await database.query(sql`
    insert into taken_time (clinic_id, staff_id, location_id, starts_at, ends_at, appointment_id)
    select clinic_id, staff_id, location_id, starts_at, ends_at, id from appointment`);
  await database.query(sql`analyze`);
  const from = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return { location, visitType, staff: null, from, to: from + DAYS * DAY_MS, limit: 20 };
}
