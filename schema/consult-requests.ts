import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { CHECK_IN_AHEAD_MS, CONSULT_WORD_MAX, consultTransitions, type ConsultEvent, type ConsultState } from './consult-states.ts';
import { deviceCheck, liveConsult, ownConsult, type LiveConsult } from './consults.ts';
import { id } from './ids.ts';
import { refuse, type Refusal, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type PredictContext, type Prediction, type ViewReader } from './request-definition.ts';
import { can, scopeOf } from './roles.ts';
import { viewName } from './view-names.ts';

// What patients and clinicians do with a video visit (TELEHEALTH §2). Cancelling it, moving it and noting that nobody came is done
// to its appointment (desk-requests.ts). --------------------------------------------------------------------------------------

/** Nobody's: absent and foreign look the same. `now`: when it was received, ms; 0 on a device, which leaves times to the clinic's clock. */
export interface ConsultFacts {
  readonly consult: null | {
    readonly state: ConsultState;
    /** Who conducts it. */
    readonly staff: string;
    readonly startsAt: number;
    /** Whose the last change was; null: nobody's of the clinic. */
    readonly changed: { readonly by: string; readonly at: number } | null;
  };
  readonly now: number;
}

const ofConsult = { patient: id, consult: id };
interface Of { readonly patient: string; readonly consult: string }
const NEEDS_NETWORK = { why: 'offline.consult' };

const reachesPatient = (actor: Actor, patient: string): Verdict => actor.reaches.some((reach) => reach.patient === patient) || refuse('patient.unknown');

const standsElse = (changed: { readonly by: string; readonly at: number } | null): Refusal =>
  (changed ? refuse('consult.changedBy', { by: changed.by, at: changed.at }) : refuse('consult.notSo'));

function mayConduct(actor: Actor, { consult }: ConsultFacts): Verdict {
  const scope = scopeOf(actor, 'live.consult.conduct');
  if (scope === null) return refuse('permission.missing', { permission: 'live.consult.conduct' });
  if (!consult) return refuse('consult.unknown');
  return scope === 'all' || consult.staff === actor.staff || refuse('consult.notYours');
}

function mayDo(actor: Actor, facts: ConsultFacts, event: ConsultEvent): Verdict {
  const allowed = mayConduct(actor, facts);
  if (allowed !== true || !facts.consult) return allowed;
  return consultTransitions[facts.consult.state][event] !== null || standsElse(facts.consult.changed);
}

/** A coordinator's for every visit, a clinician's for their own. */
export function mayTend(actor: Actor, permission: 'live.waiting.manage' | 'live.schedule', facts: ConsultFacts): Verdict {
  if (can(actor, permission)) return facts.consult !== null || refuse('consult.unknown');
  if (scopeOf(actor, 'live.consult.conduct') === null) return refuse('permission.missing', { permission });
  return mayConduct(actor, facts);
}

export const isAhead = (state: ConsultState): boolean => state === 'scheduled' || state === 'waiting';

const liveEntry = (views: ViewReader, actor: Actor, consult: string): LiveConsult | undefined => readEntry(views, viewName.live(actor.clinic), 'consults', consult, liveConsult);

/** What is not on the device does not stand in the way: the clinic decides. */
export function onStaffDevice(views: ViewReader, actor: Actor, body: Of, wanted: ConsultState): ConsultFacts {
  const entry = liveEntry(views, actor, body.consult);
  return { consult: entry ? { state: entry.state, staff: entry.staff, startsAt: 0, changed: entry.changed } : { state: wanted, staff: actor.staff ?? '', startsAt: 0, changed: null }, now: 0 };
}

function onPatientDevice(views: ViewReader, body: Of, wanted: ConsultState): ConsultFacts {
  const entry = readEntry(views, viewName.person(body.patient), 'consults', body.consult, ownConsult);
  return { consult: { state: entry?.state ?? wanted, staff: '', startsAt: 0, changed: null }, now: 0 };
}

export function predictConsult({ views, actor }: PredictContext, { consult }: Of, change: Partial<LiveConsult>): Prediction[] {
  const entry = liveEntry(views, actor, consult);
  return entry ? [{ view: viewName.live(actor.clinic), section: 'consults', id: consult, value: { ...entry, ...change } }] : [];
}
const changedBy = ({ actor, request }: PredictContext): Pick<LiveConsult, 'changed'> => ({ changed: { by: actor.name, at: request.deviceTime } });

/** The patient is here, with what they hear and are seen with, and agrees to be treated so. */
export const consultCheckIn = defineRequest({
  type: 'consult.checkIn', v: 1, offline: NEEDS_NETWORK, nature: 'decide',
  body: z.object({
    ...ofConsult, devices: z.object({ camera: deviceCheck, microphone: deviceCheck }),
    /** Which text they agreed to, in which language. */
    consent: z.object({ version: z.string().check(z.regex(/^[\w.-]{1,32}$/)), language: z.string().check(z.regex(/^[A-Za-z-]{2,16}$/)) }),
  }),
  facts: (views, _actor, body) => onPatientDevice(views, body, 'scheduled'),
  may: (actor, body, facts: ConsultFacts) => {
    const allowed = reachesPatient(actor, body.patient);
    if (allowed !== true) return allowed;
    if (!facts.consult) return refuse('consult.unknown');
    if (consultTransitions[facts.consult.state].checkIn === null) return refuse('consult.notSo');
    return facts.now === 0 || facts.consult.startsAt <= facts.now + CHECK_IN_AHEAD_MS || refuse('consult.early', { at: facts.consult.startsAt - CHECK_IN_AHEAD_MS });
  },
});

/** Not any more, for now. */
export const consultLeave = defineRequest({
  type: 'consult.leave', v: 1, offline: NEEDS_NETWORK, nature: 'decide',
  body: z.object(ofConsult),
  facts: (views, _actor, body) => onPatientDevice(views, body, 'waiting'),
  may: (actor, body, facts: ConsultFacts) => {
    const allowed = reachesPatient(actor, body.patient);
    if (allowed !== true) return allowed;
    if (!facts.consult) return refuse('consult.unknown');
    return consultTransitions[facts.consult.state].leave !== null || refuse('consult.notSo');
  },
});

export interface StartFacts extends ConsultFacts {
  /** A place to meet by video is there. */
  readonly live: boolean;
}

/** Begins the visit and its Encounter. `phone`: by phone from the start, where there is no video. */
export const consultStart = defineRequest({
  type: 'consult.start', v: 1, offline: NEEDS_NETWORK, nature: 'decide',
  body: z.object({ ...ofConsult, phone: z.optional(z.boolean()) }),
  facts: (views, actor, body): StartFacts => ({ ...onStaffDevice(views, actor, body, 'waiting'), live: true }),
  may: (actor, body, facts: StartFacts) => {
    const allowed = mayDo(actor, facts, 'start');
    if (allowed !== true) return allowed;
    const startsAt = facts.consult?.startsAt ?? 0;
    if (facts.now > 0 && startsAt > facts.now + CHECK_IN_AHEAD_MS) return refuse('consult.early', { at: startsAt - CHECK_IN_AHEAD_MS });
    return facts.live || body.phone === true || refuse('live.unavailable');
  },
});

/** It took place. */
export const consultEnd = defineRequest({
  type: 'consult.end', v: 1, offline: true, nature: 'decide',
  body: z.object(ofConsult),
  facts: (views, actor, body) => onStaffDevice(views, actor, body, 'inProgress'),
  may: (actor, _body, facts: ConsultFacts) => mayDo(actor, facts, 'end'),
  predict: (context, body) => predictConsult(context, body, { ...changedBy(context), state: 'completed', endedAt: context.request.deviceTime }),
});

/** The same visit goes on by phone. Said twice it is so from the first time. */
export const consultPhone = defineRequest({
  type: 'consult.phone', v: 1, offline: true, nature: 'append',
  body: z.object(ofConsult),
  facts: (views, actor, body) => onStaffDevice(views, actor, body, 'inProgress'),
  may: (actor, _body, facts: ConsultFacts) => {
    const allowed = mayConduct(actor, facts);
    if (allowed !== true || !facts.consult) return allowed;
    return facts.consult.state === 'inProgress' || standsElse(facts.consult.changed);
  },
  predict: (context, body) => predictConsult(context, body, { phonedAt: liveEntry(context.views, context.actor, body.consult)?.phonedAt ?? context.request.deviceTime }),
});

/** It began, and no visit took place. The words are for the patient: they stand at the appointment. */
export const consultFail = defineRequest({
  type: 'consult.fail', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofConsult, reason: z.string().check(z.maxLength(CONSULT_WORD_MAX), z.regex(/\S/)) }),
  facts: (views, actor, body) => onStaffDevice(views, actor, body, 'inProgress'),
  may: (actor, _body, facts: ConsultFacts) => mayDo(actor, facts, 'fail'),
  predict: (context, body) => predictConsult(context, body, { ...changedBy(context), state: 'failed', endedAt: context.request.deviceTime, reason: body.reason.trim() }),
});

/** "10 more minutes": shown to whoever waits. The last one stands. */
export const consultWord = defineRequest({
  type: 'consult.word', v: 1, offline: true, nature: 'append',
  body: z.object({ ...ofConsult, text: z.string().check(z.maxLength(CONSULT_WORD_MAX), z.regex(/\S/)) }),
  facts: (views, actor, body) => onStaffDevice(views, actor, body, 'waiting'),
  may: (actor, _body, facts: ConsultFacts) => {
    const allowed = mayTend(actor, 'live.waiting.manage', facts);
    if (allowed !== true || !facts.consult) return allowed;
    return isAhead(facts.consult.state) || standsElse(facts.consult.changed);
  },
  predict: (context, body) => predictConsult(context, body, { word: { text: body.text.trim(), by: context.actor.name, at: context.request.deviceTime } }),
});

/** The invite is sent again, with a new link and a new code. Those before go on leading to the sign-in. */
export const consultInvite = defineRequest({
  type: 'consult.invite', v: 1, offline: true, nature: 'append',
  body: z.object(ofConsult),
  facts: (views, actor, body) => onStaffDevice(views, actor, body, 'scheduled'),
  may: (actor, _body, facts: ConsultFacts) => {
    const allowed = mayTend(actor, 'live.schedule', facts);
    if (allowed !== true || !facts.consult) return allowed;
    return isAhead(facts.consult.state) || standsElse(facts.consult.changed);
  },
});

export interface ColleagueFacts extends ConsultFacts {
  /** All of them work there. */
  readonly known: boolean;
}

/** Who else may write its note: all of them, each time. */
export const consultColleagues = defineRequest({
  type: 'consult.colleagues', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofConsult, staff: z.array(id).check(z.maxLength(10)) }),
  facts: (views, actor, body): ColleagueFacts => ({ ...onStaffDevice(views, actor, body, 'inProgress'), known: true }),
  may: (actor, _body, facts: ColleagueFacts) => {
    const allowed = mayConduct(actor, facts);
    if (allowed !== true || !facts.consult) return allowed;
    if (!isAhead(facts.consult.state) && facts.consult.state !== 'inProgress' && facts.consult.state !== 'completed') return standsElse(facts.consult.changed);
    return facts.known || refuse('consult.nobody');
  },
  predict: (context, body) => predictConsult(context, body, { colleagues: [...new Set(body.staff)] }),
});

export const consultRequests = [consultCheckIn, consultLeave, consultStart, consultEnd, consultPhone, consultFail, consultWord, consultInvite, consultColleagues] as const;
