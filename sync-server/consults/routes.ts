import { sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { codeAsked, codeSent, inviteAnswer, inviteAsked, joinAsked, joinTicket, liveStatus, presenceSign, readInviteCode } from '../../schema/live-routes.ts';
import type { Actor } from '../../schema/actor.ts';
import { HttpError } from '../http/http-error.ts';
import { readJson } from '../http/read-json.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import { addressOf } from '../identity/address-limits.ts';
import { takeAttempt, type Window } from '../identity/limits.ts';
import type { Seal } from '../identity/seal.ts';
import { hashToken } from '../identity/token.ts';
import type { LiveRooms } from '../livekit/live-rooms.ts';
import { instantParam, type Database, type Tx } from '../record/database.ts';
import { inviteCodeHash } from './invite.ts';
import { joinConsult } from './join.ts';
import { sendJoinCode } from './join-code.ts';

interface Deps {
  readonly database: Database; readonly sessions: SessionReader; readonly seal: Seal; readonly rooms: LiveRooms;
  /** Where people reach this server, for who says no Origin. */
  readonly origin: string;
  readonly proxies: number;
  /** Whether an SMS can leave here. */
  readonly sms: boolean;
  readonly clock?: () => number;
}

const MAX_BYTES = 16 * 1024;
const HOUR = 3_600_000;
const perAddress: readonly Window[] = [{ ms: HOUR, max: 60 }, { ms: 24 * HOUR, max: 300 }];

/** What a video visit asks outside requests: signs of who waits, codes, the way in. */
export function consultRoutes({ database, sessions, seal, rooms, origin, proxies, sms, clock = Date.now }: Deps): Hono {
  const routes = new Hono<SessionEnv>();
  const signedIn = requireSession(sessions, 'any');

  routes.get('/api/live', signedIn, async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(liveStatus.parse(await rooms.status()));
  });

  /** Opens the sign-in and nothing else, as often as it is pressed, until the visit is over. */
  routes.post('/api/consults/invite', async (c) => {
    const { secret, code } = await readJson(c, inviteAsked, MAX_BYTES);
    const typed = code === undefined ? null : readInviteCode(code);
    const address = addressOf(proxies, c.req.header('x-forwarded-for'));
    const [found] = await database.transaction(async (tx) => {
      if (address !== null) await limit(tx, `visit.invite:${seal.lookup(`address:${address}`)}`, clock());
      return tx.query<{ clinic: string; consult: string }>(sql`
        select c.suffix as clinic, k.id as consult from consult_invite i join consult k on k.id = i.consult_id join clinic c on c.id = k.clinic_id
        where (i.secret_hash = ${secret === undefined ? '' : hashToken(secret)} or i.code_hash = ${typed === null ? '' : inviteCodeHash(seal, typed)}) and k.state in ('scheduled', 'waiting', 'inProgress')`);
    });
    if (!found) throw new HttpError(404, 'invite.unknown', 'This invitation is over, or was never sent. Sign in, or call the clinic.');
    c.header('Cache-Control', 'no-store');
    return c.json(inviteAnswer.parse(found));
  });

  routes.post('/api/consults/:id/presence', signedIn, async (c) => {
    const { here } = await readJson(c, presenceSign, MAX_BYTES);
    await database.transaction(async (tx) => {
      await reachedBy(tx, await actorOf(c, tx), c.req.param('id'));
      // Who closes the page may be back in a moment: only time says that they left.
      if (here) await tx.query(sql`update consult set presence_at = ${instantParam(clock())} where id = ${c.req.param('id')} and state = 'waiting'`);
    });
    c.header('Cache-Control', 'no-store');
    return c.body(null, 204);
  });

  routes.post('/api/consults/:id/code', signedIn, async (c) => {
    await readJson(c, codeAsked, MAX_BYTES);
    const sent = await database.transaction(async (tx) => {
      const actor = await actorOf(c, tx);
      const { clinic, state } = await reachedBy(tx, actor, c.req.param('id'));
      if (state !== 'inProgress' && state !== 'waiting') throw refused('consult.notSo');
      return sendJoinCode(tx, { consult: c.req.param('id'), account: actor.account, clinic }, { seal, sms, now: clock() });
    });
    if ('refused' in sent) throw refused(sent.refused, 'at' in sent ? { at: sent.at } : undefined);
    c.header('Cache-Control', 'no-store');
    return c.json(codeSent.parse(sent));
  });

  routes.post('/api/consults/:id/join', signedIn, async (c) => {
    const { code } = await readJson(c, joinAsked, MAX_BYTES);
    const status = await rooms.status();
    if (!status.available) throw refused(status.reason === 'notConfigured' ? 'live.unavailable' : 'live.unreachable');
    const joined = await database.transaction(async (tx) => joinConsult(tx, rooms, { actor: await actorOf(c, tx), session: c.get('session').id, consult: c.req.param('id'), code }, { seal, now: clock() }));
    if ('refused' in joined) throw refused(joined.refused, joined.left === undefined ? undefined : { left: joined.left });
    const admitted = await rooms.admit(joined.grant.id);
    if ('refused' in admitted) throw refused(admitted.refused === 'ended' ? 'consult.notSo' : admitted.refused === 'notConfigured' ? 'live.unavailable' : 'live.unreachable');
    c.header('Cache-Control', 'no-store');
    return c.json(joinTicket.parse({ ...admitted, grant: joined.grant.id, url: `${c.req.header('origin') ?? origin}/livekit` }));
  });

  async function actorOf(c: Context<SessionEnv>, tx: Tx): Promise<Actor> {
    const actor = await readActor(tx, c.get('session').account, true);
    if (!actor) throw new HttpError(401, 'session.none', 'Sign in first.');
    return actor;
  }

  return new Hono().route('/', routes);
}

/** Of a patient this actor reaches; absent and foreign look the same. */
async function reachedBy(tx: Tx, actor: Actor, consult: string): Promise<{ readonly clinic: string; readonly state: string }> {
  const [found] = await tx.query<{ patient_id: string; clinic: string; state: string }>(sql`select patient_id, clinic_id as clinic, state from consult where id = ${consult} and clinic_id = ${actor.clinic}`);
  if (!found || !actor.reaches.some(({ patient }) => patient === found.patient_id)) throw refused('consult.unknown');
  return found;
}

async function limit(tx: Tx, key: string, now: number): Promise<void> {
  const taken = await takeAttempt(tx, key, perAddress, now);
  if (!taken.ok) throw new HttpError(429, 'reply.tooOften', 'Too often from here. Try again later, or call the clinic.', { at: taken.until });
}

const problems: Readonly<Record<string, readonly [status: 403 | 404 | 409 | 429 | 503, words: string]>> = {
  'consult.unknown': [404, 'There is no such visit for you. Open your bookings again.'],
  'consult.notYours': [403, 'Only the clinician whose visit it is joins it.'],
  'consult.notSo': [409, 'This visit is not under way. Look where it stands now.'],
  'join.codeNeeded': [409, 'A code is needed: ask for one, it comes by SMS or e-mail.'],
  'join.codeWrong': [409, 'This is not the code. Type the one that came last.'],
  'join.codeOver': [409, 'This code is over. Ask for another one.'],
  'join.tooOften': [429, 'Too often. Wait a little, then ask for a code again.'],
  'join.noChannel': [409, 'The clinic has neither phone nor e-mail to send a code to. Call the clinic.'],
  'live.unavailable': [503, 'There is no video on this installation. Call the clinic.'],
  'live.unreachable': [503, 'The video does not answer now. Try again in a moment, or call.'],
};

function refused(code: string, params?: Record<string, number>): HttpError {
  const [status, words] = problems[code] ?? [409, 'This could not be done.'];
  return new HttpError(status, code, words, params);
}
