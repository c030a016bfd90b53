import type { ParsedView, ViewKindName } from '../../schema/view-kinds.ts';
import type { Tx } from '../record/database.ts';
import type { Measured } from './window.ts';

/**
 * SQL → one section of one view (V2). Pure reading: the same record gives the same entries, whoever asks and when.
 * `ids`: the touched entries, or 'all'. An id that is asked for and not in the answer leaves the view.
 */
export interface SectionProjector {
  readonly kind: ViewKindName;
  readonly section: string;
  readonly project: (tx: Tx, view: ParsedView, ids: readonly string[] | 'all') => Promise<ReadonlyMap<string, unknown>>;
  /** Where the section can grow without bound: how it is kept small (V6). */
  readonly window?: SectionWindow;
  /** Where entries leave although nothing touched them: for their age, or for how many came after them. */
  readonly leaving?: SectionLeaving;
  /** Where groups of entries leave the view as a whole: which one an entry is of, and all there is of some. */
  readonly groups?: SectionGroups;
  /** On the section that lists what left so: which groups those are. */
  readonly archive?: ViewArchive;
}

export interface SectionLeaving {
  /** Looked for once the section has more entries than this, and at the nightly check. */
  readonly above: number;
  /** Which of these stand in the view no more. */
  readonly find: (tx: Tx, view: ParsedView, standing: readonly string[]) => Promise<readonly string[]>;
}

export interface SectionGroups {
  /** Of one entry as `project` gives it. */
  readonly of: (entry: unknown) => string;
  readonly read: (tx: Tx, view: ParsedView, groups: readonly string[]) => Promise<ReadonlyMap<string, unknown>>;
}

/** `stays`: however old it is. */
export interface Group { readonly id: string; readonly at: number; readonly stays: boolean }

export interface ViewArchive {
  /** Those whose entries leave, in the order they have in a page. The first has one entry a group, under the group's id. */
  readonly sections: readonly [string, ...string[]];
  /** So many groups stay beside those that stay anyway, or a few less. */
  readonly keep: number;
  /** Every group the record has, in the order they began: what comes later moves none. */
  readonly readGroups: (tx: Tx, view: ParsedView) => Promise<readonly Group[]>;
}

/** Numbers from … to of a group, both included. */
export interface Range { readonly group: string; readonly from: number; readonly to: number }

export interface SectionWindow {
  /** The section of the same view that lists its sealed pages, by hash. */
  readonly pages: string;
  /** Of the entries that stand in the view, together, as `measure` counts them. */
  readonly budget: number;
  /** Every entry the record has, by group and number: read without its words. */
  readonly measureAll: (tx: Tx, view: ParsedView) => Promise<readonly Measured[]>;
  /** One entry as `project` gives it, measured alike. */
  readonly measure: (entry: unknown) => Measured;
  readonly read: (tx: Tx, view: ParsedView, ranges: readonly Range[]) => Promise<ReadonlyMap<string, unknown>>;
  /** What stands in `pages` for a page. */
  readonly listed: (page: Range & { readonly count: number }) => unknown;
  /** And the other way. null: it is no such thing. */
  readonly readListed: (entry: unknown) => (Range & { readonly count: number }) | null;
}
