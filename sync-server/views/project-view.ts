import { sql } from 'drizzle-orm';
import type { Position } from '../../schema/sync.ts';
import { parseViewName, views, type ParsedView, type ViewKind } from '../../schema/views.ts';
import type { Tx } from '../record/database.ts';
import { appendRows, beginEpoch, catchUp, lockView, positionOf, type ViewState, type WriterCopy } from './linear-history.ts';
import type { LogRow } from './projector-types.ts';
import { findChanges, splitChanges, UNREADABLE, type Change } from './reconcile.ts';
import type { SectionProjector } from './section-projector.ts';

/** What people who run the clinic's server must hear of. Without a word of the record. */
export type Alarm =
  | { readonly kind: 'unreadable'; readonly view: string; readonly section: string; readonly entry: string }
  | { readonly kind: 'unknownSection'; readonly view: string; readonly section: string }
  /** The log was no unbroken line; the view began a new epoch. */
  | { readonly kind: 'brokenLog'; readonly view: string }
  /** The nightly check found the view behind the record: some write forgot its touch. */
  | { readonly kind: 'drift'; readonly view: string; readonly entries: number };

/** `anew`: a new epoch. `check`: all of it is compared with the record. */
export interface DrainTask { readonly anew?: boolean; readonly check?: boolean }

export interface Drained {
  readonly position: Position;
  readonly rows: readonly LogRow[];
  /** null: it was not needed. */
  readonly copy: WriterCopy | null;
}

type Wanted = Map<string, Set<string> | 'all'>;

/**
 * One view brought up to the record, in one READ COMMITTED transaction (V3): its lock first, then its touches, then
 * the record. Touches are taken before the record is read, so that what each of them speaks of is seen.
 * Null: there is no such view (any more).
 */
export async function drainView(
  tx: Tx, name: string, held: WriterCopy | null, task: DrainTask,
  tools: { readonly projectors: ReadonlyMap<string, SectionProjector>; readonly alarm: (alarm: Alarm) => void; readonly now: () => number },
): Promise<Drained | null> {
  const locked = await lockView(tx, name);
  const view = parseViewName(name);
  if (!locked || !view) return null;
  const touches = await tx.query<{ section: string; entry: string }>(sql`delete from touch where view = ${name} returning section, entry`);
  if (locked.built && touches.length === 0 && !task.anew && !task.check) return { position: positionOf(locked), rows: [], copy: held };

  const found = await openCopy(tx, locked, held, task);
  if (found.broken) tools.alarm({ kind: 'brokenLog', view: name });
  const { copy, whole } = found;
  const { wanted, judge } = whole ? { wanted: everything(view), judge: touches.some(isJudge) } : readTouches(view, touches, tools.alarm);
  const changes = await project(tx, view, copy, wanted, tools);
  // A right that ended while we read: what we read may be from after it, so its readers are judged before this row too.
  const ended = await tx.query(sql`delete from touch where view = ${name} and section = '$judge' returning id`);
  const mustJudge = judge || ended.length > 0;
  if (task.check && !whole) changes.push(...await check(tx, view, copy, changes, tools));

  const batches = splitChanges(changes);
  if (batches.length === 0 && (mustJudge || whole)) batches.push([]);
  const rows = await appendRows(tx, copy, name, batches, mustJudge, tools.now());
  return { position: positionOf(copy), rows, copy };
}

const isJudge = (touch: { section: string }): boolean => touch.section === '$judge';

async function openCopy(
  tx: Tx, view: ViewState, held: WriterCopy | null, task: DrainTask,
): Promise<{ copy: WriterCopy; whole: boolean; broken: boolean }> {
  // A view that was never built stands at seq 0 and keeps the epoch its devices have been told.
  if (!task.anew) {
    const copy = await catchUp(tx, view, view.built ? held : null);
    if (copy) return { copy, whole: !view.built, broken: false };
  }
  return { copy: await beginEpoch(tx, view.name), whole: true, broken: !task.anew };
}

function everything(view: ParsedView): Wanted {
  return new Map(Object.keys(views[view.kind].sections).map((section) => [section, 'all']));
}

function readTouches(
  view: ParsedView, touches: readonly { section: string; entry: string }[], alarm: (alarm: Alarm) => void,
): { wanted: Wanted; judge: boolean } {
  if (touches.some((touch) => touch.section === '*')) return { wanted: everything(view), judge: touches.some(isJudge) };
  const wanted: Wanted = new Map();
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

type Tools = Parameters<typeof drainView>[4];

async function project(tx: Tx, view: ParsedView, copy: WriterCopy, wanted: Wanted, tools: Tools): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [section, asked] of wanted) {
    const projector = tools.projectors.get(projectorKey(view.kind, section));
    if (!projector) continue;
    const ids = asked === 'all' ? asked : [...asked];
    const entries = new Map<string, unknown>();
    for (const [id, raw] of await projector.project(tx, view, ids)) {
      entries.set(id, readEntry(view, section, id, raw, tools.alarm));
    }
    changes.push(...findChanges(copy.doc, section, ids, entries));
  }
  return changes;
}

/** As table one says it looks, as JSON carries it; keys the shape does not know stay behind. */
function readEntry(view: ParsedView, section: string, entry: string, raw: unknown, alarm: (alarm: Alarm) => void): unknown {
  const sections: ViewKind['sections'] = views[view.kind].sections;
  const parsed = sections[section]?.safeParse(raw);
  if (parsed?.success) return JSON.parse(JSON.stringify(parsed.data)) as unknown;
  alarm({ kind: 'unreadable', view: view.name, section, entry });
  return UNREADABLE;
}

/** V2, nightly: what differs although nothing says so. A commit of this very moment is no drift: its touch is waiting. */
async function check(tx: Tx, view: ParsedView, copy: WriterCopy, known: readonly Change[], tools: Tools): Promise<Change[]> {
  const seen = new Set(known.map((change) => `${change.section} ${change.id}`));
  const all = await project(tx, view, copy, everything(view), { ...tools, alarm: () => undefined });
  const found = all.filter((change) => !seen.has(`${change.section} ${change.id}`));
  if (found.length === 0) return [];
  const waiting = await tx.query(sql`select 1 from touch where view = ${view.name} limit 1`);
  if (waiting.length === 0) tools.alarm({ kind: 'drift', view: view.name, entries: found.length });
  return found;
}

export const projectorKey = (kind: string, section: string): string => `${kind} ${section}`;
