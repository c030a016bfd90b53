import type { Actor } from '../../schema/actor.ts';
import { isNote, type ParsedNote } from '../../schema/notes.ts';
import type { ParsedView } from '../../schema/view-kinds.ts';
import { audit } from '../audit/audit.ts';
import type { Queries, Tx } from '../record/database.ts';
import { readNoteFacts } from '../notes/read-facts.ts';
import { judgeRead } from './judge.ts';

export type ReadActor = (q: Queries, account: string) => Promise<Actor | null>;

/** Who opened it: a person's screen, or the device fetching what it is to hold. What staff last opened counts screens only. */
export type OpenedBy = 'screen' | 'device';

/** Judged in the transaction of the reading. null: blocked, gone, not theirs, not there: callers answer all alike. */
export async function judgeReader(tx: Tx, readActor: ReadActor, account: string, view: ParsedView | ParsedNote | null): Promise<Actor | null> {
  const actor = await readActor(tx, account);
  if (!actor || !view) return null;
  return (await judgeRead(tx, actor, view)) ? actor : null;
}

/** The audit row of one opening (C58), in the transaction that reads what is opened. */
export async function auditOpening(tx: Tx, actor: Actor, view: ParsedView | ParsedNote, by: OpenedBy): Promise<void> {
  const patient = isNote(view) ? (await readNoteFacts(tx, view))?.patient : view.patient;
  await audit(tx, {
    clinic: actor.clinic, account: actor.account, who: actor.name, action: 'view.open', patient: patient ?? null, subject: view.name, detail: { by },
  });
}
