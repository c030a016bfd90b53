import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { WebhookReceiver, type WebhookEvent } from 'livekit-server-sdk';
import { audit, securityEvent } from '../audit/audit.ts';
import { createLimitedEvents } from '../audit/limited-events.ts';
import { HttpError } from '../http/http-error.ts';
import { readText } from '../http/read-json.ts';
import type { Log } from '../log.ts';
import type { Database, Tx } from '../record/database.ts';
import { hintLive, identityOf, type GrantRow, type PresenceChanged } from './grants.ts';
import type { LiveKit } from './livekit-at.ts';
import { loseRoom } from './rooms.ts';
import { whose } from './take-grant.ts';

export const WEBHOOK_PATH = '/livekit/webhook';
const MAX_BYTES = 64 * 1024;
/** A delivery's signature is valid for minutes; its id is kept for longer. */
const KEEP_IDS_MS = 24 * 3_600_000;

interface WebhookDeps {
  readonly database: Database;
  readonly livekit: LiveKit;
  readonly changed: PresenceChanged;
  readonly log: Log;
}

/**
 * What LiveKit tells of its rooms. Refuses: whatever is not signed with our key over exactly these bytes. What it has told once it
 * may tell again, late and in any order: each id counts once, and a stay's end outlives the news of its beginning.
 */
export function webhookRoutes({ database, livekit, changed, log }: WebhookDeps): Hono {
  const stranger = createLimitedEvents({ database, log });

  return new Hono().post(WEBHOOK_PATH, async (c) => {
    const raw = await readText(c, MAX_BYTES);
    if (raw === null) throw new HttpError(413, 'http.tooLong', `The body is longer than ${MAX_BYTES} bytes.`, { maxBytes: MAX_BYTES });
    const at = livekit.at();
    if (!livekit.configured) throw new HttpError(404, 'live.none', 'This installation has no LiveKit.');
    if (at === null) throw new HttpError(503, 'live.unavailable', 'LiveKit does not answer here now.');
    const event = await new WebhookReceiver(at.key, at.secret).receive(raw, c.req.header('authorization') ?? '').catch(() => null);
    if (event === null || event.id === '') {
      stranger({ kind: 'live.badWebhook' });
      throw new HttpError(401, 'live.badWebhook', 'Not signed by the LiveKit server of this installation.');
    }
    await database.transaction(async (tx) => {
      const fresh = await tx.query(sql`insert into live_event (id) values (${event.id}) on conflict do nothing returning id`);
      if (fresh.length > 0) await take(tx, event, changed);
    });
    return c.body(null, 204);
  });
}

async function take(tx: Tx, { event, room, participant }: WebhookEvent, changed: PresenceChanged): Promise<void> {
  if (room === undefined) return;
  if (event === 'room_finished') return loseRoom(tx, { room: room.name, sid: room.sid }, changed);
  if (participant === undefined) return;
  const stay = { room: room.name, roomSid: room.sid, identity: participant.identity, sinceMs: Number(participant.joinedAtMs) };
  if (event === 'participant_joined') await takeJoined(tx, stay, changed);
  if (event === 'participant_left' || event === 'participant_connection_aborted') await takeLeft(tx, stay, changed);
}

interface Stay { readonly room: string; readonly roomSid: string; readonly identity: string; /** LiveKit's clock. */ readonly sinceMs: number }

async function takeJoined(tx: Tx, stay: Stay, changed: PresenceChanged): Promise<void> {
  const [room] = await tx.query<{ consult_id: string; clinic_id: string | null; patient_id: string | null }>(sql`
    select r.consult_id, g.clinic_id, g.patient_id from consult_room r
    left join lateral (select clinic_id, patient_id from consult_grant where consult_id = r.consult_id order by issued_at limit 1) g on true
    where r.room = ${stay.room}`);
  // Another program's room on the same LiveKit.
  if (room === undefined) return;
  const grant = await grantOf(tx, stay.identity);
  if (grant?.state === 'joined' && grant.consult_id === room.consult_id) {
    // A stay that has ended, or a later one, has been told of already.
    const told = await tx.query(sql`update consult_grant set here = true, stay_ms = ${stay.sinceMs} where id = ${grant.id} and stay_ms < ${stay.sinceMs} returning id`);
    if (told.length > 0) await changed(tx, [grant.consult_id]);
    return;
  }
  await tx.query(sql`insert into live_errand (room, identity) values (${stay.room}, ${stay.identity})`);
  await hintLive(tx);
  const who = grant?.consult_id === room.consult_id ? whose(grant) : { clinic: room.clinic_id, account: null, who: 'LiveKit', patient: room.patient_id, subject: room.consult_id };
  await audit(tx, { ...who, action: 'live.removed', detail: { identity: stay.identity.slice(0, 100), room: stay.room, grant: grant?.state ?? 'none' } });
  // Whose grant ended while they came in is no stranger.
  if (grant === null) await securityEvent(tx, { kind: 'live.intruder', detail: { identity: stay.identity.slice(0, 100), room: stay.room } });
}

async function takeLeft(tx: Tx, stay: Stay, changed: PresenceChanged): Promise<void> {
  const grant = await grantOf(tx, stay.identity);
  if (grant === null) return;
  const told = await tx.query<{ was: boolean }>(sql`
    update consult_grant g set here = false, stay_ms = ${stay.sinceMs} from (select id, here as was from consult_grant where id = ${grant.id} for update) o
    where g.id = o.id and g.stay_ms <= ${stay.sinceMs} returning o.was`);
  if (told[0]?.was === true) await changed(tx, [grant.consult_id]);
}

async function grantOf(tx: Tx, identity: string): Promise<GrantRow | null> {
  const id = /^(?:clinician|patient|guest|staff)-([A-Za-z0-9_-]{22})$/.exec(identity)?.[1];
  if (id === undefined) return null;
  const [grant] = await tx.query<GrantRow>(sql`select * from consult_grant where id = ${id} for update`);
  return grant !== undefined && identityOf(grant) === identity ? grant : null;
}

/** Ids of what was told long ago. */
export async function forgetEvents(database: Database): Promise<void> {
  await database.query(sql`delete from live_event where heard_at < now() - ${KEEP_IDS_MS} * interval '1 millisecond'`);
}
