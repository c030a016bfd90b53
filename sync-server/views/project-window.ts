import type { ParsedView } from '../../schema/view-kinds.ts';
import type * as Y from 'yjs';
import type { Tx } from '../record/database.ts';
import { findChanges, type Change } from './reconcile.ts';
import { storePages } from './sealed-pages.ts';
import type { Range, SectionProjector, SectionWindow } from './section-projector.ts';
import { chooseWindow, cutUnits, sealPages, type Measured, type Unit } from './window.ts';

export interface Windowed extends SectionProjector { readonly window: SectionWindow }

interface WindowTools {
  /** As table one says it looks, or what stands for what does not fit. */
  readonly read: (id: string, raw: unknown) => unknown;
  /** So many pages that the view lists were not there as listed, and are now. */
  readonly damaged: (pages: number) => void;
}

/** Units sealed at once: what is in memory for it stays small however long a thread is. */
const SEALED_AT_ONCE = 16;

/**
 * A windowed section and the list of its pages brought up to the record. What the view says already is believed where
 * nothing was touched, and with 'all' nothing is.
 * @returns what changes in both; the pages themselves are stored here; whoever writes the changes down drops those that are listed no more
 */
export async function projectWindow(tx: Tx, view: ParsedView, doc: Y.Doc, projector: Windowed, asked: readonly string[] | 'all', tools: WindowTools): Promise<Change[]> {
  const { section, window } = projector;
  const { read } = tools;
  const [entries, pages] = [doc.getMap(section), doc.getMap(window.pages)];
  const strange = asked === 'all' ? [] : [...entries].flatMap(([id, entry]) => (isReadable(entry) ? [] : [id]));
  const touched = asked === 'all' ? [] : [...new Set([...asked, ...strange])];
  const raw = touched.length > 0 ? await projector.project(tx, view, touched) : new Map<string, unknown>();
  const parsed = new Map([...raw].map(([id, entry]) => [id, read(id, entry)]));

  if (asked !== 'all' && pages.size === 0) {
    const kept = [...entries].filter(([id]) => !raw.has(id) && !touched.includes(id)).map(([, entry]) => window.measure(entry));
    const bytes = sum([...kept, ...[...raw.values()].map(window.measure)]);
    if (bytes <= window.budget) return findChanges(doc, section, touched, parsed);
  }

  const units = cutUnits(await window.measureAll(tx, view));
  const { inside, sealed } = chooseWindow(units, window.budget);
  const stale = new Set(asked === 'all' ? units : [...raw.values()].flatMap((entry) => units.find((unit) => holds(unit, window.measure(entry))) ?? []));

  // What stands in the view, place by place; of the touched ones what the record says now.
  const standing = new Map([...entries].filter(([id]) => asked !== 'all' && !touched.includes(id)).map(([id, entry]) => [id, window.measure(entry)]));
  const untouched = Map.groupBy(standing, ([, at]) => unitOf(inside, at));
  const lacking = inside.filter((unit) => (untouched.get(unit)?.length ?? 0) + [...raw.values()].filter((entry) => holds(unit, window.measure(entry))).length !== unit.count);
  const fetched = lacking.length > 0 ? await window.read(tx, view, lacking) : new Map<string, unknown>();
  const now = new Map<string, unknown>();
  for (const [id, entry] of raw) if (unitOf(inside, window.measure(entry))) now.set(id, parsed.get(id));
  for (const [id, entry] of fetched) now.set(id, read(id, entry));
  const leaving = [...standing].flatMap(([id, at]) => (unitOf(inside, at) ? [] : [id]));
  const looked = asked === 'all' ? 'all' as const : [...new Set([...touched, ...leaving, ...fetched.keys()])];
  const changes = findChanges(doc, section, looked, now);
  const listing = await projectPages(tx, view, { doc, projector, tools }, sealed, stale);
  // They may go into several rows: an entry is in the view, or in a page that is listed, after each of them.
  return [...listing.filter(({ value }) => value !== undefined), ...changes, ...listing.filter(({ value }) => value === undefined)];
}

/** Pages that hold exactly an untouched unit stay as they are. */
async function projectPages(
  tx: Tx, view: ParsedView, { doc, projector, tools }: { readonly doc: Y.Doc; readonly projector: Windowed; readonly tools: WindowTools },
  sealed: readonly Unit[], stale: ReadonlySet<Unit>,
): Promise<Change[]> {
  const { section, window } = projector;
  const listed = [...doc.getMap(window.pages)].map(([hash, entry]) => ({ hash, entry, range: window.readListed(entry) }));
  const wanted = new Map<string, unknown>();
  const toSeal: Unit[] = [];
  const byGroup = Map.groupBy(listed, ({ range }) => range?.group);
  for (const unit of sealed) {
    const own = (byGroup.get(unit.group) ?? []).filter(({ range }) => range && range.from >= unit.from && range.to <= unit.to);
    const whole = own.reduce((count, { range }) => count + (range?.count ?? 0), 0) === unit.count;
    if (whole && !stale.has(unit)) for (const { hash, entry } of own) wanted.set(hash, entry);
    else toSeal.push(unit);
  }
  for (let i = 0; i < toSeal.length; i += SEALED_AT_ONCE) {
    const units = toSeal.slice(i, i + SEALED_AT_ONCE);
    const found = [...await window.read(tx, view, units)].map(([id, entry]) => ({ at: window.measure(entry), value: tools.read(id, entry) }));
    const pages = units.flatMap((unit) => sealPages(section, unit.group, found
      .filter(({ at }) => holds(unit, at)).map(({ at, value }) => ({ seq: at.seq, value })).toSorted((a, b) => a.seq - b.seq)));
    const written = await storePages(tx, view.name, pages);
    const damaged = written.filter((hash) => doc.getMap(window.pages).has(hash)).length;
    if (damaged > 0) tools.damaged(damaged);
    for (const { hash, group, from, to, count } of pages) wanted.set(hash, window.listed({ group, from, to, count }));
  }
  return findChanges(doc, window.pages, 'all', wanted);
}

const isReadable = (entry: unknown): boolean => typeof entry === 'object' && entry !== null && !('unreadable' in entry);
const holds = (range: Range, at: Pick<Measured, 'group' | 'seq'>): boolean => range.group === at.group && range.from <= at.seq && at.seq <= range.to;
const unitOf = (units: readonly Unit[], at: Measured): Unit | undefined => units.find((unit) => holds(unit, at));
const sum = (all: readonly Measured[]): number => all.reduce((bytes, one) => bytes + one.bytes, 0);
