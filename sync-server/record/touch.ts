import { sql, type SQL } from 'drizzle-orm';
import { arrayParam, type Tx } from './database.ts';

/**
 * Says, in the transaction that changed the record, what the change touched (V2). A change that is not touched is not
 * seen by anybody until the nightly check: every write to a projected table goes with its touch.
 */
export interface Touch {
  readonly view: string;
  readonly section: string;
  readonly entry: string;
}

/** The whole view is projected anew. */
export const wholeView = (view: string): Touch => ({ view, section: '*', entry: '*' });
/** The view begins a new epoch, projected whole: what was in it is in no log and on no device any more (V4). */
export const beginAnew = (view: string): Touch => ({ view, section: '$anew', entry: '*' });
/** Who may read this view changed: readers are judged again before the next row (V5). */
export const judgeAgain = (view: string): Touch => ({ view, section: '$judge', entry: '*' });

const collected = new WeakMap<Tx, Touch[]>();

/**
 * From here on `touch` of this transaction only remembers; whoever asked for it writes them with `writeTouches` before
 * the commit, all in one statement, and knows afterwards which views will change.
 */
export function collectTouches(tx: Tx): readonly Touch[] {
  const touches: Touch[] = [];
  collected.set(tx, touches);
  return touches;
}

export async function touch(tx: Tx, touches: readonly Touch[]): Promise<void> {
  const collecting = collected.get(tx);
  if (collecting) collecting.push(...touches);
  else await writeTouches(tx, touches);
}

export async function writeTouches(tx: Tx, touches: readonly Touch[]): Promise<void> {
  if (touches.length > 0) await tx.query(touchStatement(touches));
}

export function touchStatement(touches: readonly Touch[]): SQL {
  const column = (read: (touch: Touch) => string): SQL => sql`${arrayParam(touches.map(read))}::text[]`;
  return sql`insert into touch (view, section, entry) select * from unnest(${column((t) => t.view)}, ${column((t) => t.section)}, ${column((t) => t.entry)})`;
}
