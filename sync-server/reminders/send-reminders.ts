import type { Database } from '../record/database.ts';
import { markTold, remind } from '../shared/remind.ts';

/** Rounds a minute: what is left over comes in the next. */
const ROUNDS = 20;

/** @param sms whether an SMS can leave here; without, everybody is told by e-mail */
export async function sendReminders(database: Database, sms: boolean): Promise<void> {
  await database.transaction((tx) => markTold(tx, null));
  for (let round = 0; round < ROUNDS; round += 1) {
    if ((await database.transaction((tx) => remind(tx, { sms }))) === 0) return;
  }
}
