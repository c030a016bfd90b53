import { sql } from 'drizzle-orm';
import { heldDiscard, heldReturn, tellDecision, type HeldDecision, type HeldFacts } from '../../schema/held-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';

interface Held { readonly author: string; readonly kind: 'staff' | 'patient'; readonly patient: string | null }
interface Facts extends HeldFacts { readonly row: Held | null }
interface Body { readonly request: string; readonly words: string }

/** The held request's row is what two administrators take turns by; the decision is read after it is had. */
async function readFacts({ tx, actor }: RequestContext, body: Body): Promise<Facts> {
  const [row] = await tx.query<{ account_id: string; kind: Held['kind']; patient_id: string | null }>(sql`
    select r.account_id, a.kind, r.patient_id from request r join account a on a.id = r.account_id
    where r.id = ${body.request} and r.clinic_id = ${actor.clinic} and r.outcome->>'state' = 'held' for update of r`);
  if (!row) return { held: null, row: null };
  const [settled] = await tx.query<{ as: HeldDecision; by: string; at: number }>(sql`
    select decided as "as", who as "by", at from held_decision where request_id = ${body.request}`);
  return { held: { settled: settled ?? null }, row: { author: row.account_id, kind: row.kind, patient: row.patient_id } };
}

/**
 * Writes the decision beside the request and tells its author: in the list of their outcomes, and by a notice. A closed account
 * hears when it is opened again, if ever.
 */
async function decide({ tx, actor, request }: RequestContext, body: Body, { row }: Facts, decided: HeldDecision): Promise<void> {
  if (!row) throw new Error('A decision was let through without what it is about');
  const words = body.words.trim();
  await tx.query(sql`
    insert into held_decision (request_id, clinic_id, decided, account_id, who, words, at)
    values (${body.request}, ${actor.clinic}, ${decided}, ${actor.account}, ${actor.name}, ${words}, ${instantParam(request.receivedAt)})`);
  await audit(tx, {
    clinic: actor.clinic, account: actor.account, who: actor.name, action: `held.${decided}`, patient: row.patient, subject: body.request, request: request.id,
    detail: { author: row.author },
  });
  const told = tellDecision({ decided, who: actor.name, words, at: request.receivedAt, author: row.kind });
  await tellAccount(tx, { account: row.author, code: told.code, params: told.params ?? {}, request: body.request, at: request.receivedAt });
  await touch(tx, [{ view: viewName.account(row.author), section: 'outcomes', entry: body.request }]);
}

export const heldHandlers: readonly RegisteredHandler[] = [
  handle(heldReturn, { patientOf: () => null, readFacts, effect: (context, body, facts) => decide(context, body, facts, 'returned') }),
  handle(heldDiscard, { patientOf: () => null, readFacts, effect: (context, body, facts) => decide(context, body, facts, 'discarded') }),
];
