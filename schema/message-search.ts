import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

// What staff find in messages: at the clinic by a route, on the device by an index of its own. The rows are alike. ------------

export const SEARCH_WORDS = 8;

/** What was found where: in a message, a subject, or a comment among staff. */
export const messageFound = z.object({
  kind: z.enum(['message', 'subject', 'comment']),
  /** Of the message, thread or comment. */
  id,
  patient: id,
  name: z.string(),
  thread: id,
  subject: z.string(),
  /** At most 200 letters around what was found. */
  text: z.string().check(z.maxLength(200)),
  at: instant,
});
export type MessageFound = z.infer<typeof messageFound>;

/** GET /api/messages/search: the newest first. `more`: there are others; another word narrows it. */
export const messageSearchAnswer = z.object({ found: z.array(messageFound), more: z.boolean() });
export type MessageSearchAnswer = z.infer<typeof messageSearchAnswer>;

/** Letters and digits in rows, as both searches take them. */
export function searchWords(typed: string): string[] {
  return (typed.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, SEARCH_WORDS).map((word) => word.slice(0, 40));
}

const SNIPPET = 200;
const BEFORE = 60;

/** The part of a text around the first of the words. */
export function snippet(text: string, words: readonly string[]): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const lower = flat.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const start = Math.max(0, Math.min(...places, flat.length) - BEFORE);
  if (places.length === 0 || start === 0) return flat.slice(0, SNIPPET);
  return `…${flat.slice(start, start + SNIPPET - 1)}`;
}
