import type { ParsedView, ViewKindName } from '../../schema/view-kinds.ts';
import type { Tx } from '../record/database.ts';

/**
 * SQL → one section of one view (V2). Pure reading: the same record gives the same entries, whoever asks and when.
 * `ids`: the touched entries, or 'all'. An id that is asked for and not in the answer leaves the view.
 */
export interface SectionProjector {
  readonly kind: ViewKindName;
  readonly section: string;
  readonly project: (tx: Tx, view: ParsedView, ids: readonly string[] | 'all') => Promise<ReadonlyMap<string, unknown>>;
}
