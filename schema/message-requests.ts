import * as z from 'zod/mini';
import { reachFor, type Actor } from './actor.ts';
import { addresseeEntry } from './clinic.ts';
import { id } from './ids.ts';
import { markEntry, markId, messageText, previewOf, subjectText, threadEntry, threadTransitions, type MarkEntry, type MessageEntry, type ThreadEntry } from './messages.ts';
import { joinMarks } from './merge.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type PredictContext, type Prediction, type ViewReader } from './request-definition.ts';
import { viewName } from './view-names.ts';

// What patients (and their carers) ask for in messages. --------------------------------------------------------------

/** `thread`: null when there is none with that id on that patient (or it is someone else's: both look the same). */
export interface PatientThreadFacts { readonly thread: { readonly patient: string } | null }
export interface StartFacts { readonly addressable: boolean; readonly idFree: boolean }

function mayWriteFor(actor: Actor, patient: string): Verdict {
  return reachFor(actor, patient, 'messages') ? true : refuse('patient.unknown');
}

function threadFacts(views: ViewReader, patient: string, thread: string): PatientThreadFacts {
  // A device may act on a thread whose start still waits in its own outbox: the overlay shows it here.
  return { thread: views.entry(viewName.threads(patient), 'threads', thread) === undefined ? null : { patient } };
}

/** The message as its author sees it at once; `seq` beyond all others until the server gives its own. */
function predictMessage(context: PredictContext, body: { patient: string; thread: string; message: string; text: string }, thread: ThreadEntry): Prediction[] {
  const view = viewName.threads(body.patient);
  const { views, actor, request } = context;
  // The record's own row came before the answer did: nothing is to be shown on top of it.
  if (views.entry(view, 'messages', body.message) !== undefined) return [];
  const seq = thread.lastSeq + 1;
  const message: MessageEntry = {
    id: body.message, thread: body.thread, seq, from: 'patient', author: actor.name, title: '',
    acting: actor.reaches.find((r) => r.patient === body.patient)?.as === 'proxy',
    text: body.text, at: request.deviceTime, deviceTime: request.deviceTime, readAt: null,
  };
  const changed: ThreadEntry = {
    ...thread, state: threadTransitions[thread.state].patientWrites ?? thread.state,
    lastSeq: seq, lastAt: request.deviceTime, lastFrom: 'patient', lastText: previewOf(body.text),
  };
  return [
    { view, section: 'threads', id: body.thread, value: changed },
    { view, section: 'messages', id: body.message, value: message },
  ];
}

/** A new thread to an addressable person or team. */
export const messageStart = defineRequest({
  type: 'message.start',
  v: 1,
  body: z.object({ patient: id, thread: id, message: id, to: id, subject: subjectText, text: messageText }),
  offline: true,
  nature: 'append',
  facts: (views, actor, body): StartFacts => ({
    addressable: views.entry(viewName.clinic(actor.clinic), 'addressees', body.to) !== undefined,
    idFree: true,
  }),
  may: (actor, body, facts) => {
    const allowed = mayWriteFor(actor, body.patient);
    if (allowed !== true) return allowed;
    if (!facts.addressable) return refuse('message.addresseeGone');
    return facts.idFree || refuse('request.duplicate');
  },
  predict: (context, body) => {
    const to = readEntry(context.views, viewName.clinic(context.actor.clinic), 'addressees', body.to, addresseeEntry);
    const at = context.request.deviceTime;
    return predictMessage(context, body, {
      id: body.thread, subject: body.subject, to: { kind: to?.kind ?? 'team', ref: body.to, name: to?.name ?? '' },
      state: 'open', startedAt: at, lastSeq: 0, lastAt: at, lastFrom: 'patient', lastText: '',
    });
  },
});

/** A patient's message in a thread. Reopens a closed one. */
export const messageSend = defineRequest({
  type: 'message.send',
  v: 1,
  body: z.object({ patient: id, thread: id, message: id, text: messageText }),
  offline: true,
  nature: 'append',
  facts: (views, _actor, body) => threadFacts(views, body.patient, body.thread),
  may: (actor, body, facts: PatientThreadFacts) => {
    const allowed = mayWriteFor(actor, body.patient);
    if (allowed !== true) return allowed;
    return facts.thread?.patient === body.patient || refuse('thread.unknown');
  },
  predict: (context, body) => {
    const thread = readEntry(context.views, viewName.threads(body.patient), 'threads', body.thread, threadEntry);
    return thread ? predictMessage(context, body, thread) : [];
  },
});

/**
 * What came to this reader's device and what was opened on its screen (V7). Sent by the app itself; marks only grow.
 * `opened` 0: nothing opened yet.
 */
export const messageSeen = defineRequest({
  type: 'message.seen',
  v: 1,
  body: z.object({
    patient: id, thread: id, onDevice: z.number().check(z.int(), z.nonnegative()), opened: z.number().check(z.int(), z.nonnegative()),
    /** Messages of the thread that this device knows as withdrawn, by number: covered by the marks, and their words were not here. */
    withdrawn: z.optional(z.array(z.number().check(z.int(), z.positive())).check(z.maxLength(50))),
  }),
  offline: true,
  nature: 'merge',
  facts: (views, _actor, body) => threadFacts(views, body.patient, body.thread),
  may: (actor, body, facts: PatientThreadFacts) => {
    const allowed = mayWriteFor(actor, body.patient);
    if (allowed !== true) return allowed;
    return facts.thread?.patient === body.patient || refuse('thread.unknown');
  },
  predict: ({ views, actor, request }, body) => {
    const view = viewName.threads(body.patient);
    const reader = actor.account;
    const now = readEntry(views, view, 'marks', markId(body.thread, reader), markEntry);
    const value: MarkEntry = {
      thread: body.thread, reader, name: actor.name,
      onDevice: joinMarks(now?.onDevice ?? 0, body.onDevice), onDeviceAt: now?.onDeviceAt ?? request.deviceTime,
      opened: joinMarks(now?.opened ?? 0, body.opened),
      openedAt: body.opened > (now?.opened ?? 0) ? request.deviceTime : (now?.openedAt ?? null),
    };
    return [{ view, section: 'marks', id: markId(body.thread, reader), value }];
  },
});

export const messageRequests = [messageStart, messageSend, messageSeen] as const;
