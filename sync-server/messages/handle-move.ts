import { sql } from 'drizzle-orm';
import { threadMove, type MoveFacts } from '../../schema/misdirected-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, jsonParam, type Tx } from '../record/database.ts';
import { beginAnew, touch, wholeView } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { handle, type RegisteredHandler } from '../requests/slice.ts';
import { readThreadSights } from './sights.ts';
import { lockThread, threadOf, type ThreadRow } from './thread-row.ts';
import { threadTouches } from '../shared/thread-touches.ts';

interface Facts extends MoveFacts { readonly row: ThreadRow | null; readonly to: { readonly name: string } | null; readonly from: string }

/** Reads that patient's messages: their own account, or a carer's whose grant says so. */
const reads = (account: ReturnType<typeof sql>, patient: string) => sql`exists (
  select 1 from account a where a.id = ${account} and (a.patient_id = ${patient} or exists (
    select 1 from proxy_grant g where g.account_id = a.id and g.patient_id = ${patient} and g.revoked_at is null
      and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now()) and 'messages' = any(g.scopes))))`;

async function findLoser(tx: Tx, thread: string, to: string): Promise<string | null> {
  const [found] = await tx.query<{ author: string }>(sql`
    select m.author from message m where m.thread_id = ${thread} and m.from_kind = 'patient' and not ${reads(sql`m.account_id`, to)} order by m.seq limit 1`);
  return found?.author ?? null;
}

/** Marks of readers who follow it, and of those who lose it. */
async function sortReaders(tx: Tx, thread: string, to: string): Promise<{ stay: string[]; lose: string[] }> {
  const rows = await tx.query<{ reader: string; stays: boolean }>(sql`
    select k.reader, ${reads(sql`k.reader`, to)} as stays from message_mark k where k.thread_id = ${thread} order by k.reader`);
  return { stay: rows.filter(({ stays }) => stays).map(({ reader }) => reader), lose: rows.filter(({ stays }) => !stays).map(({ reader }) => reader) };
}

/** Two patients' messages change, so it shares its commit with nobody. */
const move = handle(threadMove, {
  patientOf: (body) => body.patient,
  readFacts: async ({ tx, actor }, body): Promise<Facts> => {
    const row = await lockThread(tx, actor.clinic, body);
    const people = await tx.query<{ id: string; name: string }>(sql`
      select id, name from patient where id in ${[body.to, body.patient]} and clinic_id = ${actor.clinic} order by id for share`);
    const to = people.find(({ id }) => id === body.to) ?? null;
    return {
      row, to, from: people.find(({ id }) => id === body.patient)?.name ?? '',
      thread: row && { patientSeq: row.patient_seq }, inClinic: to !== null,
      loser: row && to ? await findLoser(tx, row.id, to.id) : null,
    };
  },
  effect: async (context, body, facts) => {
    const { tx, actor, request } = context;
    const thread = threadOf(facts);
    const at = instantParam(request.receivedAt);
    const reason = body.reason.trim();
    const { stay, lose } = await sortReaders(tx, thread.id, body.to);
    const shown = await readThreadSights(tx, thread.id, lose);
    if (shown.length > 0) {
      await tx.query(sql`
        insert into disclosure (id, clinic_id, patient_id, thread_id, shown, reason, account_id, who, at)
        values (${body.disclosure}, ${thread.clinic_id}, ${thread.patient_id}, ${thread.id}, ${jsonParam(shown)}, ${reason}, ${actor.account}, ${actor.name}, ${at})`);
    }
    // Who reads it no more is not named to those who read it now.
    if (lose.length > 0) await tx.query(sql`delete from message_mark where thread_id = ${thread.id} and reader in ${lose}`);
    const moved = { from: facts.from, by: actor.name, at: request.receivedAt, reason };
    await tx.query(sql`update thread set patient_id = ${body.to}, moved = ${jsonParam(moved)} where id = ${thread.id}`);
    await tx.query(sql`
      update message m set acting = coalesce((select a.patient_id is distinct from ${body.to} from account a where a.id = m.account_id), m.acting)
      where m.thread_id = ${thread.id} and m.from_kind = 'patient'`);
    // The request's own audit row stands with the patient it was taken from; this one with the patient it came to.
    await audit(tx, {
      clinic: actor.clinic, account: actor.account, who: actor.name, action: 'thread.moved', patient: body.to, subject: thread.id, request: request.id,
      detail: { from: thread.patient_id, shown },
    });
    const told = { request: request.id, at: request.receivedAt };
    for (const account of lose) await tellAccount(tx, { account, code: 'thread.takenAway', params: { at: request.receivedAt }, ...told });
    for (const account of stay) {
      await tellAccount(tx, { account, code: 'thread.movedTo', params: { name: facts.to?.name ?? '', at: request.receivedAt }, patient: body.to, thread: thread.id, ...told });
    }
    await touch(tx, [
      beginAnew(viewName.threads(thread.patient_id)), wholeView(viewName.triage(thread.patient_id)),
      wholeView(viewName.threads(body.to)), wholeView(viewName.triage(body.to)),
      ...threadTouches(thread.clinic_id, thread.patient_id, thread.id),
    ]);
  },
});

export const moveHandlers: RegisteredHandler[] = [move];
