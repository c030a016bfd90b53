import type { ParsedView } from '../../schema/view-kinds.ts';
import { archiveEntry, type ArchivedEntry, type ArchiveEntry } from '../../schema/pages.ts';
import type * as Y from 'yjs';
import type { Tx } from '../record/database.ts';
import { chooseArchived } from './archive.ts';
import { findChanges, type Change } from './reconcile.ts';
import { storePages } from './sealed-pages.ts';
import type { Group, SectionProjector, ViewArchive } from './section-projector.ts';
import { sealPages } from './window.ts';

/** The section that lists the pages of what left a view as whole groups. */
export const ARCHIVE = 'archive';

export type Wanted = ReadonlyMap<string, ReadonlySet<string> | 'all'>;

interface ArchiveTools {
  /** As table one says an entry of that section looks, or what stands for what does not fit. */
  readonly read: (section: string, id: string, raw: unknown) => unknown;
  /** So many pages that the view lists were not there as listed, and are now. */
  readonly damaged: (pages: number) => void;
}

export interface Archiving {
  /** What is to be projected, with what leaves and what comes back. */
  readonly wanted: Wanted;
  /** The section without the groups that have left. */
  readonly outside: (projector: SectionProjector) => SectionProjector;
  /** Once all sections are projected: what changes in the list of pages. The pages are stored here. */
  readonly seal: () => Promise<Change[]>;
}

/** null: nothing has left this view, and nothing leaves it now. */
export async function planArchive(
  tx: Tx, view: ParsedView, doc: Y.Doc, asked: Wanted, projectorOf: (section: string) => SectionProjector | undefined, tools: ArchiveTools,
): Promise<Archiving | null> {
  const archive = projectorOf(ARCHIVE)?.archive;
  if (!archive || ![ARCHIVE, ...archive.sections].some((section) => asked.has(section))) return null;
  const listed = new Map([...doc.getMap(ARCHIVE)].map(([hash, entry]) => [hash, readListed(entry)]));
  if (listed.size === 0 && !mayLeave(doc, asked, archive)) return null;

  const units = chooseArchived(await archive.readGroups(tx, view), archive.keep);
  if (units.length === 0 && listed.size === 0) return null;
  const gone = new Set(units.flat().map(({ id }) => id));
  const before = new Set([...listed.values()].flatMap((page) => page?.threads ?? []));
  const stale = new Set<string>();
  const all = asked.get(ARCHIVE) === 'all';

  function outside(projector: SectionProjector): SectionProjector {
    const { groups, window } = projector;
    if (!groups || !archive?.sections.includes(projector.section)) return projector;
    return {
      ...projector,
      async project(from, of, ids) {
        const found = await projector.project(from, of, ids);
        const inside = new Map<string, unknown>();
        for (const [id, entry] of found) {
          const group = groups.of(entry);
          if (gone.has(group)) stale.add(group);
          else inside.set(id, entry);
        }
        return inside;
      },
      ...(window ? { window: { ...window, measureAll: async (from, of) => (await window.measureAll(from, of)).filter(({ group }) => !gone.has(group)) } } : {}),
    };
  }

  async function seal(): Promise<Change[]> {
    const wanted = new Map<string, unknown>();
    for (const unit of units) {
      const names = new Set(unit.map(({ id }) => id));
      const own = [...listed].flatMap(([hash, page]) => (page?.threads.every((id) => names.has(id)) ? [{ hash, page }] : []));
      const whole = new Set(own.flatMap(({ page }) => page.threads)).size === names.size && own.reduce((sum, { page }) => sum + page.count, 0) === unit.length;
      if (whole && !all && !unit.some(({ id }) => stale.has(id))) for (const { hash, page } of own) wanted.set(hash, page);
      else for (const [hash, page] of await sealUnit(unit)) wanted.set(hash, page);
    }
    return findChanges(doc, ARCHIVE, 'all', wanted);
  }

  async function sealUnit(unit: readonly Group[]): Promise<[hash: string, page: ArchiveEntry][]> {
    const [first] = unit;
    if (!archive || !first) return [];
    const found = await readUnit(tx, view, archive, unit, projectorOf, tools);
    const pages = sealPages(ARCHIVE, first.id, found.map(({ entry }, i) => ({ seq: i, value: entry })));
    const damaged = (await storePages(tx, view.name, pages)).filter((hash) => listed.has(hash)).length;
    if (damaged > 0) tools.damaged(damaged);
    return pages.map(({ hash, from, to }): [string, ArchiveEntry] => {
      const held = found.slice(from, to + 1);
      const threads = [...new Set(held.map(({ group }) => group))];
      return [hash, {
        threads, count: held.filter(({ entry }) => entry.section === archive.sections[0]).length,
        at: Math.max(...unit.filter(({ id }) => threads.includes(id)).map(({ at }) => at)),
      }];
    });
  }

  return { wanted: widen(doc, asked, archive, { gone, before }, projectorOf), outside, seal };
}

function mayLeave(doc: Y.Doc, asked: Wanted, { sections: [first], keep }: ViewArchive): boolean {
  const touched = asked.get(first);
  return touched === 'all' || asked.get(ARCHIVE) === 'all' || doc.getMap(first).size + (touched?.size ?? 0) > keep;
}

/** All that stands of a group that leaves goes; where one comes back, or went to another view, its sections are read anew. */
function widen(
  doc: Y.Doc, asked: Wanted, { sections }: ViewArchive, { gone, before }: { readonly gone: ReadonlySet<string>; readonly before: ReadonlySet<string> },
  projectorOf: (section: string) => SectionProjector | undefined,
): Wanted {
  const back = [...before].some((id) => !gone.has(id));
  const leaves = [...gone].some((id) => !before.has(id));
  const wanted = new Map(asked);
  for (const [i, section] of sections.entries()) {
    const groups = projectorOf(section)?.groups;
    const ids = asked.get(section);
    if (!groups || ids === 'all' || !(back || leaves)) continue;
    if (back) {
      wanted.set(section, 'all');
      continue;
    }
    const standing = [...doc.getMap(section)].flatMap(([id, entry]) => (gone.has(i === 0 ? id : groupOf(groups.of, entry)) ? [id] : []));
    wanted.set(section, new Set([...ids ?? [], ...standing]));
  }
  return wanted;
}

/** What stands for an unreadable entry is of no group: it goes when it is looked at next. */
const groupOf = (of: (entry: unknown) => string, entry: unknown): string =>
  (typeof entry === 'object' && entry !== null && !('unreadable' in entry) ? of(entry) : '');

interface Found { readonly group: string; readonly entry: ArchivedEntry }

/** Thread after thread, section after section, in an order that is always the same. */
async function readUnit(
  tx: Tx, view: ParsedView, archive: ViewArchive, unit: readonly Group[], projectorOf: (section: string) => SectionProjector | undefined, tools: ArchiveTools,
): Promise<Found[]> {
  const ids = unit.map(({ id }) => id);
  const place = new Map(ids.map((id, i) => [id, i]));
  const found: (Found & { readonly order: readonly [number, number, number] })[] = [];
  for (const [i, section] of archive.sections.entries()) {
    const projector = projectorOf(section);
    if (!projector?.groups) continue;
    for (const [id, raw] of await projector.groups.read(tx, view, ids)) {
      const group = projector.groups.of(raw);
      const entry = { section, id, value: tools.read(section, id, raw) };
      found.push({ group, entry, order: [place.get(group) ?? ids.length, i, projector.window?.measure(raw).seq ?? 0] });
    }
  }
  return found.toSorted((a, b) => {
    const at = a.order.findIndex((part, i) => part !== b.order[i]);
    return at >= 0 ? (a.order[at] ?? 0) - (b.order[at] ?? 0) : a.entry.id < b.entry.id ? -1 : 1;
  });
}

function readListed(entry: unknown): ArchiveEntry | null {
  const read = archiveEntry.safeParse(entry);
  return read.success ? read.data : null;
}
