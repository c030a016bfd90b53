import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { id } from './ids.ts';
import { markEntry, messageEntry } from './messages.ts';
import { misdirectedEntry, reasonText } from './misdirected.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type ViewReader } from './request-definition.ts';
import { can } from './roles.ts';
import { viewName } from './view-names.ts';

// B41: a reply that went to the wrong person, and messages that lie at the wrong patient. None of these is predicted: that words
// are gone from somebody's phone, or never were read there, only the clinic's record knows. ------------------------------

const reply = { patient: id, thread: id, message: id };

export interface ReplyFacts {
  /** Null: no reply of the clinic in that thread of that patient. Absent and foreign look the same. */
  readonly reply: null | {
    readonly withdrawn: { readonly by: string; readonly at: number } | null;
    readonly reported: { readonly by: string; readonly at: number } | null;
    /** Who had it on a screen first, and when; null: nobody, as far as is known. */
    readonly opened: { readonly reader: string; readonly at: number } | null;
  };
}

/** What this device knows of it. A mark keeps the time it last grew, so `at` is the latest it can have been. */
function replyFacts(views: ViewReader, body: { patient: string; thread: string; message: string }): ReplyFacts {
  const triage = viewName.triage(body.patient);
  const message = readEntry(views, viewName.threads(body.patient), 'messages', body.message, messageEntry);
  const known = readEntry(views, triage, 'misdirected', body.message, misdirectedEntry);
  let opened: { reader: string; at: number } | null = null;
  for (const [, raw] of views.entries(triage, 'seen')) {
    const mark = markEntry.safeParse(raw);
    if (!message || !mark.success || mark.data.thread !== body.thread || mark.data.opened < message.seq || mark.data.openedAt === null) continue;
    if (!opened || mark.data.openedAt < opened.at) opened = { reader: mark.data.name, at: mark.data.openedAt };
  }
  return { reply: { withdrawn: known?.withdrawn ?? null, reported: known?.reported ?? null, opened } };
}

function mayAnswer(actor: Actor, facts: ReplyFacts): Verdict {
  if (!can(actor, 'portal.message.reply')) return refuse('permission.missing', { permission: 'portal.message.reply' });
  return facts.reply ? true : refuse('reply.unknown');
}

/** Takes a reply back that nobody opened: its words leave the patient's view, and their devices at the next contact. */
export const replyWithdraw = defineRequest({
  type: 'reply.withdraw', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...reply, reason: reasonText }),
  facts: (views, _actor, body) => replyFacts(views, body),
  may: (actor, _body, facts: ReplyFacts) => {
    const allowed = mayAnswer(actor, facts);
    if (allowed !== true || !facts.reply) return allowed;
    const { withdrawn, opened } = facts.reply;
    if (withdrawn) return refuse('reply.withdrawnBy', { by: withdrawn.by, at: withdrawn.at });
    return opened === null || refuse('reply.opened', { reader: opened.reader, at: opened.at });
  },
});

/** What was shown to whom, and when, for the administrator's list: withdrawn or not. */
export const replyDisclose = defineRequest({
  type: 'reply.disclose', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...reply, disclosure: id, reason: reasonText }),
  facts: (views, _actor, body) => replyFacts(views, body),
  may: (actor, _body, facts: ReplyFacts) => {
    const allowed = mayAnswer(actor, facts);
    if (allowed !== true || !facts.reply) return allowed;
    const { reported } = facts.reply;
    return reported === null || refuse('reply.reportedBy', { by: reported.by, at: reported.at });
  },
});

export interface MoveFacts {
  readonly thread: { /** Newest message the patient's side wrote; 0 when none. */ readonly patientSeq: number } | null;
  /** The other patient is of the actor's clinic. */
  readonly inClinic: boolean;
  /** Somebody wrote in it who could not read it there; null: everybody keeps what they wrote. */
  readonly loser: string | null;
}

/**
 * A whole thread to the patient it belongs to. Words stay with whoever wrote them: it moves only where everybody of the patient's
 * side who wrote in it reads that patient's messages too (a mother who wrote for the wrong child; nobody, where only the clinic
 * wrote). `lastSeq`: the newest message its author had seen.
 */
export const threadMove = defineRequest({
  type: 'thread.move', v: 1, offline: true, nature: 'decide',
  body: z.object({ patient: id, thread: id, to: id, lastSeq: z.number().check(z.int(), z.nonnegative()), disclosure: id, reason: reasonText }),
  // Who reads whose messages, no device knows.
  facts: (): MoveFacts => ({ thread: { patientSeq: 0 }, inClinic: true, loser: null }),
  may: (actor, body, facts: MoveFacts) => {
    for (const permission of ['portal.message.reply', 'patient.read'] as const) {
      if (!can(actor, permission)) return refuse('permission.missing', { permission });
    }
    if (!facts.thread) return refuse('thread.unknown');
    if (!facts.inClinic) return refuse('patient.unknown');
    if (body.to === body.patient) return refuse('move.samePatient');
    if (facts.thread.patientSeq > body.lastSeq) return refuse('move.patientWrote');
    return facts.loser === null || refuse('move.wordsStay', { writer: facts.loser });
  },
});

export const misdirectedRequests = [replyWithdraw, replyDisclose, threadMove] as const;
