import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { AWAY_WORDS, awayEntry, standIn, type AwayEntry, type StandIn } from './away.ts';
import { addresseeEntry, colleagueEntry } from './clinic.ts';
import { calendarDate, id } from './ids.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type ViewReader } from './request-definition.ts';
import { can } from './roles.ts';
import { viewName } from './view-names.ts';

// B45: closing a colleague's account, and cover for the absent. ----------------------------------------------------------

const administers = (actor: Actor): Verdict => can(actor, 'admin.staff') || refuse('permission.missing', { permission: 'admin.staff' });

/** `person`: null when there is nobody with a sign-in by that id in the clinic. */
export interface CloseFacts {
  readonly person: null | {
    readonly open: boolean;
    readonly closed: { readonly by: string; readonly at: number } | null;
    /** What is theirs and open now. */
    readonly items: number;
    /** Of these, appointments, requests and offers that are still to come. */
    readonly times: number;
  };
  /** Whoever takes those over is there, and how many of them fall into what they have already. */
  readonly takes: { readonly fit: boolean; readonly clashes: number };
  /** Who takes over may: answers messages, or is a team of the clinic. */
  readonly fit: boolean;
  /** Others who may manage staff. */
  readonly administrators: number;
}

/**
 * Hands over all that is open and closes the account, both or neither. `items`: how many its author was shown; another number by
 * now, and nothing is done. `to` null: to everybody who answers messages. `times`: who takes over the appointments and requests that are still to come,
 * at the same times; `stay`: nobody, the front desk moves them; null: whoever wrote it saw none. Hours end on the day.
 */
export const staffClose = defineRequest({
  type: 'staff.close', v: 2, offline: { why: 'offline.staffClose' }, nature: 'decide',
  body: z.object({ staff: id, to: z.nullable(standIn), times: z.nullable(z.union([id, z.literal('stay')])), items: z.number().check(z.int(), z.nonnegative()) }),
  upcasts: { 1: (old) => ({ ...(old as object), times: null }) },
  // What is open of somebody is in no view: the clinic alone knows it.
  facts: (_views, _actor, body): CloseFacts => ({ person: { open: true, closed: null, items: body.items, times: 0 }, takes: { fit: true, clashes: 0 }, fit: true, administrators: 1 }),
  may: (actor, body, { person, fit, takes, administrators }) => {
    const allowed = administers(actor);
    if (allowed !== true) return allowed;
    if (!person) return refuse('staff.unknown');
    if (body.staff === actor.staff) return refuse('staff.yourself');
    if (!person.open) return refuse('staff.closedBy', { by: person.closed?.by ?? '', at: person.closed?.at ?? 0 });
    if (administrators === 0) return refuse('staff.lastAdministrator');
    if (!fit || body.to?.id === body.staff) return refuse('staff.cannotStepIn');
    if (person.items !== body.items) return refuse('staff.itemsSince', { count: person.items });
    if (person.times === 0 || body.times === 'stay') return true;
    if (body.times === null) return refuse('staff.timesOpen', { count: person.times });
    if (!takes.fit) return refuse('staff.cannotTakeTimes');
    return takes.clashes === 0 || refuse('staff.timesClash', { count: takes.clashes });
  },
});

export interface ReopenFacts { readonly person: null | { readonly open: boolean } }

/** They may sign in again, with what they signed in with before. What was handed over stays where it is. */
export const staffReopen = defineRequest({
  type: 'staff.reopen', v: 1, offline: { why: 'offline.staffClose' }, nature: 'decide',
  body: z.object({ staff: id }),
  facts: (): ReopenFacts => ({ person: { open: false } }),
  may: (actor, _body, { person }) => {
    const allowed = administers(actor);
    if (allowed !== true) return allowed;
    if (!person) return refuse('staff.unknown');
    return !person.open || refuse('staff.openAlready');
  },
});

/** `now`: their absence as it stands. */
export interface AwayFacts { readonly person: null | { readonly now: Pick<AwayEntry, 'id' | 'by' | 'at'> | null }; readonly fit: boolean; /** The clinic's day; '' where only the server knows. */ readonly day: string }

function absenceOf(views: ViewReader, actor: Actor, staff: string): AwayEntry | null {
  return readEntry(views, viewName.office(actor.clinic), 'away', staff, awayEntry) ?? null;
}

function mayChange(actor: Actor, staff: string): Verdict {
  return (actor.kind === 'staff' && actor.staff === staff) || administers(actor);
}

function standsStill(facts: AwayFacts, seen: string | null): Verdict {
  const now = facts.person?.now ?? null;
  return (now?.id ?? null) === seen || refuse('away.changedBy', { by: now?.by ?? '', at: now?.at ?? 0 });
}

/** For oneself, or by an administrator for another. `replaces`: the absence its author was looking at; a newer one wins. */
export const staffAway = defineRequest({
  type: 'staff.away', v: 1, offline: true, nature: 'decide',
  body: z.object({ away: id, staff: id, replaces: z.nullable(id), from: calendarDate, until: calendarDate, to: standIn, words: z.string().check(z.maxLength(AWAY_WORDS)) }),
  facts: (views, actor, body): AwayFacts => ({
    person: { now: absenceOf(views, actor, body.staff) }, day: '',
    fit: body.to.kind === 'team' || (readEntry(views, viewName.office(actor.clinic), 'colleagues', body.to.id, colleagueEntry)?.answersMessages ?? true),
  }),
  may: (actor, body, facts) => {
    const allowed = mayChange(actor, body.staff);
    if (allowed !== true) return allowed;
    if (!facts.person) return refuse('staff.unknown');
    if (body.until < body.from) return refuse('away.order');
    if (body.until < facts.day) return refuse('away.past');
    if (!facts.fit || body.to.id === body.staff) return refuse('staff.cannotStepIn');
    return standsStill(facts, body.replaces);
  },
  predict: ({ views, actor, request }, body) => {
    const value: AwayEntry = {
      id: body.away, staff: body.staff, from: body.from, until: body.until, to: { ...body.to, name: nameOf(views, actor, body.to) }, words: body.words.trim(),
      by: actor.name, at: request.deviceTime,
    };
    return [{ view: viewName.office(actor.clinic), section: 'away', id: body.staff, value }];
  },
});

function nameOf(views: ViewReader, actor: Actor, { kind, id: whom }: StandIn): string {
  if (kind === 'person') return readEntry(views, viewName.office(actor.clinic), 'colleagues', whom, colleagueEntry)?.name ?? '';
  return readEntry(views, viewName.clinic(actor.clinic), 'addressees', whom, addresseeEntry)?.name ?? '';
}

/** Back before the last day, or not away after all. */
export const staffBack = defineRequest({
  type: 'staff.back', v: 1, offline: true, nature: 'decide',
  body: z.object({ staff: id, away: id }),
  facts: (views, actor, body): AwayFacts => ({ person: { now: absenceOf(views, actor, body.staff) }, fit: true, day: '' }),
  may: (actor, body, facts) => {
    const allowed = mayChange(actor, body.staff);
    if (allowed !== true) return allowed;
    return facts.person ? standsStill(facts, body.away) : refuse('staff.unknown');
  },
  predict: ({ actor }, body) => [{ view: viewName.office(actor.clinic), section: 'away', id: body.staff, value: null }],
});

export const colleagueRequests = [staffClose, staffReopen, staffAway, staffBack] as const;
