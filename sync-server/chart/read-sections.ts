import { sql, type SQL } from 'drizzle-orm';
import type { RecordSection } from '../../schema/chart.ts';
import type { Tx } from '../record/database.ts';
import { fitGroups, fitSection, type Fitted } from '../shared/fit-section.ts';

/** Sections that are lists: SQL in the shape of their entries, most needed first. */
interface ListOf { readonly from: SQL; readonly columns: SQL; readonly order: SQL; readonly bytes: number }

const KB = 1024;
/** No section needs more rows than this to fill its bytes; a record of decades does not come into memory whole. */
const MOST = 400;
const active = sql`(clinical is null or clinical in ('active', 'recurrence', 'relapse'))`;
const care = (column: string): SQL => sql.raw(`case when ${column} is null then null else to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end`);

/**
 * Room by need: allergies have the most for what they are, and are the last to run over. Together 232 KB, so that with what
 * Yjs adds a view stays under its 256 KB (V6).
 */
const lists: Record<Exclude<RecordSection, 'vitals' | 'findings'>, ListOf> = {
  allergies: {
    from: sql`allergy_intolerance`, bytes: 28 * KB, order: sql`${active} desc, criticality = 'high' desc nulls last, recorded desc nulls last, id`,
    columns: sql`id, name, kinds, criticality, clinical, verification, reactions, onset, recorded, last`,
  },
  problems: {
    from: sql`condition`, bytes: 28 * KB, order: sql`${active} desc, coalesce(onset, recorded) desc nulls last, id`,
    columns: sql`id, name, clinical, verification, severity, onset, onset_words as "onsetWords", abated as "end", recorded`,
  },
  medication: {
    from: sql`medication_request`, bytes: 32 * KB, order: sql`status in ('active', 'on-hold') desc, written desc nulls last, id`,
    columns: sql`id, name, status, intent, dosage, reason, written`,
  },
  vaccines: { from: sql`immunization`, bytes: 16 * KB, order: sql`given desc nulls last, id`, columns: sql`id, name, status, reason, given, dose` },
  visits: {
    from: sql`encounter`, bytes: 28 * KB, order: sql`started_at desc nulls last, id`,
    columns: sql`id, left(title, 300) as name, reason, left(class, 64) as class, left(status, 64) as status, ${care('started_at')} as start, ${care('ended_at')} as "end", place`,
  },
  procedures: { from: sql`procedure`, bytes: 16 * KB, order: sql`started desc nulls last, id`, columns: sql`id, name, status, started as start, ended as "end", reason` },
  plans: { from: sql`care_plan`, bytes: 12 * KB, order: sql`status = 'active' desc, started desc nulls last, id`, columns: sql`id, name, status, started as start, ended as "end", activities, problems` },
  goals: { from: sql`goal`, bytes: 8 * KB, order: sql`lifecycle in ('active', 'accepted', 'planned') desc, started desc nulls last, id`, columns: sql`id, name, lifecycle, achievement, started as start, due, targets` },
};

const measurements = {
  vitals: { kind: 'vital', bytes: 52 * KB, each: 40 },
  findings: { kind: 'finding', bytes: 12 * KB, each: 12 },
} as const;

export function readSection(tx: Tx, patient: string, section: RecordSection): Promise<Fitted<{ readonly id: string }>> {
  if (section === 'vitals' || section === 'findings') return readMeasurements(tx, patient, section);
  return readList(tx, patient, section);
}

async function readList(tx: Tx, patient: string, section: keyof typeof lists): Promise<Fitted<{ readonly id: string }>> {
  const { from, columns, order, bytes } = lists[section];
  const shown = section === 'visits' ? sql`status <> 'entered-in-error'` : sql`not void`;
  const rows = await tx.query<{ id: string }>(sql`select ${columns} from ${from} where patient_id = ${patient} and ${shown} order by ${order} limit ${MOST}::int`);
  const [all] = rows.length < MOST ? [{ count: rows.length }] : await tx.query<{ count: number }>(sql`select count(*) as count from ${from} where patient_id = ${patient} and ${shown}`);
  return fitSection(section, rows, bytes, all?.count ?? rows.length);
}

interface ObservationRow { readonly id: string; readonly group: string; readonly status: string; readonly at: string | null; readonly measured: { readonly name: string }; readonly parts: unknown }

/** The newest of everything that is measured, then the one before: a rare measurement is not pushed out by a frequent one. */
async function readMeasurements(tx: Tx, patient: string, section: keyof typeof measurements): Promise<Fitted<ObservationRow>> {
  const { kind, bytes, each } = measurements[section];
  const rows = await tx.query<ObservationRow & { nth: number; total: number }>(sql`
    select id, grouped as "group", status, at, measured, parts, nth, total from (
      select o.*, row_number() over (partition by grouped order by at desc nulls last, id) as nth, count(*) over (partition by grouped) as total
      from observation o where patient_id = ${patient} and kind = ${kind} and not void) newest
    where nth <= ${each}::int order by nth, at desc nulls last, id limit ${MOST}::int`);
  const totals = new Map((await tx.query<{ group: string; total: number }>(sql`
    select grouped as "group", count(*) as total from observation where patient_id = ${patient} and kind = ${kind} and not void group by 1`)).map(({ group, total }) => [group, total]));
  return fitGroups(section, rows.map(({ id, group, status, at, measured, parts }) => ({ id, group, status, at, measured, parts })), bytes, totals);
}
