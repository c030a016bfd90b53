import { sql, type SQL } from 'drizzle-orm';
import type { NoticeEntry } from '../../schema/accounts.ts';
import { envelope } from '../../schema/envelope.ts';
import { tellDecision, type HeldDecision } from '../../schema/held-requests.ts';
import type { Outcome } from '../../schema/outcome.ts';
import type { ParsedView } from '../../schema/view-kinds.ts';
import { readActor } from '../identity/actor.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import type { SectionLeaving, SectionProjector } from '../views/section-projector.ts';

// SQL → `account/:account`: what one account is told about itself. ------------------------------------------------------

/** Outcomes are kept in the view this long; older ones stay in the record. */
const OUTCOME_DAYS = 30;
/** And of those that were done the newest so many (V6): who lost an older one asks again, and hears the same (R2). */
const DONE_KEPT = 500;
/** So many more before they are counted: not at every request. */
const DONE_SLACK = 100;

type Ids = readonly string[] | 'all';
const among = (column: SQL, ids: Ids): SQL => (ids === 'all' ? sql`true` : sql`${column} = any(${arrayParam(ids)}::text[])`);

/** One section: the query's rows, each with the id of its entry. */
function section<Row extends object>(
  name: string, read: (tx: Tx, account: string, ids: Ids) => Promise<readonly Row[]>, entryOf: (row: Row) => readonly [id: string, value: unknown],
): SectionProjector {
  return {
    kind: 'account',
    section: name,
    project: async (tx: Tx, view: ParsedView, ids: Ids) => new Map((await read(tx, view.account ?? '', ids)).map(entryOf)),
  };
}

/** A shut account has no self; its device keeps the last copy until it is told to drop the view. */
const self = section('self', async (tx, account) => {
  const actor = await readActor(tx, account);
  return actor ? [actor] : [];
}, (actor) => ['self', actor]);

interface OutcomeRow {
  id: string; type: string; outcome: Outcome; decided: HeldDecision | null; who: string | null; words: string | null; at: number | null; kind: 'staff' | 'patient';
}
const isRecent = sql`r.received_at > now() - make_interval(days => ${OUTCOME_DAYS}::int)`;
/** All that asks for a person, and the newest of what was done. What was just touched is among those. */
const stays = (account: string): SQL => sql`${isRecent} and (r.outcome->>'state' <> 'done' or r.id in (
  select r.id from request r where r.account_id = ${account} and ${isRecent} and r.outcome->>'state' = 'done' order by r.received_at desc, r.id limit ${DONE_KEPT}::int))`;
const outcomes = section('outcomes', (tx, account, ids) => tx.query<OutcomeRow>(sql`
  select r.id, r.type, r.outcome, h.decided, h.who, h.words, h.at, a.kind
  from request r join account a on a.id = r.account_id left join held_decision h on h.request_id = r.id
  where r.account_id = ${account} and ${ids === 'all' ? stays(account) : isRecent} and ${among(sql`r.id`, ids)}`),
({ id, type, outcome, decided, who, words, at, kind }) => [id, {
  id, type, outcome,
  ...(decided === null || at === null ? {} : { decided: { text: tellDecision({ decided, who: who ?? '', words: words ?? '', at, author: kind }), at } }),
}]);

/** From an envelope this server once read. */
function askedOf(bytes: string): Pick<NoticeEntry, 'asked'> {
  const read = envelope.safeParse(JSON.parse(bytes));
  return read.success ? { asked: { type: read.data.type, v: read.data.v, savedAt: read.data.deviceTime, body: read.data.body } } : {};
}
interface NoticeRow {
  id: string; code: string; params: Record<string, string | number> | null; request_id: string | null; patient_id: string | null; thread_id: string | null; at: number;
  bytes: string | null;
}
/** Longer ones are read on the device they were written on: a view stays small (V6). */
const MAX_ASKED = 4_096;
/** What was held comes back with the decision: the device it was written on may be the one that was lost. */
const notices = section('notices', (tx, account, ids) => tx.query<NoticeRow>(sql`
  select n.id, n.code, n.params, n.request_id, n.patient_id, n.thread_id, n.at, r.bytes
  from notice n left join request r on r.id = n.request_id and r.account_id = n.account_id and n.code like 'held.%' and length(r.bytes) <= ${MAX_ASKED}
  where n.account_id = ${account} and n.dismissed_at is null and ${among(sql`n.id`, ids)}`),
(row) => [row.id, {
  id: row.id,
  text: { code: row.code, ...(row.params ? { params: row.params } : {}) },
  at: row.at,
  ...(row.request_id === null ? {} : { request: row.request_id }),
  ...(row.patient_id === null ? {} : { patient: row.patient_id }),
  ...(row.thread_id === null ? {} : { thread: row.thread_id }),
  ...(row.bytes === null ? {} : askedOf(row.bytes)),
} satisfies NoticeEntry]);

/** `lastSeenAt` is exact to the hour: a list that changed at every click would be the account's busiest view. */
const sessions = section('sessions', (tx, account, ids) => tx.query<{ id: string; app: string; device: string; started_at: number; last_seen_at: number }>(sql`
  select s.id, s.app, d.name as device, s.started_at, s.last_seen_at from session s join device d on d.id = s.device_id
  where s.account_id = ${account} and s.ended_at is null and ${among(sql`s.id`, ids)}`),
(row) => [row.id, { id: row.id, app: row.app, device: row.device, startedAt: row.started_at, lastSeenAt: row.last_seen_at }]);

const devices = section('devices', (tx, account, ids) => tx.query<{ id: string; name: string; registered_at: number; last_seen_at: number; revoked_at: number | null; wiped_at: number | null }>(sql`
  select id, name, registered_at, last_seen_at, revoked_at, wiped_at from device where account_id = ${account} and ${among(sql`id`, ids)}`),
(row) => [row.id, { id: row.id, name: row.name, registeredAt: row.registered_at, lastSeenAt: row.last_seen_at, revokedAt: row.revoked_at, wipedAt: row.wiped_at }]);

const passkeys = section('passkeys', (tx, account, ids) => tx.query<{ id: string; name: string; created_at: number; last_used_at: number | null }>(sql`
  select id, name, created_at, last_used_at from passkey where account_id = ${account} and ${among(sql`id`, ids)}`),
(row) => [row.id, { id: row.id, name: row.name, addedAt: row.created_at, lastUsedAt: row.last_used_at }]);

const replies = section('replies', (tx, account, ids) => tx.query<{ id: string; words: unknown }>(sql`
  select id, words from canned_reply where account_id = ${account} and words->>'value' is not null and ${among(sql`id`, ids)}`),
({ id, words }) => [id, { id, is: words }]);

const leaving: SectionLeaving = {
  above: DONE_KEPT + DONE_SLACK,
  find: async (tx, view, standing) => {
    const rows = await tx.query<{ id: string }>(sql`
      select s.id from unnest(${arrayParam(standing)}::text[]) as s (id)
      where not exists (select 1 from request r where r.id = s.id and ${stays(view.account ?? '')})`);
    return rows.map(({ id }) => id);
  },
};

export const accountProjectors: readonly SectionProjector[] = [self, { ...outcomes, leaving }, notices, sessions, devices, passkeys, replies];
