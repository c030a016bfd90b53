import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

// What a reminder's link can do (B35): whoever holds it says one thing about one time of one clinic. It names nobody. ------------

/** After `#` in the link, so that no server, proxy or log on the way reads it; then the language it was written in. */
export const replyFragment = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}(\.[a-z]{2})?$/));
/** `come`: they will be there. `call`: the clinic is asked to call. */
export const replyAnswer = z.enum(['come', 'call']);
export type ReplyAnswer = z.infer<typeof replyAnswer>;

export const replyLook = z.object({ secret: id });
export const replyGive = z.object({ secret: id, answer: replyAnswer });

const time = { startsAt: instant, timeZone: z.string() };
/**
 * `unknown`: no such link. `changed`: the appointment was moved or cancelled since, and what it says holds no more. `over`: its time has
 * come. `answered`: what was said with it stands.
 */
export const replyState = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['unknown', 'changed']) }),
  z.object({ state: z.enum(['open', 'over']), ...time }),
  z.object({ state: z.literal('answered'), answer: replyAnswer, ...time }),
]);
export type ReplyState = z.infer<typeof replyState>;
