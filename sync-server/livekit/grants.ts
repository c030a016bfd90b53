import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { arrayParam, type Queries, type Tx } from '../record/database.ts';
import type { Grant, GrantFor, GrantKind } from './live-rooms.ts';

/** Says "look now" to every instance: grants ended, errands wait. The poll finds what the hint missed. */
export const liveChannel = 'live_rooms';

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
    with over as (update consult_room set ended_at = now() where consult_id = ${consult} and ended_at is null returning room, sid)
    insert into live_errand (room) select room from over where sid is not null`);
  await hintLive(tx);
}

export function endGuest(tx: Tx, consult: string, guest: string): Promise<void> {
  return endWhere(tx, sql`consult_id = ${consult} and guest_id = ${guest}`, 'removed');
}

/** Sessions that are over take what they were let into with them. */
export function endOfSessions(tx: Tx, sessions: readonly string[]): Promise<void> {
  return endWhere(tx, sql`session_id = any(${arrayParam(sessions)}::text[])`, 'session');
}

async function endWhere(tx: Tx, which: ReturnType<typeof sql>, why: GrantEnd): Promise<void> {
  const ended = await tx.query<{ id: string; kind: GrantKind; consult_id: string }>(sql`
    update consult_grant set state = 'ended', ended_at = now(), ended_why = ${why}, here = false where ${which} and state <> 'ended' returning id, kind, consult_id`);
  if (ended.length === 0) return;
  for (const one of ended) {
    await tx.query(sql`
      insert into live_errand (room, identity) select room, ${identityOf(one)} from consult_room
      where consult_id = ${one.consult_id} and sid is not null and lost_at is null and ended_at is null`);
  }
  await hintLive(tx);
}
