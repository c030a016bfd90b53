import type { AccountDatabase } from './account-database.ts';
import { steadily } from './steady.ts';

/** How many shared notes have words on this device that the clinic has not acknowledged. */
export async function countUnsentNotes(database: AccountDatabase): Promise<number> {
  const keys = await steadily(database, () => database.noteUpdates.where('[state+note]').between(['waiting', ''], ['waiting', '\uffff']).uniqueKeys());
  return keys.length;
}
