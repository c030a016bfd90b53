import { sql } from 'drizzle-orm';
import { RoomServiceClient, ServerError } from 'livekit-server-sdk';
import type { Database, Tx } from '../record/database.ts';
import type { PresenceChanged } from './grants.ts';
import type { LiveKitAt } from './livekit-at.ts';

/** An empty room is kept this long: a person closes a visit, never a clock. */
const KEEP_EMPTY_SECONDS = 24 * 3600;
/** Who conducts, who is treated, and two more: all named. */
const MAX_PEOPLE = 4;
const PATIENCE_SECONDS = 4;

export const roomService = (at: LiveKitAt): RoomServiceClient => new RoomServiceClient(at.url, at.key, at.secret, { requestTimeout: PATIENCE_SECONDS, failover: false });

interface RoomRow { readonly n: number; readonly room: string; readonly sid: string | null }

/**
 * The consult's room, there at LiveKit; its name. Null: the visit is over. A room that LiveKit has lost (it was started
 * anew, or left empty for a day) is never made again under its name: the next one is.
 */
export async function ensureRoom(database: Database, at: LiveKitAt, consult: string, changed: PresenceChanged): Promise<string | null> {
  const service = roomService(at);
  for (;;) {
    const row = await readRoom(database, consult);
    if (row === null) return null;
    const [found] = await service.listRooms([row.room]);
    if (found !== undefined && found.sid === row.sid) return row.room;
    if (row.sid !== null) {
      const { room, sid } = row;
      await database.transaction((tx) => loseRoom(tx, { room, sid }, changed));
      continue;
    }
    const made = found ?? await service.createRoom({ name: row.room, emptyTimeout: KEEP_EMPTY_SECONDS, departureTimeout: KEEP_EMPTY_SECONDS, maxParticipants: MAX_PEOPLE });
    const kept = await database.query(sql`update consult_room set sid = ${made.sid} where room = ${row.room} and sid is null and ended_at is null returning room`);
    // Ended while it was made: nobody else knows of it.
    if (kept.length === 0 && (await readRoom(database, consult)) === null) await dropRoom(at, row.room);
  }
}

async function readRoom(database: Database, consult: string): Promise<RoomRow | null> {
  const [row] = await database.query<RoomRow>(sql`
    select n, room, sid from consult_room r where consult_id = ${consult} and ended_at is null and lost_at is null
      and not exists (select 1 from consult_room o where o.consult_id = r.consult_id and o.ended_at is not null)
    order by n desc limit 1`);
  return row ?? null;
}

/** LiveKit has it no more: the consult's next one, unless its visit is over. */
export async function loseRoom(tx: Tx, { room, sid }: { readonly room: string; readonly sid: string }, changed: PresenceChanged): Promise<void> {
  const [lost] = await tx.query<{ consult_id: string; n: number }>(sql`
    update consult_room set lost_at = now() where room = ${room} and sid = ${sid} and lost_at is null and ended_at is null returning consult_id, n`);
  if (lost === undefined) return;
  await tx.query(sql`update consult_grant set here = false where consult_id = ${lost.consult_id} and here`);
  await tx.query(sql`insert into consult_room (consult_id, n) values (${lost.consult_id}, ${lost.n + 1})`);
  await changed(tx, [lost.consult_id]);
}

export async function dropRoom(at: LiveKitAt, room: string): Promise<void> {
  await unlessGone(roomService(at).deleteRoom(room));
}

export async function dropPerson(at: LiveKitAt, room: string, identity: string): Promise<void> {
  await unlessGone(roomService(at).removeParticipant(room, identity));
}

/** What is not there need not be taken away. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ServerError && error.status === 404)) throw error;
  }
}
