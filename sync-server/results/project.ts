import { sql, type SQL } from 'drizzle-orm';
import type { Measured } from '../../schema/chart.ts';
import type { GateEntry, ReleasedResult } from '../../schema/results.ts';
import { readContents, type ResultContent } from '../fhir/result-content.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import { fitSection, type Fitted } from '../shared/fit-section.ts';
import type { SectionProjector } from '../views/section-projector.ts';
import { readGiven } from './read-given.ts';

// results/:patient (what the patient was given) and delivery/:clinic (what waits for a decision). What a section holds depends on all
// of it, so each is read whole. -------------------------------------------------------------------------------------------

const KB = 1024;
const MOST_RELEASED = 300;
const RELEASED_BYTES = 200 * KB;

interface ReleasedRow { state: 'released' | 'correcting'; void: boolean; released: ResultContent; released_at: number; released_words: ReleasedResult['words'] }

async function readReleased(tx: Tx, patient: string): Promise<Fitted<ReleasedResult>> {
  const rows = await tx.query<ReleasedRow & Record<string, unknown>>(sql`
    select state, void, released, released_at, released_words from result
    where patient_id = ${patient} and state in ('released', 'correcting') order by released->>'at' desc nulls last, id limit ${MOST_RELEASED}::int`);
  const [all] = rows.length < MOST_RELEASED ? [] : await tx.query<{ count: number }>(sql`
    select count(*) as count from result where patient_id = ${patient} and state in ('released', 'correcting')`);
  const entries = rows.map(({ state, released, released_at, released_words, void: isVoid }): ReleasedResult => ({
    ...released, values: isVoid ? [] : [...released.values], conclusion: isVoid ? null : released.conclusion, more: isVoid ? 0 : released.more,
    state: isVoid ? 'void' : state, releasedAt: released_at, words: isVoid ? null : released_words,
  }));
  return fitSection('results', entries, RELEASED_BYTES, all?.count ?? rows.length);
}

const MOST_WAITING = 300;
const WAITING_BYTES = 640 * KB;
const MOST_HISTORY = 150;
const HISTORY_BYTES = 140 * KB;

interface GateRow {
  id: string; patient_id: string; patient_name: string; birth_date: string | null; sex: GateEntry['patient']['sex']; state: GateEntry['state']; revision: number; arrived_at: number; at: string | null;
  orderer_id: string | null; orderer: string | null; hold_by: string | null; hold_staff: string | null; hold_reason: string | null; held_at: number | null; hold_until: number | null;
  withdrawn_by: string | null; withdrawn_reason: string | null; withdrawn_at: number | null;
}

/**
 * Longest waiting first; what a clinic has not looked at for long is what it must not lose sight of. What was taken back may stand for
 * good, and comes last.
 */
const readGate = (tx: Tx, clinic: string): Promise<Fitted<GateEntry>> => readQueue(tx, {
  section: 'results', most: MOST_WAITING, bytes: WAITING_BYTES, order: sql`r.state = 'withdrawn', r.arrived_at, r.id`,
  which: sql`r.clinic_id = ${clinic} and r.state in ('awaiting', 'held', 'correcting', 'withdrawn') and not (r.history and r.state = 'awaiting') and not r.void`,
});

/** What was old when it came in, and nobody has decided on: the latest examination first. */
const readHistory = (tx: Tx, clinic: string): Promise<Fitted<GateEntry>> => readQueue(tx, {
  section: 'history', most: MOST_HISTORY, bytes: HISTORY_BYTES, order: sql`r.at desc nulls last, r.id`,
  which: sql`r.clinic_id = ${clinic} and r.state = 'awaiting' and r.history and not r.void`,
});

interface Queue { readonly section: 'results' | 'history'; readonly most: number; readonly bytes: number; readonly which: SQL; readonly order: SQL }

async function readQueue(tx: Tx, { section, most, bytes, which, order }: Queue): Promise<Fitted<GateEntry>> {
  const rows = await tx.query<GateRow & Record<string, unknown>>(sql`
    select r.id, r.patient_id, p.name as patient_name, p.birth_date, p.sex, r.state, r.revision, r.arrived_at, r.at, r.orderer_id, s.name as orderer,
           r.hold_by, r.hold_staff, r.hold_reason, r.held_at, r.hold_until, r.withdrawn_by, r.withdrawn_reason, r.withdrawn_at
    from result r join patient p on p.id = r.patient_id left join staff s on s.id = r.orderer_id where ${which} order by ${order} limit ${most}::int`);
  const [all] = rows.length < most ? [] : await tx.query<{ count: number }>(sql`select count(*) as count from result r where ${which}`);
  const contents = await readContents(tx, rows.map(({ id }) => id));
  const before = await readBefore(tx, rows.map(({ patient_id }) => patient_id));
  return fitSection(section, rows.flatMap((row): GateEntry[] => {
    const content = contents.get(row.id);
    return content ? [gateEntryOf(row, content, before.get(row.patient_id) ?? [])] : [];
  }), bytes, all?.count ?? rows.length);
}

function gateEntryOf(row: GateRow, content: ResultContent, before: readonly Earlier[]): GateEntry {
  const { hold_until: until, held_at: heldAt } = row;
  return {
    ...content, state: row.state, revision: row.revision, arrivedAt: row.arrived_at,
    patient: { id: row.patient_id, name: row.patient_name, birthDate: row.birth_date, sex: row.sex },
    orderer: row.orderer_id === null ? null : { id: row.orderer_id, name: row.orderer ?? '' },
    values: content.values.map((one) => ({ ...one, previous: previousOf(one, content, before) })),
    hold: until === null || heldAt === null ? null : { by: row.hold_by ?? '', staff: row.hold_staff, reason: row.hold_reason ?? '', at: heldAt, until },
    ...(row.state === 'withdrawn' && row.withdrawn_at !== null ? { withdrawn: { by: row.withdrawn_by ?? '', reason: row.withdrawn_reason ?? '', at: row.withdrawn_at } } : {}),
  };
}

interface Earlier { readonly id: string; readonly at: string | null; readonly values: readonly Measured[] }
/** Results of one patient looked through for the values before. */
const EARLIER = 30;

/** Each patient's latest results, newest first. */
async function readBefore(tx: Tx, patients: readonly string[]): Promise<ReadonlyMap<string, readonly Earlier[]>> {
  if (patients.length === 0) return new Map();
  const rows = await tx.query<{ id: string; patient_id: string }>(sql`
    select id, patient_id from (
      select r.*, row_number() over (partition by patient_id order by at desc nulls last, id) as nth from result r
      where patient_id = any(${arrayParam([...new Set(patients)])}::text[]) and not void and state <> 'preliminary') latest
    where nth <= ${EARLIER}::int order by patient_id, nth`);
  const contents = await readContents(tx, rows.map(({ id }) => id));
  const found = new Map<string, Earlier[]>();
  for (const { id, patient_id } of rows) {
    const content = contents.get(id);
    if (content) found.set(patient_id, [...(found.get(patient_id) ?? []), content]);
  }
  return found;
}

/** The same code, or without one the same name; taken before this one. */
function previousOf(one: Measured, { id, at }: ResultContent, before: readonly Earlier[]): GateEntry['values'][number]['previous'] {
  const same = (other: Measured): boolean => (one.code === null ? other.code === null && other.name === one.name : other.code === one.code);
  for (const earlier of before) {
    if (earlier.id === id || earlier.at === null || at === null || earlier.at >= at) continue;
    const found = earlier.values.find((other) => same(other) && other.value !== null);
    if (found && found.value !== null) return { value: found.value, unit: found.unit, at: earlier.at };
  }
  return null;
}

function whole(kind: 'results' | 'delivery', section: string, read: (tx: Tx, of: string) => Promise<Fitted<unknown>>): SectionProjector {
  return {
    kind, section,
    async project(tx, view, ids) {
      const of = kind === 'results' ? view.patient : view.clinic;
      const fitted = of === undefined ? null : await read(tx, of);
      const entries: ReadonlyMap<string, unknown> = (section === 'older' ? fitted?.older : fitted?.shown) ?? new Map<string, unknown>();
      return ids === 'all' ? entries : new Map([...entries].filter(([id]) => ids.includes(id)));
    },
  };
}

export const resultProjectors: readonly SectionProjector[] = [
  whole('results', 'results', readReleased), whole('results', 'older', readReleased), whole('delivery', 'results', readGate), whole('delivery', 'history', readHistory),
  whole('delivery', 'given', readGiven),
  whole('delivery', 'older', async (tx, clinic) => {
    const [gate, history, given] = [await readGate(tx, clinic), await readHistory(tx, clinic), await readGiven(tx, clinic)];
    return { shown: gate.shown, older: new Map([...gate.older, ...history.older, ...given.older]) };
  }),
];
