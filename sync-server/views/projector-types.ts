import type { Position } from '../../schema/sync.ts';

/** A committed row of a view's log. */
export interface LogRow {
  readonly view: string;
  readonly epoch: string;
  readonly seq: number;
  readonly head: string;
  readonly update: Uint8Array;
  /** Readers are judged again before this row or a later one is sent (V5). */
  readonly judge: boolean;
}

export interface LogPage {
  readonly epoch: string;
  /** `since` is not of this history: the rows begin at its beginning. */
  readonly reset: boolean;
  readonly rows: readonly { readonly seq: number; readonly head: string; readonly update: Uint8Array }[];
  readonly more: boolean;
  readonly bytesLeft: number;
}

/** The record → views (V2–V4). Correct with any number of them on one database. */
export interface Projector {
  /** Everything committed before the call is in the views when it resolves, as far as views can be projected. Never rejects. */
  drain(): Promise<void>;
  /**
   * Positions that carry what is committed now, for those of `views` that have a row and got there within `waitMs`.
   * A view that is missing from the answer has no reader, or is late: its position is not known yet.
   */
  settle(views: readonly string[], waitMs: number): Promise<Record<string, { epoch: string; seq: number }>>;
  /** The view's row, built: made when there is none. Only for names the judge has let through. */
  ensure(view: string): Promise<Position>;
  /** Rows from `since`, at most `maxBytes` of updates but always at least one. null: there is no such view yet (`ensure`). */
  rows(view: string, since: Position | null, maxBytes: number): Promise<LogPage | null>;
  /** Called after the commit of each row this instance wrote, in order per view. */
  onRow(listen: (row: LogRow) => void): () => void;
  /** How far the views may be behind the record, ms. */
  lag(): number;
  /** Throws the view's history away and begins a new epoch from the record: compaction, erasure, repair. */
  rebuild(view: string): Promise<void>;
  /** V2, nightly: compares whole views with the record, alarms and repairs what differs, and begins worn histories anew. */
  check(): Promise<void>;
  close(): Promise<void>;
}
