import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { id, instant } from './ids.ts';
import { reasonText } from './misdirected.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type ViewReader } from './request-definition.ts';
import { gateFacts, givenFacts, HOLD_DAYS, RELEASE_HOLD_MS, RESULT_WORDS_MAX, resultTransitions, type ResultEvent, type ResultState } from './result-states.ts';
import { scopeOf } from './roles.ts';
import { viewName } from './view-names.ts';

// What somebody of the clinic decides about a result (C14–C18). None is predicted but its leaving the queue: whether a patient has
// it, only the clinic's record knows. -------------------------------------------------------------------------------------

export interface ResultFacts {
  /** Null: no such result of that patient here. Absent and foreign look the same. */
  readonly result: null | {
    readonly state: ResultState;
    readonly revision: number;
    /** Staff row of whoever ordered it; null: not known. */
    readonly orderer: string | null;
    /** Its source says that it was an error. */
    readonly isVoid: boolean;
    readonly held: { readonly by: string; readonly staff: string | null; readonly until: number } | null;
    readonly released: { readonly by: string; readonly at: number } | null;
    /** Who of the patient's side had what is released now on a screen first; null: nobody, as far as is known. */
    readonly opened: { readonly reader: string; readonly at: number } | null;
    /** Sent as normal, all of it; read where it is asked for. */
    readonly normal?: boolean;
  };
  /** Most days a result may be held; 0: none may be. */
  readonly holdDays: number;
  /** When it was received, ms; 0 on a device, which leaves days to the clinic's clock. */
  readonly now: number;
}

const about = { patient: id, result: id };
/** `revision`: what its author read. */
const judged = { ...about, revision: z.number().check(z.int(), z.nonnegative()) };

/** office/ `settings`, of which a hold asks one thing; all of them are no part of this app's start. */
const holdSetting = z.object({ waits: z.optional(z.object({ holdDays: z.number() })) });
const holdDaysOf = (views: ViewReader, actor: Actor): number =>
  readEntry(views, viewName.office(actor.clinic), 'settings', 'settings', holdSetting)?.waits?.holdDays ?? HOLD_DAYS;

/** What this device knows of it; who may decide and see the queue alone holds more than nothing. */
function resultFacts(views: ViewReader, actor: Actor, body: { patient: string; result: string; revision?: number }): ResultFacts {
  const queue = viewName.delivery(actor.clinic);
  const entry = readEntry(views, queue, 'results', body.result, gateFacts) ?? readEntry(views, queue, 'history', body.result, gateFacts);
  // Not in the queue of this device: far back, or released. The server decides; an orderer may always ask.
  if (!entry) return { result: { state: 'awaiting', revision: body.revision ?? 0, orderer: actor.staff, isVoid: false, held: null, released: null, opened: null }, holdDays: holdDaysOf(views, actor), now: 0 };
  const held = entry.hold && { by: entry.hold.by, staff: entry.hold.staff, until: entry.hold.until };
  return { result: { state: entry.state, revision: entry.revision, orderer: entry.orderer?.id ?? null, isVoid: false, held, released: null, opened: null }, holdDays: holdDaysOf(views, actor), now: 0 };
}

type Known = NonNullable<ResultFacts['result']>;

/** Who decides on it at all: a coordinator on any, a clinician on what they ordered. */
function mayDecide(actor: Actor, { result }: ResultFacts): Verdict {
  const scope = scopeOf(actor, 'portal.result.release');
  if (scope === null) return refuse('permission.missing', { permission: 'portal.result.release' });
  if (!result) return refuse('result.unknown');
  return scope === 'all' || (actor.staff !== null && result.orderer === actor.staff) || refuse('result.notYourOrder');
}

/** Why the event does not apply to the state it is in: what stands instead, and whose. */
function notFrom(result: Known, event: ResultEvent): Verdict {
  if (result.isVoid) return refuse('result.error');
  if (resultTransitions[result.state][event] !== null) return true;
  if (result.state === 'preliminary') return refuse('result.notFinal');
  if (result.state === 'held' && result.held) return refuse('result.heldBy', { by: result.held.by, until: result.held.until });
  if (result.released && (result.state === 'released' || result.state === 'correcting')) return refuse('result.releasedBy', { by: result.released.by, at: result.released.at });
  return refuse('result.notSo');
}

function judge(actor: Actor, facts: ResultFacts, event: ResultEvent, revision: number | null, more: (result: Known) => Verdict = () => true): Verdict {
  const allowed = mayDecide(actor, facts);
  if (allowed !== true || !facts.result) return allowed;
  const applies = notFrom(facts.result, event);
  if (applies !== true) return applies;
  if (revision !== null && facts.result.revision !== revision) return refuse('result.changed');
  return more(facts.result);
}

/** The gate: from here on the patient may read it. Leaves the device 30 s later; read again, where it changed meanwhile. */
export const resultRelease = defineRequest({
  type: 'result.release', v: 1, offline: true, nature: 'decide', holdMs: RELEASE_HOLD_MS,
  // `words`: to the patient, beside the values; '' for none.
  body: z.object({ ...judged, words: z.string().check(z.maxLength(RESULT_WORDS_MAX)) }),
  facts: (views, actor, body) => resultFacts(views, actor, body),
  may: (actor, body, facts: ResultFacts) => judge(actor, facts, 'release', body.revision),
});

/** One of many at once: only what was sent as normal, without words. The clinic alone judges that, each by itself. */
export const resultReleaseNormal = defineRequest({
  type: 'result.releaseNormal', v: 1, offline: true, nature: 'decide', holdMs: RELEASE_HOLD_MS,
  body: z.object(judged),
  facts: (views, actor, body): ResultFacts => {
    const facts = resultFacts(views, actor, body);
    return { ...facts, result: facts.result && { ...facts.result, normal: true } };
  },
  may: (actor, body, facts: ResultFacts) => judge(actor, facts, 'release', body.revision, ({ state, normal }) =>
    (state === 'awaiting' && normal === true) || refuse('result.notNormal')),
});

/** Not yet: to be spoken of first, say. Until a day of the clinic's own limit at most; then it awaits a decision again. */
export const resultHold = defineRequest({
  type: 'result.hold', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...judged, reason: reasonText, until: instant }),
  facts: (views, actor, body) => resultFacts(views, actor, body),
  may: (actor, body, facts: ResultFacts) => judge(actor, facts, 'hold', body.revision, () => {
    if (facts.holdDays <= 0) return refuse('result.noHolds');
    if (facts.now > 0 && body.until <= facts.now) return refuse('result.holdOver');
    return facts.now === 0 || body.until <= facts.now + (facts.holdDays + 1) * 86_400_000 || refuse('result.holdTooLong', { days: facts.holdDays });
  }),
});

/** By whoever held it, or by a coordinator, who says why; the one who held it is told. */
export const resultLift = defineRequest({
  type: 'result.lift', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...about, reason: z.union([reasonText, z.literal('')]) }),
  facts: (views, actor, body) => resultFacts(views, actor, body),
  may: (actor, body, facts: ResultFacts) => judge(actor, facts, 'lift', null, ({ held }) => {
    if (actor.staff !== null && held?.staff === actor.staff) return true;
    if (scopeOf(actor, 'portal.result.release') !== 'all') return refuse('result.heldBy', { by: held?.by ?? '', until: held?.until ?? 0 });
    return body.reason !== '' || refuse('result.liftReason');
  }),
});

/** Takes back what nobody of the patient's side has opened. */
export const resultWithdraw = defineRequest({
  type: 'result.withdraw', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...about, reason: reasonText }),
  facts: (views, actor, body): ResultFacts => {
    const given = readEntry(views, viewName.delivery(actor.clinic), 'given', body.result, givenFacts);
    // Released long ago, or not known here: the server decides; an orderer may always ask.
    const known = given ? { state: given.state, orderer: given.orderer?.id ?? null, released: { by: given.releasedBy, at: given.releasedAt }, opened: given.opened } : { state: 'released' as const, orderer: actor.staff, released: null, opened: null };
    return { result: { ...known, revision: 0, isVoid: false, held: null }, holdDays: HOLD_DAYS, now: 0 };
  },
  may: (actor, _body, facts: ResultFacts) => judge(actor, facts, 'withdraw', null, ({ opened }) =>
    opened === null || refuse('result.opened', { reader: opened.reader, at: opened.at })),
});

export interface ResultSeenFacts { readonly result: boolean }

/** V7: first on a device of the patient's side, first opened on a screen there. */
export const resultSeen = defineRequest({
  type: 'result.seen', v: 1, offline: true, nature: 'append',
  body: z.object({ ...about, opened: z.boolean() }),
  facts: (): ResultSeenFacts => ({ result: true }),
  may: (actor, body, facts: ResultSeenFacts) => {
    if (!actor.reaches.some(({ patient, scopes }) => patient === body.patient && scopes.includes('record'))) return refuse('patient.unknown');
    return facts.result || refuse('result.unknown');
  },
});

export const resultRequests = [resultRelease, resultReleaseNormal, resultHold, resultLift, resultWithdraw, resultSeen] as const;
