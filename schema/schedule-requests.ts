import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { locationEntry } from './clinic.ts';
import { calendarDate, id, instant } from './ids.ts';
import type { OpeningHours } from './opening-hours.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type PredictContext, type Prediction, type ViewReader } from './request-definition.ts';
import { can, scopeOf } from './roles.ts';
import {
  REASON_MAX, scheduleEntry, scheduleFields, visitTypeEntry, visitTypeFields,
  type AbsenceEntry, type HolidayEntry, type ScheduleEntry, type VisitTypeEntry,
} from './schedules.ts';
import { viewName } from './view-names.ts';

// What coordinators and administrators decide about a clinic's times, and each provider about their own absence. ------------

const configures = (actor: Actor): Verdict => can(actor, 'appointments.configure') || refuse('permission.missing', { permission: 'appointments.configure' });

/** `now`: as it stands; null: there is none yet. `inClinic`: all that the body names is the clinic's. `room`: one more fits (V6). */
export interface StandsFacts { readonly inClinic: boolean; readonly room: boolean; readonly now: null | { readonly revision: number; readonly by: string; readonly at: number } }

/** The one its author was looking at, and no newer one. 0: a new one. */
function standsStill({ now }: Pick<StandsFacts, 'now'>, from: number): Verdict {
  return (now?.revision ?? 0) === from || refuse('schedule.changedBy', { by: now?.by ?? '', at: now?.at ?? 0 });
}

const revision = z.number().check(z.int(), z.nonnegative());
const text = z.string().check(z.maxLength(REASON_MAX));
const plan = (actor: Actor): string => viewName.plan(actor.clinic);
const predicted = ({ actor }: PredictContext, section: string, entry: string, value: unknown): Prediction[] => [{ view: plan(actor), section, id: entry, value }];

/** A kind of visit, new or changed. What is booked already keeps its length. */
export const visitTypeSave = defineRequest({
  type: 'visittype.save', v: 1, offline: true, nature: 'decide',
  body: z.object({ clinic: id, visitType: id, ...visitTypeFields, active: z.boolean(), from: revision }),
  facts: (views, actor, body): StandsFacts => ({ inClinic: true, room: true, now: readEntry(views, plan(actor), 'visitTypes', body.visitType, visitTypeEntry) ?? null }),
  may: (actor, body, facts) => {
    const allowed = configures(actor);
    if (allowed !== true) return allowed;
    if (body.clinic !== actor.clinic) return refuse('settings.otherClinic');
    if (!facts.inClinic) return refuse('schedule.unknown');
    return facts.room ? standsStill(facts, body.from) : refuse('schedule.full');
  },
  predict: (context, { visitType, clinic: _clinic, from, ...fields }) => {
    const value: VisitTypeEntry = { id: visitType, ...fields, revision: from + 1, by: context.actor.name, at: context.request.deviceTime };
    return predicted(context, 'visitTypes', visitType, value);
  },
});

/** Another usual week of the same provider. */
export type OtherSchedule = Pick<ScheduleEntry, 'location' | 'weekly' | 'from' | 'until'> & { readonly place: string };
export interface ScheduleFacts extends StandsFacts { readonly others: readonly OtherSchedule[] }

const overlap = (a: { from: string; until: string | null }, b: { from: string; until: string | null }): boolean =>
  (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until);
const meet = (a: OpeningHours, b: OpeningHours): boolean =>
  a.some((spans, day) => spans.some((one) => (b[day] ?? []).some((other) => one.from < other.to && other.from < one.to)));

function othersOf(views: ViewReader, actor: Actor, body: { readonly schedule: string; readonly staff: string }): OtherSchedule[] {
  return [...views.entries(plan(actor), 'schedules')].flatMap(([, raw]) => {
    const parsed = scheduleEntry.safeParse(raw);
    if (!parsed.success || parsed.data.staff !== body.staff || parsed.data.id === body.schedule) return [];
    return [{ ...parsed.data, place: readEntry(views, viewName.clinic(actor.clinic), 'locations', parsed.data.location, locationEntry)?.name ?? '' }];
  });
}

/** A provider's usual week at a place, whole. May be left incomplete: then nobody can ask for times by it, and staff see why (C103). */
export const scheduleSave = defineRequest({
  type: 'schedule.save', v: 1, offline: true, nature: 'decide',
  body: z.object({ schedule: id, ...scheduleFields, saw: revision }),
  facts: (views, actor, body): ScheduleFacts => ({
    inClinic: true, room: true, now: readEntry(views, plan(actor), 'schedules', body.schedule, scheduleEntry) ?? null, others: othersOf(views, actor, body),
  }),
  may: (actor, body, facts) => {
    const allowed = configures(actor);
    if (allowed !== true) return allowed;
    if (!facts.inClinic) return refuse('schedule.unknown');
    if (body.until !== null && body.until < body.from) return refuse('schedule.order');
    const clash = facts.others.find((other) => overlap(other, body) && (other.location === body.location || meet(other.weekly, body.weekly)));
    if (clash) return refuse(clash.location === body.location ? 'schedule.twice' : 'schedule.elsewhere', { place: clash.place });
    return facts.room ? standsStill(facts, body.saw) : refuse('schedule.full');
  },
  predict: (context, { schedule, saw, ...fields }) => {
    const value: ScheduleEntry = { id: schedule, ...fields, revision: saw + 1, by: context.actor.name, at: context.request.deviceTime };
    return predicted(context, 'schedules', schedule, value);
  },
});

/** Whoever plans does so for everybody; a provider says when they themselves are away, and nothing else. */
function mayBeAway(actor: Actor, staff: string, kind: AbsenceEntry['kind']): Verdict {
  if (kind === 'away' && actor.kind === 'staff' && actor.staff === staff && scopeOf(actor, 'appointments.configure') === 'ownAbsence') return true;
  return configures(actor);
}

export interface PlannedFacts { readonly inClinic: boolean; readonly room: boolean; /** Another of that id stands already. */ readonly taken: boolean }

export const absenceAdd = defineRequest({
  type: 'absence.add', v: 1, offline: true, nature: 'decide',
  body: z.object({ absence: id, staff: id, location: z.nullable(id), kind: z.enum(['away', 'extra']), from: instant, until: instant, reason: text }),
  facts: (): PlannedFacts => ({ inClinic: true, room: true, taken: false }),
  may: (actor, body, facts) => {
    const allowed = mayBeAway(actor, body.staff, body.kind);
    if (allowed !== true) return allowed;
    if (!facts.inClinic) return refuse('schedule.unknown');
    if (facts.taken || body.until <= body.from) return refuse('schedule.order');
    if (body.kind === 'extra' && body.location === null) return refuse('schedule.where');
    return facts.room || refuse('schedule.full');
  },
  predict: (context, { absence, ...fields }) => {
    const value: AbsenceEntry = { id: absence, ...fields, reason: fields.reason.trim(), by: context.actor.name, at: context.request.deviceTime };
    return predicted(context, 'absences', absence, value);
  },
});

export interface RemoveFacts { readonly inClinic: boolean }

export const absenceRemove = defineRequest({
  type: 'absence.remove', v: 1, offline: true, nature: 'decide',
  body: z.object({ absence: id, staff: id, kind: z.enum(['away', 'extra']) }),
  facts: (): RemoveFacts => ({ inClinic: true }),
  may: (actor, body, facts) => {
    const allowed = mayBeAway(actor, body.staff, body.kind);
    return allowed === true ? facts.inClinic || refuse('schedule.gone') : allowed;
  },
  predict: (context, body) => predicted(context, 'absences', body.absence, null),
});

export const holidayAdd = defineRequest({
  type: 'holiday.add', v: 1, offline: true, nature: 'decide',
  body: z.object({ clinic: id, holiday: id, location: z.nullable(id), day: calendarDate, name: text.check(z.regex(/\S/)) }),
  facts: (): PlannedFacts => ({ inClinic: true, room: true, taken: false }),
  may: (actor, body, facts) => {
    const allowed = configures(actor);
    if (allowed !== true) return allowed;
    if (body.clinic !== actor.clinic) return refuse('settings.otherClinic');
    if (!facts.inClinic || facts.taken) return refuse('schedule.unknown');
    return facts.room || refuse('schedule.full');
  },
  predict: (context, { holiday, clinic: _clinic, ...fields }) => {
    const value: HolidayEntry = { id: holiday, ...fields, name: fields.name.trim(), by: context.actor.name, at: context.request.deviceTime };
    return predicted(context, 'holidays', holiday, value);
  },
});

export const holidayRemove = defineRequest({
  type: 'holiday.remove', v: 1, offline: true, nature: 'decide',
  body: z.object({ holiday: id }),
  facts: (): RemoveFacts => ({ inClinic: true }),
  may: (actor, _body, facts) => {
    const allowed = configures(actor);
    return allowed === true ? facts.inClinic || refuse('schedule.gone') : allowed;
  },
  predict: (context, body) => predicted(context, 'holidays', body.holiday, null),
});

export const scheduleRequests = [visitTypeSave, scheduleSave, absenceAdd, absenceRemove, holidayAdd, holidayRemove] as const;
