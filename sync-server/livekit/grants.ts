import { sql, type SQL } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { Queries, Tx } from '../record/database.ts';
import type { Grant, GrantFor, GrantKind } from './live-rooms.ts';

/** Says "look now" to every instance: grants ended, errands wait. The poll finds what the hint missed. */
export const liveChannel = 'live_rooms';

/** In the transaction in which it became another who is in a room, and not by the consult's own doing: for views that show it. */
export type PresenceChanged = (tx: Tx, consults: readonly string[]) => Promise<void>;

export type GrantEnd = 'consult' | 'replaced' | 'session' | 'removed';

/** A grant as the door and LiveKit's words are held against. */
export interface GrantRow {
  readonly id: string;
  readonly clinic_id: string;
  readonly patient_id: string;
  readonly consult_id: string;
  readonly kind: GrantKind;
  readonly account_id: string | null;
  readonly guest_id: string | null;
  readonly session_id: string;
  readonly name: string;
  readonly state: 'issued' | 'joined' | 'ended';
  /** The consult's room of now; null when it has none or its visit is over. */
  readonly room: string | null;
}

export const identityOf = ({ id, kind }: { readonly id: string; readonly kind: GrantKind }): string => `${kind}-${id}`;
const grantOf = (row: { readonly id: string; readonly kind: GrantKind }): Grant => ({ id: row.id, identity: identityOf(row) });

/** In a transaction Postgres sends it at the commit, and never if there is none. */
export async function hintLive(q: Queries): Promise<void> {
  await q.query(sql`select pg_notify(${liveChannel}, '')`);
}

export async function issueGrant(tx: Tx, asked: GrantFor): Promise<Grant> {
  const person = asked.guest ?? asked.account;
  if (person === null) throw new Error('A grant is somebody\'s: an account\'s or a guest\'s.');
  // Two screens of one person ask at once: one after the other.
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${asked.consult}, 0))`);
  await openRoom(tx, asked.consult);
  const [same] = await tx.query<{ id: string; kind: GrantKind }>(sql`
    select id, kind from consult_grant
    where consult_id = ${asked.consult} and coalesce(guest_id, account_id) = ${person} and session_id = ${asked.session} and kind = ${asked.kind} and state <> 'ended'`);
  if (same) return grantOf(same);
  await endWhere(tx, sql`consult_id = ${asked.consult} and coalesce(guest_id, account_id) = ${person}`, 'replaced');
  const id = newId();
  await tx.query(sql`
    insert into consult_grant (id, clinic_id, patient_id, consult_id, kind, account_id, guest_id, session_id, name)
    values (${id}, ${asked.clinic}, ${asked.patient}, ${asked.consult}, ${asked.kind}, ${asked.account}, ${asked.guest}, ${asked.session}, ${asked.name})`);
  return grantOf({ id, kind: asked.kind });
}

/** The consult's first room, as a name; LiveKit makes it when somebody is admitted. */
async function openRoom(tx: Tx, consult: string): Promise<void> {
  await tx.query(sql`insert into consult_room (consult_id, n) values (${consult}, 1) on conflict do nothing`);
  const [room] = await tx.query<{ over: boolean }>(sql`select bool_or(ended_at is not null) as over from consult_room where consult_id = ${consult}`);
  if (room?.over === true) throw new Error('This consult is over: nobody comes into its room again.');
}

export async function findGrant(q: Queries, consult: string, session: string): Promise<Grant | null> {
  const [row] = await q.query<{ id: string; kind: GrantKind }>(sql`
    select id, kind from consult_grant where consult_id = ${consult} and session_id = ${session} and state <> 'ended' order by issued_at desc limit 1`);
  return row ? grantOf(row) : null;
}

/** The visit is over: every grant of it, and its rooms for good. */
export async function endConsult(tx: Tx, consult: string): Promise<void> {
  await tx.query(sql`update consult_grant set state = 'ended', ended_at = now(), ended_why = 'consult', here = false where consult_id = ${consult} and state <> 'ended'`);
  // A consult that nobody ever came into gets its row too: nobody will.
  await tx.query(sql`insert into consult_room (consult_id, n) values (${consult}, 1) on conflict do nothing`);
  await tx.query(sql`
    with over as (update consult_room set ended_at = now() where consult_id = ${consult} and lost_at is null and ended_at is null returning room, sid)
    insert into live_errand (room) select room from over where sid is not null`);
  await hintLive(tx);
}

export async function endGuest(tx: Tx, consult: string, guest: string): Promise<void> {
  await endWhere(tx, sql`consult_id = ${consult} and guest_id = ${guest}`, 'removed');
}

/** A session that is over takes what it was let into with it. Without one: all that were missed. */
export async function endOfSessions(tx: Tx, changed: PresenceChanged, session: string | null = null): Promise<void> {
  const which = session === null ? sql`session_id in (select id from session where ended_at is not null)` : sql`session_id = ${session}`;
  const consults = await endWhere(tx, which, 'session');
  if (consults.length > 0) await changed(tx, consults);
}

/** Gives the consults it concerned. */
async function endWhere(tx: Tx, which: SQL, why: GrantEnd): Promise<string[]> {
  const ended = await tx.query<{ id: string; kind: GrantKind; consult_id: string }>(sql`
    update consult_grant set state = 'ended', ended_at = now(), ended_why = ${why}, here = false where ${which} and state <> 'ended' returning id, kind, consult_id`);
  if (ended.length === 0) return [];
  for (const one of ended) {
    await tx.query(sql`
      insert into live_errand (room, identity) select room, ${identityOf(one)} from consult_room
      where consult_id = ${one.consult_id} and sid is not null and lost_at is null and ended_at is null`);
  }
  await hintLive(tx);
  return [...new Set(ended.map((one) => one.consult_id))];
}
