import * as z from 'zod/mini';
import { id } from './ids.ts';

// What a video visit says over HTTP beside requests. --------------------------------------------------------------------------

/** GET /api/live: whether there is a place to meet by video now. */
export const liveStatus = z.object({ available: z.boolean(), reason: z.enum(['none', 'notConfigured', 'unreachable']) });

/** POST /api/consults/<id>/presence, every 30 s while the waiting screen is open. */
export const presenceSign = z.object({ here: z.boolean() });

/** POST /api/consults/<id>/code: where the code went, by its end, and from when on another one may be asked for. */
export const codeAsked = z.strictObject({});
export const codeSent = z.object({ sentTo: z.string(), resendAt: z.number() });

/** POST /api/consults/<id>/join. Without a code: the clinician, and whoever comes back in the session that was in already. */
export const joinAsked = z.strictObject({ code: z.optional(z.string().check(z.maxLength(40))) });
export const joinTicket = z.object({ url: z.string(), token: z.string(), room: z.string(), identity: z.string(), grant: id });

/** POST /api/consults/invite: what stood behind `#` in the link, or what was typed from the message. */
export const inviteAsked = z.strictObject({ secret: z.optional(z.string().check(z.maxLength(100))), code: z.optional(z.string().check(z.maxLength(40))) });
/** The clinic's suffix and the visit; both lead to a sign-in. */
export const inviteAnswer = z.object({ clinic: z.string(), consult: id });

/** How long a code to join lasts, how often one may be wrong, and when another one is sent. */
export const JOIN_CODE = { digits: 6, minutes: 10, tries: 5, resendSeconds: 60 } as const;
/** Of a typed code, without what looks alike. */
export const INVITE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const INVITE_LENGTH = 8;

/** "abcd 2345" → "ABCD2345"; null: no such code. */
export function readInviteCode(typed: string): string | null {
  const bare = typed.normalize('NFKC').toUpperCase().replace(/[\s.-]/g, '');
  return bare.length === INVITE_LENGTH && [...bare].every((letter) => INVITE_LETTERS.includes(letter)) ? bare : null;
}
