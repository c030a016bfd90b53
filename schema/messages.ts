import * as z from 'zod/mini';
import { id, instant } from './ids.ts';
import { registerOf } from './merge.ts';

// Shapes of the messages slice. Its requests: message-requests.ts (patient), triage-requests.ts (staff). --------------

export const MESSAGE_MAX = 8000;
export const SUBJECT_MAX = 120;
export const messageText = z.string().check(z.minLength(1), z.maxLength(MESSAGE_MAX), z.regex(/\S/));
export const subjectText = z.string().check(z.minLength(1), z.maxLength(SUBJECT_MAX), z.regex(/\S/));

/** Whom a patient wrote to: an addressee's reference and name as they stood. */
export const addressee = z.object({ kind: z.enum(['team', 'person']), ref: id, name: z.string() });

export const threadState = z.enum(['open', 'waiting', 'closed']);
export type ThreadState = z.infer<typeof threadState>;

/** threads/ `threads`: what a patient sees of a thread. `waiting` (for the patient) reads as open there. */
/** What a list shows of the newest message. */
export const PREVIEW_MAX = 120;
/** Its first letters as the clinic's record counts them, by code points: none is cut in two. */
export const previewOf = (text: string): string => Array.from(text.slice(0, 2 * PREVIEW_MAX)).slice(0, PREVIEW_MAX).join('');

export const threadEntry = z.object({
  id,
  subject: z.string(),
  to: addressee,
  state: threadState,
  startedAt: instant,
  /** Sequence of the newest message: what close and read marks name. */
  lastSeq: z.number(),
  lastAt: instant,
  lastFrom: z.enum(['patient', 'clinic']),
  /** Empty where the newest message was withdrawn. */
  lastText: z.string().check(z.maxLength(PREVIEW_MAX)),
  lastWithdrawn: z.optional(z.boolean()),
});
export type ThreadEntry = z.infer<typeof threadEntry>;

/** What an automatic answer says: the clinic is closed, and opens on that day of its calendar at that time (B45). */
export const closedNotice = z.object({ kind: z.literal('closed'), from: z.string(), date: z.string(), emergencyPhone: z.string() });
export type ClosedNotice = z.infer<typeof closedNotice>;

/**
 * What an automatic answer says of who reads it (B45). `away`: `name` is away until that day. `left`: `name` answers here no more. `to`
 * null: a colleague patients are not told by name.
 */
export const routedNotice = z.object({ kind: z.enum(['away', 'left']), name: z.string(), to: z.nullable(z.string()), until: z.nullable(z.string()), words: z.string() });
export type RoutedNotice = z.infer<typeof routedNotice>;

/** threads/ `messages`. Ordered by `seq`, the server's order (R6). */
export const messageEntry = z.object({
  id,
  thread: id,
  seq: z.number(),
  from: z.enum(['patient', 'clinic']),
  /** Author's name; for staff with a title ("nurse"), for a carer the person they act for is the patient. */
  author: z.string(),
  title: z.string(),
  /** A carer wrote for the patient. */
  acting: z.boolean(),
  text: z.string(),
  /** Received by the clinic, server time. */
  at: instant,
  /** Written, by the author's clock (R3): shown as such. */
  deviceTime: instant,
  /** Patient messages: first read on a staff screen. */
  readAt: z.nullable(instant),
  /** B45: nobody wrote it; the app says it in its reader's language. No reply: what waits goes on waiting. */
  auto: z.optional(closedNotice),
  /** B45: as `auto`, about who reads it. A name of its own: apps that do not know it show `text`. */
  routed: z.optional(routedNotice),
  /** B41: the clinic took it back before anybody opened it; `text` is empty. */
  withdrawnAt: z.optional(instant),
});
export type MessageEntry = z.infer<typeof messageEntry>;

/**
 * threads/ `marks` (the readers' own unread counts) and triage/ `seen` (what the patient saw), id `<thread>.<reader>`.
 * `reader` is the reading account: the patient's own or a carer's.
 */
export const markEntry = z.object({
  thread: id,
  reader: id,
  name: z.string(),
  onDevice: z.number(),
  onDeviceAt: z.nullable(instant),
  opened: z.number(),
  openedAt: z.nullable(instant),
});
export type MarkEntry = z.infer<typeof markEntry>;
export const markId = (thread: string, reader: string): string => `${thread}.${reader}`;

export const urgency = z.enum(['urgent', 'today', 'routine']);
export type Urgency = z.infer<typeof urgency>;

/** It lay at another patient before (B41). */
const movedFrom = z.object({ from: z.string(), by: z.string(), at: instant, reason: z.string() });
export type MovedFrom = z.infer<typeof movedFrom>;

/** triage/ `threads`: what staff decide about a thread. */
export const triageEntry = z.object({
  id,
  urgency: registerOf(urgency),
  /** Tag id → on or off; each tag is a register of its own. */
  tags: z.record(z.string(), registerOf(z.boolean())),
  state: threadState,
  assignee: z.nullable(z.object({ staff: id, name: z.string(), by: z.string(), at: instant })),
  closed: z.nullable(z.object({ by: z.string(), at: instant })),
  /** Newest message staff have had on a screen. */
  readThrough: z.number(),
  /** The part of the handover note that is being written; the ones before it are signed (N1). */
  notePart: z._default(z.number(), 1),
  /** B41: it was moved here from another patient. */
  moved: z.optional(movedFrom),
});
export type TriageEntry = z.infer<typeof triageEntry>;

/** triage/ `comments`: staff only; never in a view a patient may read. */
export const commentEntry = z.object({ id, thread: id, author: z.string(), staff: id, text: z.string(), at: instant });
export type CommentEntry = z.infer<typeof commentEntry>;

/** queue/:clinic/messages `items`: open threads, ≤ 200 B each, enough for a row and its order. Keys are short on purpose. */
export const queueItem = z.object({
  /** Patient id. */
  p: id,
  /** Patient name. */
  n: z.string(),
  /** Birth date, for the age. */
  b: z.nullable(z.string()),
  /** One-line reason: the subject. */
  l: z.string().check(z.maxLength(60)),
  u: urgency,
  /** Assigned staff id. */
  a: z.nullable(id),
  /** Waiting for an answer since (ms); null when the clinic wrote last. */
  t: z.nullable(instant),
  /** Newest activity, ms. */
  m: instant,
  s: threadState,
});
export type QueueItem = z.infer<typeof queueItem>;

// States -----------------------------------------------------------------------------------------------------------

export type ThreadEvent = 'patientWrites' | 'clinicReplies' | 'close' | 'reopen';
/** DESIGN §7: open | waiting | closed. null: does not apply. A patient's message reopens a closed thread. */
export const threadTransitions: Record<ThreadState, Record<ThreadEvent, ThreadState | null>> = {
  open: { patientWrites: 'open', clinicReplies: 'waiting', close: 'closed', reopen: null },
  waiting: { patientWrites: 'open', clinicReplies: 'waiting', close: 'closed', reopen: null },
  closed: { patientWrites: 'open', clinicReplies: 'waiting', close: null, reopen: 'open' },
};

/** Queue order: urgency, then who has waited longest, then age of the last activity. */
const urgencyRank: Record<Urgency, number> = { urgent: 0, today: 1, routine: 2 };
export function compareQueueItems(a: QueueItem, b: QueueItem): number {
  return urgencyRank[a.u] - urgencyRank[b.u] || (a.t ?? Number.MAX_SAFE_INTEGER) - (b.t ?? Number.MAX_SAFE_INTEGER) || a.m - b.m;
}
