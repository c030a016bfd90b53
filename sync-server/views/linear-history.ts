import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import * as Y from 'yjs';
import { newId } from '../../schema/ids.ts';
import { ZERO_HEAD, type Position } from '../../schema/sync.ts';
import { parseNoteName } from '../../schema/notes.ts';
import { FOLLOWS, META } from '../../schema/view-kinds.ts';
import { arrayParam, type Queries, type Tx } from '../record/database.ts';
import type { LogRow } from './projector-types.ts';
import { applyChanges, type Change } from './reconcile.ts';

/**
 * V3, V4: each view has one line of rows, ordered by the lock on its row of `view`. This file holds the only statements
 * that write `view` and `view_log`. Notes have such a line too (N2), in `note` and `note_log`, which nothing here
 * deletes: a view can be made anew from the record, a note is the record.
 *
 * The race of making a view on demand. Its row is inserted and committed first (`insertViews`), and only a later
 * transaction builds it. A change of the record is then either visible to the build, or its transaction commits later;
 * and its touch then stays until a drain that finds the view's row. Touches for views without a row are deleted by one
 * statement (`deleteOrphanedTouches`), whose one snapshot sees the touch, so the change is committed, and sees no row,
 * so the row's commit, and with it the build's reading, lies after that change. Two statements would not do: a
 * touch that was not visible when the row was looked for could be deleted after the build had read.
 */

/** Every row of every view is written under this Yjs client id. */
export const WRITER = 1;

/** Where the history of that name is kept, and what its log calls it. */
export interface HistoryTables { readonly history: SQL; readonly log: SQL; readonly key: SQL }
const ofViews: HistoryTables = { history: sql`view`, log: sql`view_log`, key: sql`view` };
const ofNotes: HistoryTables = { history: sql`note`, log: sql`note_log`, key: sql`note` };
export const tablesOf = (name: string): HistoryTables => (parseNoteName(name) ? ofNotes : ofViews);

/** V4. Both parts as bytes. */
export function nextHead(head: string, update: Uint8Array): string {
  return createHash('sha256').update(Buffer.from(head, 'hex')).update(update).digest('hex');
}

export interface ViewState {
  readonly name: string;
  readonly epoch: string;
  readonly seq: number;
  readonly head: string;
  readonly built: boolean;
  /** Of its log, updates alone. */
  readonly bytes: number;
}

/** What this instance writes with: the view as of a row of its log. Thrown away on any error and unknown COMMIT. */
export interface WriterCopy {
  readonly doc: Y.Doc;
  readonly epoch: string;
  seq: number;
  head: string;
}

/** Rows for views that have none yet, not built. Own transaction, or the race above is back. */
export async function insertViews(q: Queries, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const rows = [...names].sort().map((name) => sql`(${name}, ${newId()}, ${ZERO_HEAD})`);
  await q.query(sql`insert into view (name, epoch, head) values ${sql.join(rows, sql`, `)} on conflict (name) do nothing`);
}

export async function deleteOrphanedTouches(q: Queries): Promise<void> {
  await q.query(sql`delete from touch t where not exists (select 1 from view v where v.name = t.view)`);
}

export async function readView(q: Queries, name: string): Promise<ViewState | null> {
  return (await q.query<ViewState>(sql`select name, epoch, seq, head, built, bytes from ${tablesOf(name).history} where name = ${name}`))[0] ?? null;
}

export async function readViews(q: Queries, names: readonly string[]): Promise<ViewState[]> {
  const read = async (asked: readonly string[], { history }: HistoryTables): Promise<ViewState[]> => (asked.length === 0 ? []
    : q.query<ViewState>(sql`select name, epoch, seq, head, built, bytes from ${history} where name = any(${arrayParam(asked)})`));
  const areNotes = names.filter((name) => parseNoteName(name) !== null);
  return [...await read(names.filter((name) => !areNotes.includes(name)), ofViews), ...await read(areNotes, ofNotes)];
}

/** The first statement of every transaction that writes a note. */
export async function lockNote(tx: Tx, name: string): Promise<ViewState | null> {
  return (await tx.query<ViewState>(sql`select name, epoch, seq, head, built, bytes from note where name = ${name} for update`))[0] ?? null;
}

/** The first statement of every transaction that writes views; who locks several locks them in the order of their names. */
export async function lockViews(tx: Tx, names: readonly string[]): Promise<ViewState[]> {
  return tx.query<ViewState>(sql`select name, epoch, seq, head, built, bytes from view where name = any(${arrayParam(names)}) order by name for update`);
}

export interface StoredRow { readonly seq: number; readonly head: string; readonly update: Uint8Array; readonly judge: boolean }

/** Rows from `from` on, in order; one statement, so one moment. */
export async function readLog(q: Queries, view: string, epoch: string, from: number): Promise<StoredRow[]> {
  const { log, key } = tablesOf(view);
  return q.query<StoredRow>(sql`
    select seq, head, update, judge from ${log} where ${key} = ${view} and epoch = ${epoch} and seq >= ${from} order by seq`);
}

/** Of each copy the row it stands on and what came after it. */
export async function readNewRows(q: Queries, copies: ReadonlyMap<string, WriterCopy>): Promise<ReadonlyMap<string, StoredRow[]>> {
  const found = new Map<string, StoredRow[]>();
  if (copies.size === 0) return found;
  const [names, standing] = [[...copies.keys()], [...copies.values()]];
  const rows = await q.query<StoredRow & { readonly view: string }>(sql`
    select l.view, l.seq, l.head, l.update, l.judge
    from unnest(${arrayParam(names)}::text[], ${arrayParam(standing.map(({ epoch }) => epoch))}::text[], ${arrayParam(standing.map(({ seq }) => seq))}::bigint[])
      as c (view, epoch, seq)
    cross join lateral (
      select * from view_log l where l.view = c.view and l.epoch = c.epoch and l.seq >= c.seq) l
    order by l.view, l.seq`);
  for (const row of rows) found.set(row.view, [...(found.get(row.view) ?? []), row]);
  return found;
}

/**
 * Brings a copy to the locked view's last row. The row it stands on is read again: a database that was restored under
 * us has another one there. Null: the log is no unbroken line from the beginning to the view's head.
 * @param known the rows from that one on, when they were read under the lock already
 */
export async function catchUp(tx: Tx, view: ViewState, held: WriterCopy | null, known?: readonly StoredRow[]): Promise<WriterCopy | null> {
  if (held && (held.epoch !== view.epoch || held.seq > view.seq)) return catchUp(tx, view, null);
  const copy = held ?? { doc: new Y.Doc(), epoch: view.epoch, seq: 0, head: ZERO_HEAD };
  const rows = known ?? await readLog(tx, view.name, view.epoch, copy.seq);
  const stands = copy.seq === 0 || rows[0]?.seq === copy.seq;
  const unbroken = stands && follow(copy, rows) && copy.seq === view.seq && copy.head === view.head;
  if (unbroken) return copy;
  return held ? catchUp(tx, view, null) : null;
}

/** Applies rows to a copy; false when they do not continue it. The copy may then be anywhere. */
export function follow(copy: { readonly doc: Y.Doc; seq: number; head: string }, rows: readonly StoredRow[]): boolean {
  return copy.doc.transact(() => {
    for (const row of rows) {
      if (row.seq === copy.seq && row.head === copy.head) continue;
      if (row.seq !== copy.seq + 1 || nextHead(copy.head, row.update) !== row.head) return false;
      Y.applyUpdate(copy.doc, row.update);
      copy.seq = row.seq;
      copy.head = row.head;
    }
    return true;
  });
}

/**
 * One row's worth of writing → a row. `meta` says in every view which row it stands at.
 * @param carried what is in the copy already and goes into this row: a device's judged update of a note
 */
export function writeRow(
  copy: WriterCopy, view: string, write: (doc: Y.Doc) => void, { judge, asOf, carried }: { readonly judge: boolean; readonly asOf: number; readonly carried?: Uint8Array },
): LogRow {
  const { doc } = copy;
  const own = doc.clientID;
  let update: Uint8Array | null = null;
  const take = (bytes: Uint8Array): void => { update = bytes; };
  doc.on('update', take);
  try {
    // Set each time: Yjs gives itself another id when it meets its own from elsewhere, as it does at each catching up.
    doc.clientID = WRITER;
    doc.transact(() => {
      write(doc);
      const meta = doc.getMap(META);
      meta.set('seq', copy.seq + 1);
      meta.set('asOf', asOf);
    });
  } finally {
    doc.off('update', take);
    doc.clientID = own;
  }
  if (update === null) throw new Error(`Writing to ${view} gave no update`);
  if (carried) update = Y.mergeUpdates([carried, update]);
  copy.seq += 1;
  copy.head = nextHead(copy.head, update);
  return { view, epoch: copy.epoch, seq: copy.seq, head: copy.head, update, judge };
}

/** `batches` of changes as rows for `storeRows`, the judging one first: nothing of a batch is sent before its readers are judged. */
export function makeRows(
  copy: WriterCopy, view: string, batches: readonly (readonly Change[])[],
  { judge, asOf, follows }: { readonly judge: boolean; readonly asOf: number; readonly follows: string | null },
): LogRow[] {
  return batches.map((changes, i) => writeRow(copy, view, (doc) => {
    applyChanges(doc, changes);
    if (i === 0 && follows !== null) doc.getMap(META).set(FOLLOWS, follows);
  }, { judge: judge && i === 0, asOf }));
}

/**
 * Appends rows of locked views and says where each now stands. A right that ended while the record was read ($judge): what
 * was read may be from after it, so readers are judged before the view's first row here too; that is settled in the same
 * statement. Taken for all of `views`.
 * @returns views whose readers must be judged again, rows or none
 */
export async function storeRows(tx: Tx, views: readonly string[], rows: readonly LogRow[]): Promise<ReadonlySet<string>> {
  const last = new Map(rows.map((row) => [row.view, row]));
  const first = new Set<LogRow>(new Map(rows.toReversed().map((row) => [row.view, row])).values());
  const bytesOf = (name: string): number => rows.reduce((sum, row) => sum + (row.view === name ? row.update.byteLength : 0), 0);
  const column = (read: (row: LogRow) => string | number | boolean): SQL => sql`${arrayParam(rows.map(read))}`;
  const ended = await tx.query<{ view: string }>(sql`
    with ended as (
      delete from touch where view = any(${arrayParam(views)}::text[]) and section = '$judge' returning view),
    moved as (
      update view v set seq = m.seq, head = m.head, built = true, bytes = v.bytes + m.bytes
      from unnest(${arrayParam([...last.keys()])}::text[], ${arrayParam([...last.values()].map(({ seq }) => seq))}::bigint[],
                  ${arrayParam([...last.values()].map(({ head }) => head))}::text[], ${arrayParam([...last.keys()].map(bytesOf))}::int[]) as m (name, seq, head, bytes)
      where v.name = m.name),
    appended as (
      insert into view_log (view, epoch, seq, head, update, judge)
      select r.view, r.epoch, r.seq, r.head, decode(r.update, 'base64'), r.judge or (r.first and exists (select 1 from ended e where e.view = r.view))
      from unnest(${column((row) => row.view)}::text[], ${column((row) => row.epoch)}::text[], ${column((row) => row.seq)}::bigint[],
                  ${column((row) => row.head)}::text[], ${column((row) => Buffer.from(row.update).toString('base64'))}::text[],
                  ${column((row) => row.judge)}::boolean[], ${column((row) => first.has(row))}::boolean[]) as r (view, epoch, seq, head, update, judge, first))
    select distinct view from ended`);
  return new Set(ended.map(({ view }) => view));
}

/** V4: what a copy stood on is gone; whoever holds it finds another epoch. Only under the view's lock. */
export async function beginEpoch(tx: Tx, view: string): Promise<WriterCopy> {
  const epoch = newId();
  await tx.query(sql`delete from view_log where view = ${view}`);
  await tx.query(sql`update view set epoch = ${epoch}, seq = 0, head = ${ZERO_HEAD}, built = false, bytes = 0 where name = ${view}`);
  return { doc: new Y.Doc(), epoch, seq: 0, head: ZERO_HEAD };
}

export const positionOf = (at: { epoch: string; seq: number; head: string }): Position => ({ epoch: at.epoch, seq: at.seq, head: at.head });
