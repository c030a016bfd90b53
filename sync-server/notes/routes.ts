import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import { MAX_NOTE_FRAME, parseNoteName } from '../../schema/notes.ts';
import { CLOSE, position, type Position } from '../../schema/sync.ts';
import { securityEvent } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import type { Session, Sessions } from '../identity/sessions.ts';
import type { Database } from '../record/database.ts';
import { createDeliveryRate } from '../requests/delivery-rate.ts';
import type { CloseCode } from '../views/view-refused.ts';
import type { NoteGate } from './gate.ts';

export interface NoteRouteDeps {
  readonly database: Database;
  readonly gate: NoteGate;
  readonly sessions: Pick<Sessions, 'allFromCookies'>;
  /** N3: ends every socket of this account and device. */
  readonly endSockets: (account: string, device: string, code: CloseCode, reason: string) => void;
  readonly now?: () => number;
}

/** Faster than anyone types, on several notes at once; a day offline comes in a few deliveries. */
const RATE = { burst: 120, perSecond: 10 };

/**
 * POST /api/notes/<name>: one update, V1, as it is. 200 once it is committed (N2); 409: load the note and send again; other
 * 4xx: it will never be taken, its author keeps the words; anything else: the same bytes again later.
 * Words go by HTTP, like requests, because that passes what blocks sockets; they are heard on the socket, like views.
 */
export function noteRoutes({ database, gate, sessions, endSockets, now = Date.now }: NoteRouteDeps): Hono {
  const rate = createDeliveryRate(RATE);
  const routes = new Hono();

  async function refuseHostile({ account, device }: Session, reason: string, bytes: number): Promise<never> {
    endSockets(account, device, CLOSE.badFrame, reason);
    await securityEvent(database, { kind: 'note.badUpdate', account, device, detail: { reason, bytes } });
    throw new HttpError(422, 'note.hostile', 'This is no update of this note that its writer could have made.');
  }

  const limit = bodyLimit({
    maxSize: MAX_NOTE_FRAME,
    onError: (c) => c.json({ code: 'note.tooLong', message: 'An update is 64 KB at most: send it in parts.' }, 413),
  });
  routes.post('/api/notes/*', limit, async (c) => {
    const asked = c.req.query('account');
    const session = (await sessions.allFromCookies(c.req.header('cookie'))).find((it) => asked === undefined || it.account === asked);
    if (!session) throw new HttpError(401, 'session.none', 'Sign in first.');
    if (!rate.take(`${session.account} ${session.device}`, now())) throw new HttpError(429, 'note.tooOften', 'Too many updates at once. Send them together, later.');
    const update = new Uint8Array(await c.req.arrayBuffer());
    const note = parseNoteName(c.req.path.slice('/api/notes/'.length));
    // Alike for no note, another's and one that is not a name at all.
    if (!note) throw new HttpError(403, 'note.unknown', 'There is no such note, or it is not yours.');
    const taken = await gate.take(note, { update, base: readBase(c.req.query()), from: { account: session.account, device: session.device } });
    c.header('Cache-Control', 'no-store');
    if (taken.kind === 'kept') return c.json(taken.position);
    if (taken.kind === 'otherHistory') throw new HttpError(409, 'note.otherHistory', 'The copy is not of this history. Load the note again.');
    if (taken.kind === 'hostile') return refuseHostile(session, taken.reason, update.byteLength);
    // One answer for the absent, the foreign and what this person may not do at all.
    const { code, params } = taken.refusal;
    throw new HttpError(403, code, 'This note cannot be written by you, or not now.', params);
  });
  return routes;
}

const baseQuery = z.object({ epoch: position.shape.epoch, seq: z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number)), head: position.shape.head });

/** None: its author held nothing of the note. */
function readBase(query: Record<string, string>): Position | null {
  const parsed = baseQuery.safeParse(query);
  return parsed.success ? parsed.data : null;
}
