import { sql } from 'drizzle-orm';
import type { Position } from '../../schema/sync.ts';
import { parseViewName, type ParsedView } from '../../schema/view-kinds.ts';
import { views, type ViewKind } from '../../schema/views.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import { beginEpoch, catchUp, lockViews, makeRows, positionOf, readNewRows, storeRows, type StoredRow, type ViewState, type WriterCopy } from './linear-history.ts';
import type { LogRow } from './projector-types.ts';
import { findChanges, splitChanges, UNREADABLE, type Change } from './reconcile.ts';
import type { SectionProjector } from './section-projector.ts';
import { isWorn } from './upkeep.ts';
import { ARCHIVE, planArchive, type Wanted } from './project-archive.ts';
import { projectWindow, type Windowed } from './project-window.ts';
import { dropOtherPages } from './sealed-pages.ts';

/** What people who run the clinic's server must hear of. Without a word of the record. */
export type Alarm =
  | { readonly kind: 'unreadable'; readonly view: string; readonly section: string; readonly entry: string }
  | { readonly kind: 'unknownSection'; readonly view: string; readonly section: string }
  /** The log was no unbroken line; the view began a new epoch. */
  | { readonly kind: 'brokenLog'; readonly view: string }
  /** The nightly check found the view, or pages of it, differing from the record: some write forgot its touch. */
  | { readonly kind: 'drift'; readonly view: string; readonly entries: number };

/**
 * `anew`: a new epoch. `worn`: because its log is too long, so that what devices hold of the one before is right until they have the
 * new one. `check`: all of it is compared with the record.
 */
export interface DrainTask { readonly anew?: boolean; readonly worn?: boolean; readonly check?: boolean }

export interface Drained {
  readonly position: Position;
  readonly rows: readonly LogRow[];
  /** null: it was not needed. */
  readonly copy: WriterCopy | null;
  /** What its next drain is to do: it was found to differ from the record, or its log has grown too long (V4). */
  readonly next?: DrainTask;
}

/** A view to bring up to the record, with the copy this instance has of it. */
export interface Undrained {
  readonly name: string;
  readonly held: WriterCopy | null;
  readonly task: DrainTask;
}

interface Tools {
  readonly projectors: ReadonlyMap<string, SectionProjector>;
  readonly alarm: (alarm: Alarm) => void;
  readonly now: () => number;
}

interface TouchRow { readonly view: string; readonly section: string; readonly entry: string }

/** A view whose changes are known and not yet written down. */
interface Projected {
  readonly name: string;
  readonly copy: WriterCopy;
  readonly rows: LogRow[];
  readonly differs: boolean;
  /** Of its log, before. */
  readonly bytes: number;
}

/**
 * Views brought up to the record, in one READ COMMITTED transaction (V3): their locks first, then their touches, then the
 * record. Touches are taken before the record is read, so that what each of them speaks of is seen. They have nothing
 * to do with each other; several at once cost hardly more ways to the database than one. All of them, or it rejects.
 * Null: there is no such view (any more).
 */
export async function drainViews(tx: Tx, asked: readonly Undrained[], tools: Tools): Promise<Map<string, Drained | null>> {
  const names = asked.map(({ name }) => name);
  const held = new Map(asked.flatMap(({ name, held: copy }) => (copy ? [[name, copy] as const] : [])));
  // Asked together, answered in order: all under the locks.
  const [locked, touches, news] = await Promise.all([
    lockViews(tx, names),
    tx.query<TouchRow>(sql`delete from touch where view = any(${arrayParam(names)}) returning view, section, entry`),
    readNewRows(tx, held),
  ]);
  const states = new Map(locked.map((state) => [state.name, state]));
  const touchesOf = Map.groupBy(touches, ({ view }) => view);
  const found = new Map<string, Drained | null>();
  const projected = await Promise.all(asked.map(async (one): Promise<Projected | null> => {
    const state = states.get(one.name);
    const view = parseViewName(one.name);
    const own = touchesOf.get(one.name) ?? [];
    if (!state || !view) found.set(one.name, null);
    else if (state.built && own.length === 0 && !one.task.anew && !one.task.check) found.set(one.name, { position: positionOf(state), rows: [], copy: one.held });
    else return projectView(tx, view, { state, touches: own, news: news.get(one.name) ?? [] }, one, tools);
    return null;
  }));
  const toWrite = projected.filter((one) => one !== null);
  await writeDown(tx, toWrite, tools.now());
  for (const { name, copy, rows, differs, bytes } of toWrite) {
    const after = rows.reduce((sum, { update }) => sum + update.byteLength, bytes);
    const worn = isWorn(name, copy.doc, { before: bytes, after });
    found.set(name, { position: positionOf(copy), rows, copy, ...(differs || worn ? { next: { anew: true, worn: !differs } } : {}) });
  }
  return found;
}

async function projectView(
  tx: Tx, view: ParsedView, read: { readonly state: ViewState; readonly touches: readonly TouchRow[]; readonly news: readonly StoredRow[] },
  { held, task }: Undrained, tools: Tools,
): Promise<Projected> {
  const { state, touches, news } = read;
  const anew = task.anew === true || touches.some(isAnew);
  const { copy, whole, broken } = await openCopy(tx, state, held, news, { ...task, anew });
  if (broken) tools.alarm({ kind: 'brokenLog', view: view.name });
  const { wanted, judge } = whole ? { wanted: everything(view), judge: touches.some(isJudge) } : readTouches(view, touches, tools.alarm);
  const changes = await project(tx, view, copy, whole || !task.check ? wanted : withLeaving(view, wanted, tools), tools);
  const differs = task.check === true && !whole && await check(tx, view, copy, changes, tools);
  const batches = splitChanges(changes);
  if (batches.length === 0 && (judge || whole)) batches.push([]);
  const bytes = copy.seq === 0 ? 0 : state.bytes;
  // Never where somebody asked for a beginning: what they want gone is not to be shown a moment longer.
  const follows = task.worn === true && copy.epoch !== state.epoch && !broken && !touches.some(isAnew) ? state.epoch : null;
  return { name: view.name, copy, rows: makeRows(copy, view.name, batches, { judge, asOf: tools.now(), follows }), differs, bytes };
}

/** Appends their rows. A view whose readers must be judged again although nothing of it changed gets a row that says so. */
async function writeDown(tx: Tx, projected: readonly Projected[], now: number): Promise<void> {
  if (projected.length === 0) return;
  const ended = await storeRows(tx, projected.map(({ name }) => name), projected.flatMap(({ rows }) => rows));
  const bare: LogRow[] = [];
  for (const { name, copy, rows } of projected) {
    if (!ended.has(name)) continue;
    const [first] = rows;
    if (first) rows[0] = { ...first, judge: true };
    else {
      rows.push(...makeRows(copy, name, [[]], { judge: true, asOf: now, follows: null }));
      bare.push(...rows);
    }
  }
  if (bare.length > 0) await storeRows(tx, [], bare);
}

const isAnew = (touch: { section: string }): boolean => touch.section === '$anew';
const isJudge = (touch: { section: string }): boolean => touch.section === '$judge';

async function openCopy(
  tx: Tx, view: ViewState, held: WriterCopy | null, news: readonly StoredRow[], task: DrainTask,
): Promise<{ copy: WriterCopy; whole: boolean; broken: boolean }> {
  // A view that was never built stands at seq 0 and keeps the epoch its devices have been told.
  if (!task.anew) {
    const known = held?.epoch === view.epoch ? news : undefined;
    const copy = view.built ? await catchUp(tx, view, held, known) : await catchUp(tx, view, null);
    if (copy) return { copy, whole: !view.built, broken: false };
  }
  return { copy: await beginEpoch(tx, view.name), whole: true, broken: !task.anew };
}

function everything(view: ParsedView): Map<string, 'all'> {
  return new Map(Object.keys(views[view.kind].sections).map((section) => [section, 'all']));
}

function readTouches(
  view: ParsedView, touches: readonly { section: string; entry: string }[], alarm: (alarm: Alarm) => void,
): { wanted: Wanted; judge: boolean } {
  if (touches.some((touch) => touch.section === '*')) return { wanted: everything(view), judge: touches.some(isJudge) };
  const wanted = new Map<string, Set<string> | 'all'>();
  for (const { section, entry } of touches.filter((touch) => !isJudge(touch))) {
    if (!Object.hasOwn(views[view.kind].sections, section)) {
      alarm({ kind: 'unknownSection', view: view.name, section });
      continue;
    }
    const ids = wanted.get(section) ?? new Set<string>();
    if (entry === '*') wanted.set(section, 'all');
    else if (ids !== 'all') wanted.set(section, ids.add(entry));
  }
  return { wanted, judge: touches.some(isJudge) };
}

async function project(tx: Tx, view: ParsedView, copy: WriterCopy, asked: Wanted, tools: Tools): Promise<Change[]> {
  const projectorOf = (section: string): SectionProjector | undefined => tools.projectors.get(projectorKey(view.kind, section));
  const damaged = (entries: number): void => tools.alarm({ kind: 'drift', view: view.name, entries });
  const archive = await planArchive(tx, view, copy.doc, asked, projectorOf, { read: (section, id, raw) => readEntry(view, section, id, raw, tools.alarm), damaged });
  const wanted = archive?.wanted ?? asked;
  const sections = await Promise.all([...wanted].map(async ([section, asked]): Promise<Change[]> => {
    const found = projectorOf(section);
    if (!found || found.archive) return [];
    const projector = archive?.outside(found) ?? found;
    const ids = asked === 'all' ? asked : [...asked];
    const leaving = asked === 'all' ? [] : await findLeaving(tx, view, copy, projector, asked);
    if (isWindowed(projector)) {
      return projectWindow(tx, view, copy.doc, projector, ids, {
        read: (id, raw) => readEntry(view, section, id, raw, tools.alarm),
        damaged,
      });
    }
    const entries = new Map<string, unknown>();
    for (const [id, raw] of await projector.project(tx, view, ids)) {
      entries.set(id, readEntry(view, section, id, raw, tools.alarm));
    }
    return findChanges(copy.doc, section, ids === 'all' ? ids : [...ids, ...leaving], entries);
  }));
  const listing = await archive?.seal() ?? [];
  // They may go into several rows: an entry is in the view, or in a page that is listed, after each of them.
  const changes = [...listing.filter(({ value }) => value !== undefined), ...sections.flat(), ...listing.filter(({ value }) => value === undefined)];
  await dropPages(tx, view, copy, wanted, changes);
  return changes;
}

/** Sections that list sealed pages. */
const LISTINGS: readonly string[] = ['pages', ARCHIVE];

async function dropPages(tx: Tx, view: ParsedView, copy: WriterCopy, wanted: Wanted, changes: readonly Change[]): Promise<void> {
  const listings = LISTINGS.filter((section) => Object.hasOwn(views[view.kind].sections, section));
  const moved = changes.filter(({ section }) => listings.includes(section));
  if (moved.length === 0 && !listings.some((section) => wanted.get(section) === 'all')) return;
  const listed = new Set(listings.flatMap((section) => [...copy.doc.getMap(section).keys()]));
  for (const { id, value } of moved) {
    if (value === undefined) listed.delete(id);
    else listed.add(id);
  }
  await dropOtherPages(tx, view.name, [...listed]);
}

/** Asked of a section that was touched for nothing (the nightly check), or that has grown. */
async function findLeaving(tx: Tx, view: ParsedView, copy: WriterCopy, { section, leaving }: SectionProjector, asked: ReadonlySet<string>): Promise<readonly string[]> {
  const standing = leaving ? copy.doc.getMap(section) : null;
  return leaving && standing && standing.size > 0 && (asked.size === 0 || standing.size + asked.size > leaving.above) ? leaving.find(tx, view, [...standing.keys()]) : [];
}

/** What leaves for its age or number is no difference from the record that nobody spoke of. */
function withLeaving(view: ParsedView, wanted: Wanted, tools: Tools): Wanted {
  const found = [...tools.projectors.values()].filter(({ kind, leaving }) => kind === view.kind && leaving !== undefined);
  return new Map([...found.map(({ section }): [string, Set<string>] => [section, new Set()]), ...wanted]);
}

const isWindowed = (projector: SectionProjector): projector is Windowed => projector.window !== undefined;

/** As table one says it looks, as JSON carries it; keys the shape does not know stay behind. */
function readEntry(view: ParsedView, section: string, entry: string, raw: unknown, alarm: (alarm: Alarm) => void): unknown {
  const sections: ViewKind['sections'] = views[view.kind].sections;
  const parsed = sections[section]?.safeParse(raw);
  if (parsed?.success) return JSON.parse(JSON.stringify(parsed.data)) as unknown;
  alarm({ kind: 'unreadable', view: view.name, section, entry });
  return UNREADABLE;
}

/** V2, nightly: does it differ although nothing says so? A commit of this very moment is no drift: its touch is waiting. */
async function check(tx: Tx, view: ParsedView, copy: WriterCopy, known: readonly Change[], tools: Tools): Promise<boolean> {
  const seen = new Set(known.map((change) => `${change.section} ${change.id}`));
  let entries = 0;
  const all = await project(tx, view, copy, everything(view), { ...tools, alarm: (alarm) => { if (alarm.kind === 'drift') entries += alarm.entries; } });
  entries += all.filter((change) => !seen.has(`${change.section} ${change.id}`)).length;
  if (entries === 0) return false;
  const waiting = await tx.query(sql`select 1 from touch where view = ${view.name} limit 1`);
  if (waiting.length > 0) return false;
  tools.alarm({ kind: 'drift', view: view.name, entries });
  return true;
}

export const projectorKey = (kind: string, section: string): string => `${kind} ${section}`;
