import { sql } from 'drizzle-orm';
import { cannedRemove, cannedRemoveOwn, cannedSave, cannedSaveOwn, type CannedFacts, type CannedOf, type CannedWords } from '../../schema/canned-replies.ts';
import { initialRegister, isConcurrent, joinRegisters, type Register } from '../../schema/merge.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import { viewName } from '../../schema/view-names.ts';
import { jsonParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';

type Words = CannedWords | null;
interface Facts extends CannedFacts { readonly now: Register<Words> }
interface Row { clinic_id: string; account_id: string | null; words: Register<Words> }

/** Not promised: the limit to the last one. Two who add at the same moment may both be let in. */
function readFacts(of: CannedOf) {
  return async ({ tx, actor }: RequestContext, { reply }: { reply: string }): Promise<Facts> => {
    const [row] = await tx.query<Row>(sql`select clinic_id, account_id, words from canned_reply where id = ${reply} for update`);
    const mine = row !== undefined && row.clinic_id === actor.clinic && row.account_id === (of === 'own' ? actor.account : null);
    const [counted] = await tx.query<{ count: number }>(sql`
      select count(*)::int as count from canned_reply
      where clinic_id = ${actor.clinic} and words->>'value' is not null and ${of === 'own' ? sql`account_id = ${actor.account}` : sql`account_id is null`}`);
    const there = mine && row.words.value !== null;
    return {
      canned: row === undefined || mine ? (there ? 'there' : 'none') : 'foreign', count: counted?.count ?? 0,
      now: mine ? row.words : initialRegister<Words>(null),
    };
  };
}

/** Joins what was asked into the register (R6); a concurrent loss is told, the clinic's words having more than one author. */
async function join(context: RequestContext, of: CannedOf, reply: string, value: Words, now: Register<Words>): Promise<{ superseded: Refusal } | undefined> {
  const { tx, actor, request } = context;
  const mine: Register<Words> = { value, stamp: request.stamp, saw: request.saw, by: request.id, who: actor.name, at: request.receivedAt };
  const winner = joinRegisters(now, mine);
  await tx.query(sql`
    insert into canned_reply (id, clinic_id, account_id, words) values (${reply}, ${actor.clinic}, ${of === 'own' ? actor.account : null}, ${jsonParam(winner)})
    on conflict (id) do update set words = excluded.words`);
  await touch(tx, [{ view: of === 'own' ? viewName.account(actor.account) : viewName.office(actor.clinic), section: 'replies', entry: reply }]);
  if (now.by === '' || !isConcurrent(now, mine) || JSON.stringify(now.value) === JSON.stringify(value)) return undefined;
  const loser = winner === mine ? now : mine;
  const lost = refuse('canned.superseded', { by: winner.who, at: winner.at, title: winner.value?.title ?? loser.value?.title ?? '' });
  if (loser === mine) return { superseded: lost };
  const [author] = await tx.query<{ account_id: string }>(sql`select account_id from request where id = ${now.by}`);
  // One's own two devices are one person: nobody to tell.
  if (author && author.account_id !== actor.account) {
    await tellAccount(tx, { account: author.account_id, code: lost.code, params: lost.params ?? {}, request: now.by, at: request.receivedAt });
  }
  return undefined;
}

const patientOf = (): null => null;
const saved = (of: CannedOf) => ({
  patientOf, readFacts: readFacts(of),
  effect: (context: RequestContext, { reply, ...words }: { reply: string } & CannedWords, { now }: Facts) => join(context, of, reply, words, now),
});
const removed = (of: CannedOf) => ({
  patientOf, readFacts: readFacts(of),
  effect: (context: RequestContext, { reply }: { reply: string }, { now }: Facts) => join(context, of, reply, null, now),
});

export const cannedHandlers: readonly RegisteredHandler[] = [
  handle(cannedSave, saved('clinic')), handle(cannedRemove, removed('clinic')),
  handle(cannedSaveOwn, saved('own')), handle(cannedRemoveOwn, removed('own')),
];
