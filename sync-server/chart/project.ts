import { sql } from 'drizzle-orm';
import { recordSections, type ChartNoteEntry, type KeptEntry, type OlderEntry, type RecordSection, type SeenByEntry } from '../../schema/chart.ts';
import type { Tx } from '../record/database.ts';
import type { SectionProjector } from '../views/section-projector.ts';
import { bytesOf } from '../shared/fit-section.ts';
import { readResults } from './read-results.ts';
import { readCharges } from './read-charges.ts';
import { readSection } from './read-sections.ts';

// record/:patient, chart/:patient and billing/:patient. What a section holds depends on all of it (the newest that fit), so each is read whole. ---

const names = Object.keys(recordSections) as RecordSection[];

function whole(kind: 'record' | 'chart' | 'billing', section: string, read: (tx: Tx, patient: string) => Promise<ReadonlyMap<string, unknown>>): SectionProjector {
  return {
    kind, section,
    async project(tx, view, ids) {
      const entries = view.patient === undefined ? new Map<string, unknown>() : await read(tx, view.patient);
      return ids === 'all' ? entries : new Map([...entries].filter(([id]) => ids.includes(id)));
    },
  };
}

async function readOlder(tx: Tx, patient: string): Promise<ReadonlyMap<string, OlderEntry>> {
  const older = new Map<string, OlderEntry>();
  for (const section of names) for (const [id, entry] of (await readSection(tx, patient, section)).older) older.set(id, entry);
  return older;
}

/** Types whose entries stand in record/, as far as they can be read. */
const ofRecord = ['Condition', 'AllergyIntolerance', 'MedicationRequest', 'Immunization', 'Procedure', 'CarePlan', 'Goal'];

/**
 * Kept and in no list. A patient is told what of their lists could not be read; of results and documents, which are not
 * theirs to see before a person decides, not even the number.
 */
async function readKept(tx: Tx, patient: string, all: boolean): Promise<ReadonlyMap<string, KeptEntry>> {
  const rows = await tx.query<{ type: string; count: number; unread: number }>(sql`
    select type, count(*) as count, count(*) filter (where reading = 'unread') as unread from kept_resource
    where patient_id = ${patient} and reading in ('new', 'unread') and type not in ('Claim', 'ExplanationOfBenefit') ${all ? sql`` : sql`and reading = 'unread' and type in ${ofRecord}`}
    group by type order by count(*) desc, type limit 60`);
  return new Map(rows.map((row) => [row.type, row]));
}

const NOTE_BYTES = 32 * 1024;
const SEEN_BYTES = 20 * 1024;

async function readNotes(tx: Tx, patient: string): Promise<ReadonlyMap<string, ChartNoteEntry>> {
  const rows = await tx.query<{ id: string; section: RecordSection; text: string }>(sql`
    select * from (
      select id, 'allergies' as section, note as text, recorded as at from allergy_intolerance where patient_id = ${patient} and note is not null and not void
      union all select id, 'problems', note, coalesce(onset, recorded) from condition where patient_id = ${patient} and note is not null and not void
      union all select id, 'medication', note, written from medication_request where patient_id = ${patient} and note is not null and not void
      union all select id, 'vaccines', note, given from immunization where patient_id = ${patient} and note is not null and not void
      union all select id, 'procedures', note, started from procedure where patient_id = ${patient} and note is not null and not void
      union all select id, 'plans', note, started from care_plan where patient_id = ${patient} and note is not null and not void
      union all select id, 'goals', note, started from goal where patient_id = ${patient} and note is not null and not void
      union all select coalesce(result_id, id), case kind when 'vital' then 'vitals' when 'finding' then 'findings' else 'results' end, note, at
        from observation where patient_id = ${patient} and note is not null and not void
    ) notes order by at desc nulls last, id limit 200`);
  return fitting(rows.map(({ id, section, text }) => [id, { section, text }]), NOTE_BYTES);
}

async function readSeenBy(tx: Tx, patient: string): Promise<ReadonlyMap<string, SeenByEntry>> {
  const rows = await tx.query<{ id: string; name: string }>(sql`
    select id, seen_by as name from encounter where patient_id = ${patient} and seen_by <> '' order by started_at desc nulls last, id limit 400`);
  return fitting(rows.map(({ id, name }) => [id, { name }]), SEEN_BYTES);
}

/** What stands beside entries, newest first: where the room ends, the entry still stands. */
function fitting<T>(entries: readonly (readonly [string, T])[], bytes: number): ReadonlyMap<string, T> {
  let left = bytes;
  const fit = new Map<string, T>();
  for (const [id, entry] of entries) {
    left -= bytesOf(entry);
    if (left >= 0 && !fit.has(id)) fit.set(id, entry);
  }
  return fit;
}

export const chartProjectors: readonly SectionProjector[] = [
  ...names.map((section) => whole('record', section, async (tx, patient) => (await readSection(tx, patient, section)).shown)),
  whole('record', 'older', readOlder),
  whole('record', 'kept', (tx, patient) => readKept(tx, patient, false)),
  whole('chart', 'results', async (tx, patient) => (await readResults(tx, patient)).shown),
  whole('chart', 'older', async (tx, patient) => (await readResults(tx, patient)).older),
  whole('chart', 'notes', readNotes),
  whole('chart', 'seenBy', readSeenBy),
  whole('billing', 'charges', async (tx, patient) => (await readCharges(tx, patient)).shown),
  whole('billing', 'older', async (tx, patient) => (await readCharges(tx, patient)).older),
  whole('chart', 'kept', (tx, patient) => readKept(tx, patient, true)),
];
