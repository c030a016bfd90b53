import { sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { replyGive, replyLook, replyState, type ReplyAnswer, type ReplyState } from '../../schema/reply-links.ts';
import { audit } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import { readJson } from '../http/read-json.ts';
import { addressOf } from '../identity/address-limits.ts';
import { takeAttempt, type Window } from '../identity/limits.ts';
import type { Seal } from '../identity/seal.ts';
import { hashToken } from '../identity/token.ts';
import { instantParam, type Database, type Tx } from '../record/database.ts';
import { setMark } from '../shared/contact-marks.ts';

interface Deps { readonly database: Database; readonly seal: Seal; readonly proxies: number; readonly clock?: () => number }

const HOUR = 3_600_000;
const perAddress: readonly Window[] = [{ ms: HOUR, max: 120 }, { ms: 24 * HOUR, max: 600 }];
const perLink: readonly Window[] = [{ ms: HOUR, max: 30 }, { ms: 24 * HOUR, max: 100 }];
const MAX_BYTES = 16 * 1024;

/**
 * What the link of a reminder can do, without a session: whoever holds the secret looks, and answers once. A secret is found by its
 * hash, so that how long it takes tells nothing of any other; there are too many to try. Nothing here names a person.
 */
export function replyRoutes({ database, seal, proxies, clock = Date.now }: Deps): Hono {
  const routes = new Hono();
  async function answer(c: Context, secret: string, given: ReplyAnswer | null): Promise<Response> {
    const now = clock();
    const address = addressOf(proxies, c.req.header('x-forwarded-for'));
    const state = await database.transaction(async (tx) => {
      if (address !== null) await limit(tx, `reply:address:${seal.lookup(`address:${address}`)}`, perAddress, now);
      return reply(tx, secret, given, now);
    });
    c.header('Cache-Control', 'no-store');
    return c.json(replyState.parse(state));
  }
  routes.post('/api/replies/look', async (c) => answer(c, (await readJson(c, replyLook, MAX_BYTES)).secret, null));
  routes.post('/api/replies/answer', async (c) => {
    const body = await readJson(c, replyGive, MAX_BYTES);
    return answer(c, body.secret, body.answer);
  });
  return routes;
}

async function limit(tx: Tx, key: string, windows: readonly Window[], now: number): Promise<void> {
  const taken = await takeAttempt(tx, key, windows, now);
  if (!taken.ok) throw new HttpError(429, 'reply.tooOften', 'Too often from here. Try again later, or call the clinic.', { at: taken.until });
}

interface Row extends Record<string, unknown> {
  id: number; clinic_id: string; appointment_id: string; patient_id: string; channel: 'email' | 'sms'; starts_at: number; time_zone: string; stands: boolean;
  answer: ReplyAnswer | null;
}

async function reply(tx: Tx, secret: string, given: ReplyAnswer | null, now: number): Promise<ReplyState> {
  const [row] = await tx.query<Row>(sql`
    select r.id, r.clinic_id, r.appointment_id, a.patient_id, r.channel, r.starts_at, c.time_zone, r.answer, a.starts_at = r.starts_at and a.state in ('booked', 'arrived') as stands
    from reminder r join appointment a on a.id = r.appointment_id join clinic c on c.id = r.clinic_id where r.secret_hash = ${hashToken(secret)} for update of r, a`);
  if (!row) return { state: 'unknown' };
  await limit(tx, `reply:link:${row.id}`, perLink, now);
  const time = { startsAt: row.starts_at, timeZone: row.time_zone };
  if (!row.stands) return { state: 'changed' };
  // The same answer twice is one whose first answer was lost on the way.
  if (row.answer !== null) return { state: 'answered', answer: row.answer, ...time };
  if (row.starts_at <= now) return { state: 'over', ...time };
  if (given === null) return { state: 'open', ...time };
  await tx.query(sql`update reminder set answer = ${given}, answered_at = ${instantParam(now)} where id = ${row.id}`);
  await setMark(tx, row.appointment_id, given === 'come' ? row.channel : 'callback', true, { who: '', at: now });
  await audit(tx, { clinic: row.clinic_id, account: null, who: 'Reply link', action: given === 'come' ? 'appointment.willCome' : 'appointment.callAsked', patient: row.patient_id, subject: row.appointment_id });
  return { state: 'answered', answer: given, ...time };
}
