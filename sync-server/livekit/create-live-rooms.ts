import { sql } from 'drizzle-orm';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import { endConsult, endGuest, findGrant, identityOf, issueGrant, type GrantRow, type PresenceChanged } from './grants.ts';
import type { Admitted, LiveRooms, LiveStatus } from './live-rooms.ts';
import type { LiveKit } from './livekit-at.ts';
import { ensureRoom } from './rooms.ts';
import { makeToken } from './tokens.ts';

/** Screens ask often; LiveKit is asked this often at most. */
const STATUS_FOR_MS = 2000;
const PATIENCE_MS = 2000;

export function createLiveRooms({ database, livekit, changed, log }: { readonly database: Database; readonly livekit: LiveKit; readonly changed: PresenceChanged; readonly log: Log }): LiveRooms {
  let asked: { readonly at: number; readonly url: string; readonly answer: Promise<boolean> } | null = null;

  async function status(): Promise<LiveStatus> {
    const at = livekit.at();
    if (!livekit.configured) return { available: false, reason: 'notConfigured' };
    if (at === null) return { available: false, reason: 'unreachable' };
    if (asked === null || asked.url !== at.url || Date.now() - asked.at > STATUS_FOR_MS) {
      asked = { at: Date.now(), url: at.url, answer: fetch(at.url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then((answer) => answer.ok, () => false) };
    }
    return (await asked.answer) ? { available: true, reason: 'none' } : { available: false, reason: 'unreachable' };
  }

  async function admit(id: string): Promise<Admitted> {
    const at = livekit.at();
    if (at === null) return { refused: livekit.configured ? 'unreachable' : 'notConfigured' };
    const [grant] = await database.query<Pick<GrantRow, 'id' | 'kind' | 'name' | 'consult_id'>>(sql`
      select id, kind, name, consult_id from consult_grant where id = ${id} and state <> 'ended'`);
    if (!grant) return { refused: 'ended' };
    try {
      const room = await ensureRoom(database, at, grant.consult_id, changed);
      return room === null ? { refused: 'ended' } : { token: await makeToken(at, grant, room), room, identity: identityOf(grant) };
    } catch (error) {
      // Whoever asked hears that it does not work now, and asks again.
      log.warn({ err: error }, 'LiveKit did not make a room');
      return { refused: 'unreachable' };
    }
  }

  return { status, issueGrant, findGrant, admit, endGrants: endConsult, endGuest };
}
