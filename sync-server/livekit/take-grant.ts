import { sql } from 'drizzle-orm';
import { audit, securityEvent } from '../audit/audit.ts';
import { arrayParam, type Database } from '../record/database.ts';
import { identityOf, type GrantRow } from './grants.ts';
import type { ReadToken } from './tokens.ts';

/** A token at the door, and the sessions whose cookies came with it. */
export interface Knock {
  readonly token: ReadToken;
  readonly sessions: readonly string[];
  /** False: only asked whether it would open; nothing changes. */
  readonly enter: boolean;
}

export type Verdict =
  | { readonly open: true; readonly session: string }
  /** `gone`: the room was lost; the consult has another, and a new token for it. `refused`: not for this token, whatever the reason. */
  | { readonly open: false; readonly why: 'gone' | 'refused' };

type Reason = 'unknown' | 'ended' | 'otherSession' | 'otherIdentity' | 'otherRoom';
/** The same knock again and again is told once in this time. */
const TELL_EVERY_MS = 60_000;

interface Found extends GrantRow { readonly consult_of_room: string | null }

/**
 * Judges whom a token lets in, and when they enter makes their grant `joined`, in one transaction: `issued` is used by whoever
 * comes first from its session, `joined` lets the same session come back, all else stays outside and is written down.
 */
export function createDoor(database: Database, now: () => number = Date.now): (knock: Knock) => Promise<Verdict> {
  const told = new Map<string, number>();

  function isNew(grant: string, why: Reason): boolean {
    const [name, at] = [`${grant} ${why}`, now()];
    for (const [old, when] of told) if (at - when > TELL_EVERY_MS) told.delete(old);
    if (told.has(name)) return false;
    told.set(name, at);
    return true;
  }

  return ({ token, sessions, enter }) => database.transaction(async (tx): Promise<Verdict> => {
    const [grant] = await tx.query<Found>(sql`
      select g.*, (select r.room from consult_room r where r.consult_id = g.consult_id and r.lost_at is null and r.ended_at is null) as room,
        (select r.consult_id from consult_room r where r.room = ${token.room}) as consult_of_room
      from consult_grant g where g.id = ${token.grant} for update of g`);
    const why = judge(grant, token, sessions);
    if (why === null && grant !== undefined) {
      if (grant.room !== token.room) return { open: false, why: 'gone' };
      if (enter && grant.state === 'issued') {
        await tx.query(sql`update consult_grant set state = 'joined', joined_at = now() where id = ${grant.id}`);
        await audit(tx, { ...whose(grant), action: 'live.join', detail: { grant: grant.id, kind: grant.kind } });
      }
      return { open: true, session: grant.session_id };
    }
    if (grant === undefined) {
      if (isNew(token.grant, 'unknown')) await securityEvent(tx, { kind: 'live.refused', detail: { grant: token.grant, why: 'unknown' } });
    } else if (why !== null && isNew(grant.id, why)) {
      await audit(tx, { ...whose(grant), action: 'live.refused', detail: { grant: grant.id, why } });
      // Whoever came was not whom the token was made for: somebody else has a copy.
      if (why !== 'ended') await securityEvent(tx, { kind: 'live.refused', account: grant.account_id, detail: { grant: grant.id, why } });
    }
    return { open: false, why: 'refused' };
  });
}

function judge(grant: Found | undefined, token: ReadToken, sessions: readonly string[]): Reason | null {
  if (grant === undefined) return 'unknown';
  if (grant.state === 'ended') return 'ended';
  if (!sessions.includes(grant.session_id)) return 'otherSession';
  if (token.identity !== identityOf(grant)) return 'otherIdentity';
  return grant.consult_of_room === grant.consult_id ? null : 'otherRoom';
}

export const whose = (grant: Pick<GrantRow, 'clinic_id' | 'account_id' | 'name' | 'patient_id' | 'consult_id'>) =>
  ({ clinic: grant.clinic_id, account: grant.account_id, who: grant.name, patient: grant.patient_id, subject: grant.consult_id }) as const;

/** Of these grants those that are over, or gone. */
export async function endedOf(database: Database, grants: readonly string[]): Promise<Set<string>> {
  if (grants.length === 0) return new Set();
  const living = await database.query<{ id: string }>(sql`select id from consult_grant where id = any(${arrayParam(grants)}::text[]) and state <> 'ended'`);
  const alive = new Set(living.map(({ id }) => id));
  return new Set(grants.filter((grant) => !alive.has(grant)));
}
