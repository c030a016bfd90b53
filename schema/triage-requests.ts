import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { colleagueEntry } from './clinic.ts';
import { id } from './ids.ts';
import { initialRegister, joinMarks, joinRegisters, type Register } from './merge.ts';
import { commentEntry, messageEntry, messageText, previewOf, queueItem, threadEntry, threadState, threadTransitions, triageEntry, urgency, type CommentEntry, type MessageEntry, type QueueItem, type TriageEntry } from './messages.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type PredictContext, type Prediction, type ViewReader } from './request-definition.ts';
import { can, type Permission } from './roles.ts';
import { viewName } from './view-names.ts';

// What staff ask for in messages. Every body names patient and thread, so that a device can judge and predict alone. --

const target = { patient: id, thread: id };

/** `thread`: null when absent or another clinic's: both look the same. */
export interface ThreadFacts {
  readonly thread: null | {
    readonly state: z.infer<typeof threadState>;
    readonly assignee: { readonly staff: string; readonly name: string; readonly at: number } | null;
    readonly closed: { readonly by: string; readonly at: number } | null;
    /** Newest message the patient wrote; 0 when none. */
    readonly patientSeq: number;
  };
}

function threadFacts(views: ViewReader, body: { patient: string; thread: string }): ThreadFacts {
  const triage = readEntry(views, viewName.triage(body.patient), 'threads', body.thread, triageEntry);
  if (!triage) return { thread: { state: 'open', assignee: null, closed: null, patientSeq: 0 } };
  let patientSeq = 0;
  for (const [, raw] of views.entries(viewName.threads(body.patient), 'messages')) {
    const parsed = messageEntry.safeParse(raw);
    if (parsed.success && parsed.data.thread === body.thread && parsed.data.from === 'patient') patientSeq = Math.max(patientSeq, parsed.data.seq);
  }
  return { thread: { state: triage.state, assignee: triage.assignee, closed: triage.closed, patientSeq } };
}

function mayTouch(actor: Actor, permission: Permission, facts: ThreadFacts): Verdict {
  if (!can(actor, permission)) return refuse('permission.missing', { permission });
  return facts.thread ? true : refuse('thread.unknown');
}

/** Changes the triage entry and, with it, the queue's item. */
function predictTriage(context: PredictContext, body: { patient: string; thread: string }, change: (now: TriageEntry) => TriageEntry): Prediction[] {
  const { views, actor } = context;
  const now = readEntry(views, viewName.triage(body.patient), 'threads', body.thread, triageEntry);
  const queue = viewName.queue(actor.clinic, 'messages');
  const item = readEntry(views, queue, 'items', body.thread, queueItem);
  if (!now) return [];
  const next = change(now);
  const predictions: Prediction[] = [{ view: viewName.triage(body.patient), section: 'threads', id: body.thread, value: next }];
  const thread = readEntry(views, viewName.threads(body.patient), 'threads', body.thread, threadEntry);
  if (thread && thread.state !== next.state) {
    predictions.push({ view: viewName.threads(body.patient), section: 'threads', id: body.thread, value: { ...thread, state: next.state } });
  }
  if (item) {
    const changed: QueueItem = { ...item, u: next.urgency.value, a: next.assignee?.staff ?? null, s: next.state };
    predictions.push({ view: queue, section: 'items', id: body.thread, value: next.state === 'closed' ? null : changed });
  }
  return predictions;
}

function mine<T>(context: PredictContext, value: T): Register<T> {
  const { request, actor } = context;
  return { value, stamp: request.saw + 1, saw: request.saw, by: request.id, who: actor.name, at: request.deviceTime };
}

// Registers and marks: they merge (R6) ---------------------------------------------------------------------------

export const threadUrgency = defineRequest({
  type: 'thread.urgency', v: 1, offline: true, nature: 'merge',
  body: z.object({ ...target, value: urgency }),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, _body, facts: ThreadFacts) => mayTouch(actor, 'portal.message.reply', facts),
  saw: (views, _actor, body) => readEntry(views, viewName.triage(body.patient), 'threads', body.thread, triageEntry)?.urgency.stamp ?? 0,
  predict: (context, body) => predictTriage(context, body, (now) => ({ ...now, urgency: joinRegisters(now.urgency, mine(context, body.value)) })),
});

export const threadTag = defineRequest({
  type: 'thread.tag', v: 1, offline: true, nature: 'merge',
  body: z.object({ ...target, tag: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)), on: z.boolean() }),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, _body, facts: ThreadFacts) => mayTouch(actor, 'portal.message.reply', facts),
  saw: (views, _actor, body) => readEntry(views, viewName.triage(body.patient), 'threads', body.thread, triageEntry)?.tags[body.tag]?.stamp ?? 0,
  predict: (context, body) => predictTriage(context, body, (now) => ({
    ...now, tags: { ...now.tags, [body.tag]: joinRegisters(now.tags[body.tag] ?? initialRegister(false), mine(context, body.on)) },
  })),
});

/** Staff had the thread on a screen up to this message. The patient sees "Read by clinic". */
export const threadRead = defineRequest({
  type: 'thread.read', v: 1, offline: true, nature: 'merge',
  body: z.object({ ...target, through: z.number().check(z.int(), z.positive()) }),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, _body, facts: ThreadFacts) => mayTouch(actor, 'portal.message.read', facts),
  predict: (context, body) => predictTriage(context, body, (now) => ({ ...now, readThrough: joinMarks(now.readThrough, body.through) })),
});

// Logs: they cannot conflict -------------------------------------------------------------------------------------

export const threadComment = defineRequest({
  type: 'thread.comment', v: 1, offline: true, nature: 'append',
  body: z.object({ ...target, comment: id, text: messageText }),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, _body, facts: ThreadFacts) => mayTouch(actor, 'portal.message.reply', facts),
  predict: ({ actor, request }, body) => {
    const value: CommentEntry = { id: body.comment, thread: body.thread, author: actor.name, staff: actor.staff ?? actor.account, text: body.text, at: request.deviceTime };
    return [{ view: viewName.triage(body.patient), section: 'comments', id: body.comment, value: commentEntry.parse(value) }];
  },
});

/** A reply to the patient. Held 5 s on the device, so that undo is exact (R9). */
export const threadReply = defineRequest({
  type: 'thread.reply', v: 1, offline: true, nature: 'append', holdMs: 5000,
  body: z.object({ ...target, message: id, text: messageText }),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, _body, facts: ThreadFacts) => mayTouch(actor, 'portal.message.reply', facts),
  predict: (context, body) => {
    const { views, actor, request } = context;
    const view = viewName.threads(body.patient);
    const thread = readEntry(views, view, 'threads', body.thread, threadEntry);
    // The record's own row came before the answer did: nothing is to be shown on top of it.
    if (!thread || views.entry(view, 'messages', body.message) !== undefined) return [];
    const seq = thread.lastSeq + 1;
    const message: MessageEntry = {
      id: body.message, thread: body.thread, seq, from: 'clinic', author: actor.name, title: actor.title, acting: false,
      text: body.text, at: request.deviceTime, deviceTime: request.deviceTime, readAt: null,
    };
    // The thread's state stays: it waits for the patient only once the clinic has stored the reply.
    return [
      { view, section: 'messages', id: body.message, value: message },
      { view, section: 'threads', id: body.thread, value: { ...thread, lastSeq: seq, lastAt: request.deviceTime, lastFrom: 'clinic', lastText: previewOf(body.text) } },
    ];
  },
});

// Decisions: the first valid one wins; the second hears whose stands -----------------------------------------------

function takenBy(facts: ThreadFacts): Verdict {
  const assignee = facts.thread?.assignee;
  return assignee ? refuse('thread.taken', { by: assignee.name, at: assignee.at, staff: assignee.staff }) : true;
}

export const threadClaim = defineRequest({
  type: 'thread.claim', v: 1, offline: true, nature: 'decide',
  body: z.object(target),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, _body, facts: ThreadFacts) => {
    const allowed = mayTouch(actor, 'portal.message.reply', facts);
    if (allowed !== true) return allowed;
    if (facts.thread?.state === 'closed') return refuse('thread.closedBy', { by: facts.thread.closed?.by ?? '', at: facts.thread.closed?.at ?? 0 });
    // Claiming what one already has is done, not lost.
    return facts.thread?.assignee?.staff === actor.staff || takenBy(facts);
  },
  predict: (context, body) => predictTriage(context, body, (now) => ({ ...now, assignee: assigneeOf(context, context.actor.staff ?? context.actor.account, context.actor.name) })),
});

export interface AssignFacts extends ThreadFacts { readonly answersMessages: boolean }

/** `from`: the assignee its author was looking at; another one since then wins. `to` null: nobody's. */
export const threadAssign = defineRequest({
  type: 'thread.assign', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...target, from: z.nullable(id), to: z.nullable(id) }),
  facts: (views, actor, body): AssignFacts => ({
    ...threadFacts(views, body),
    answersMessages: body.to === null || (readEntry(views, viewName.office(actor.clinic), 'colleagues', body.to, colleagueEntry)?.answersMessages ?? true),
  }),
  may: (actor, body, facts) => {
    const allowed = mayTouch(actor, 'portal.message.reply', facts);
    if (allowed !== true) return allowed;
    if (facts.thread?.state === 'closed') return refuse('thread.closedBy', { by: facts.thread.closed?.by ?? '', at: facts.thread.closed?.at ?? 0 });
    if (!facts.answersMessages) return refuse('thread.assigneeCannotReply');
    if ((facts.thread?.assignee?.staff ?? null) === body.from) return true;
    const taken = takenBy(facts);
    return taken === true ? refuse('thread.releasedSince') : taken;
  },
  predict: (context, body) => predictTriage(context, body, (now) => {
    if (body.to === null) return { ...now, assignee: null };
    const colleague = readEntry(context.views, viewName.office(context.actor.clinic), 'colleagues', body.to, colleagueEntry);
    return { ...now, assignee: assigneeOf(context, body.to, colleague?.name ?? '') };
  }),
});

function assigneeOf({ actor, request }: PredictContext, staff: string, name: string): NonNullable<TriageEntry['assignee']> {
  return { staff, name, by: actor.name, at: request.deviceTime };
}

/** `lastSeq`: the newest message its author had seen. Refused when the patient has written since. */
export const threadClose = defineRequest({
  type: 'thread.close', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...target, lastSeq: z.number().check(z.int(), z.nonnegative()) }),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, body, facts: ThreadFacts) => {
    const allowed = mayTouch(actor, 'portal.message.reply', facts);
    if (allowed !== true || !facts.thread) return allowed;
    if (threadTransitions[facts.thread.state].close === null) return refuse('thread.closedBy', { by: facts.thread.closed?.by ?? '', at: facts.thread.closed?.at ?? 0 });
    return facts.thread.patientSeq <= body.lastSeq || refuse('thread.patientWrote');
  },
  predict: (context, body) => predictTriage(context, body, (now) => ({ ...now, state: 'closed', closed: { by: context.actor.name, at: context.request.deviceTime } })),
});

export const threadReopen = defineRequest({
  type: 'thread.reopen', v: 1, offline: true, nature: 'decide',
  body: z.object(target),
  facts: (views, _actor, body) => threadFacts(views, body),
  may: (actor, _body, facts: ThreadFacts) => {
    const allowed = mayTouch(actor, 'portal.message.reply', facts);
    if (allowed !== true || !facts.thread) return allowed;
    return threadTransitions[facts.thread.state].reopen !== null || refuse('thread.openAlready');
  },
  predict: (context, body) => predictTriage(context, body, (now) => ({ ...now, state: 'open', closed: null })),
});

export const triageRequests = [
  threadUrgency, threadTag, threadRead, threadComment, threadReply, threadClaim, threadAssign, threadClose, threadReopen,
] as const;
