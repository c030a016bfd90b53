import * as z from 'zod/mini';
import { id } from './ids.ts';
import { triageEntry } from './messages.ts';
import { notes } from './notes.ts';
import { refuse } from './outcome.ts';
import { defineRequest, readEntry } from './request-definition.ts';
import { can } from './roles.ts';
import type { ThreadFacts } from './triage-requests.ts';
import { viewName } from './view-names.ts';

/** A note is written in by updates, not by requests. This one is for words that could not get in that way (N4). */
const { maxText, writers } = notes.handover;

export interface HandoverFacts extends ThreadFacts {
  /** Characters that the note still takes. */
  readonly room: number;
}

/** Words at the end of the handover note, whatever stands there by then: how refused words are tried again (R5). */
export const threadHandover = defineRequest({
  type: 'thread.handover', v: 1, offline: true, nature: 'append',
  body: z.object({ patient: id, thread: id, text: z.string().check(z.minLength(1), z.maxLength(maxText), z.regex(/\S/)) }),
  facts: (views, _actor, body): HandoverFacts => {
    const triage = readEntry(views, viewName.triage(body.patient), 'threads', body.thread, triageEntry);
    const state = triage?.state ?? 'open';
    return { thread: { state, assignee: null, closed: triage?.closed ?? null, patientSeq: 0 }, room: maxText };
  },
  may: (actor, body, facts: HandoverFacts) => {
    if (!can(actor, writers)) return refuse('permission.missing', { permission: writers });
    if (!facts.thread) return refuse('thread.unknown');
    if (facts.thread.state === 'closed') return refuse('note.closed');
    return body.text.length < facts.room || refuse('note.full');
  },
});

export const handoverRequests = [threadHandover] as const;
