import * as z from 'zod/mini';
import { id } from './ids.ts';

// B16: "Grace is replying". Said on the socket of a queue, kept nowhere. ----------------------------------------------

/** While somebody types it is said again this often, ms. */
export const REPLYING_AGAIN = 3_000;
/** Who was not heard of for so long types no more, or is cut off, ms. */
export const REPLYING_GONE = 8_000;

/** What a device says: in which thread it is being typed, or that it stopped. Never a name. */
export const replyingFrame = z.strictObject({ kind: z.literal('replying'), thread: z.nullable(id) });
/** What colleagues hear. Who it is, is the server's word, from the session. */
export const replyingMessage = z.object({ kind: z.literal('replying'), of: z.string(), staff: z.string(), name: z.string(), thread: z.nullable(id) });
export type ReplyingMessage = z.infer<typeof replyingMessage>;
