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
