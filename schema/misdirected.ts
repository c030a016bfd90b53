import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

// B41: what went to the wrong person. Its requests: misdirected-requests.ts. -------------------------------------------

/** Longest reason. */
export const REASON_MAX = 500;
export const reasonText = z.string().check(z.minLength(1), z.maxLength(REASON_MAX), z.regex(/\S/));

const decision = z.object({ by: z.string(), at: instant });

/**
 * triage/ `misdirected`, id = message: what staff did about a reply to the wrong person. The words of a withdrawn one are here
 * for staff, and nowhere a patient reads.
 */
export const misdirectedEntry = z.object({
  id,
  thread: id,
  withdrawn: z.nullable(z.object({ by: z.string(), at: instant, reason: z.string(), text: z.string() })),
  /** Reported as a disclosure. */
  reported: z.nullable(decision),
});
export type MisdirectedEntry = z.infer<typeof misdirectedEntry>;

/** One reader on the patient's side: first on a device of theirs, first opened on a screen; null: never, as far as is known. */
export const shownTo = z.object({ reader: id, name: z.string(), onDeviceAt: z.nullable(instant), openedAt: z.nullable(instant) });
export type ShownTo = z.infer<typeof shownTo>;

/** GET /api/disclosures: newest first. Who saw what, and when; never the words themselves. */
export const disclosureItem = z.object({
  id,
  /** A reply, or a whole conversation that was moved. */
  kind: z.enum(['reply', 'thread']),
  /** In whose messages it was shown. */
  patient: z.object({ id, name: z.string() }),
  /** When the reply was received by the clinic; null: a conversation. */
  sentAt: z.nullable(instant),
  sentBy: z.nullable(z.string()),
  shown: z.array(shownTo),
  reason: z.string(),
  by: z.string(),
  at: instant,
});
export type DisclosureItem = z.infer<typeof disclosureItem>;
export const disclosuresAnswer = z.object({ disclosures: z.array(disclosureItem), cursor: z.nullable(z.string()) });
export type DisclosuresAnswer = z.infer<typeof disclosuresAnswer>;
