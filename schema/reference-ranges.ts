import * as z from 'zod/mini';
import { calendarDate, id } from './ids.ts';
import { refuse } from './outcome.ts';
import { defineRequest, readEntry } from './request-definition.ts';
import { can } from './roles.ts';
import { viewName } from './view-names.ts';

// A clinic's own usual ranges (which one is for whom: usual-range.ts), for what a laboratory sent without one. They are shown beside a value as the clinic's own and are no part of it:
// no mark follows from them, and nothing that is decided about a result reads them. -----------------------------------------------------

/** V6: what clinic/ has room for; patients carry it, too. */
export const RANGES_MAX = 300;

const age = z.nullable(z.number().check(z.int(), z.minimum(0), z.maximum(130)));
const limit = z.nullable(z.number().check(z.minimum(-1e9), z.maximum(1e9)));

export const rangeFields = {
  /** LOINC, as imported. */
  code: z.string().check(z.regex(/^\d{1,7}-\d$/)),
  name: z.string().check(z.maxLength(80), z.regex(/\S/)),
  /** As the laboratory writes it; '' for none. */
  unit: z.string().check(z.maxLength(40)),
  /** null: for whomever. */
  sex: z.nullable(z.enum(['female', 'male'])),
  /** Whole years at the examination, from … to before …; null: no bound. */
  ageFrom: age, ageUntil: age,
  low: limit, high: limit,
  /** First and last day of examinations it is for, both included; null: for good. */
  from: calendarDate, until: z.nullable(calendarDate),
};
/** clinic/ `ranges`. Patients read it: whose change it was stands in the audit alone. */
export const rangeEntry = z.object({ id, ...rangeFields, revision: z.number() });
export type RangeEntry = z.infer<typeof rangeEntry>;
export type RangeFields = Omit<RangeEntry, 'id' | 'revision'>;

// Requests -------------------------------------------------------------------------------------------------------------------

export interface RangeFacts {
  readonly inClinic: boolean;
  readonly room: boolean;
  /** As it stands; null: there is none yet. The device knows of whom a change was as little as a patient does. */
  readonly now: null | { readonly revision: number; readonly by: string; readonly at: number };
  /** Another one could be for the same examination (`rangesMeet`). Only the record is asked: the form says so before, by the same function. */
  readonly overlaps: boolean;
}

const revision = z.number().check(z.int(), z.nonnegative());

/** A range, new or changed. */
export const rangeSave = defineRequest({
  type: 'range.save', v: 1, offline: true, nature: 'decide',
  body: z.object({ clinic: id, range: id, ...rangeFields, saw: revision }),
  facts: (_views, _actor, body): RangeFacts => ({ inClinic: true, room: true, overlaps: false, now: body.saw === 0 ? null : { revision: body.saw, by: '', at: 0 } }),
  may: (actor, body, facts) => {
    if (!can(actor, 'portal.manage')) return refuse('permission.missing', { permission: 'portal.manage' });
    if (body.clinic !== actor.clinic) return refuse('settings.otherClinic');
    if (!facts.inClinic) return refuse('schedule.unknown');
    if ((body.low === null && body.high === null) || (body.low !== null && body.high !== null && body.low >= body.high)) return refuse('range.ends');
    if (body.ageFrom !== null && body.ageUntil !== null && body.ageFrom >= body.ageUntil) return refuse('range.ages');
    if (body.until !== null && body.until < body.from) return refuse('schedule.order');
    if ((facts.now?.revision ?? 0) !== body.saw) return facts.now === null ? refuse('schedule.gone') : refuse('schedule.changedBy', { by: facts.now.by, at: facts.now.at });
    if (facts.overlaps) return refuse('range.overlaps', { name: body.name });
    return facts.room || refuse('schedule.full');
  },
  predict: ({ actor }, { range, clinic: _clinic, saw, ...fields }) => {
    const value: RangeEntry = { id: range, ...fields, name: fields.name.trim(), unit: fields.unit.trim(), revision: saw + 1 };
    return [{ view: viewName.clinic(actor.clinic), section: 'ranges', id: range, value }];
  },
});

export interface RangeRemoveFacts { readonly inClinic: boolean; readonly now: RangeFacts['now'] }

/** For what was written by mistake; what is over is given a last day. */
export const rangeRemove = defineRequest({
  type: 'range.remove', v: 1, offline: true, nature: 'decide',
  body: z.object({ range: id, saw: revision }),
  facts: (views, actor, body): RangeRemoveFacts => {
    const now = readEntry(views, viewName.clinic(actor.clinic), 'ranges', body.range, rangeEntry);
    return { inClinic: true, now: now ? { revision: body.saw, by: '', at: 0 } : null };
  },
  may: (actor, body, { inClinic, now }) => {
    if (!can(actor, 'portal.manage')) return refuse('permission.missing', { permission: 'portal.manage' });
    if (!inClinic || now === null) return refuse('schedule.gone');
    return now.revision === body.saw || refuse('schedule.changedBy', { by: now.by, at: now.at });
  },
  predict: ({ actor }, { range }) => [{ view: viewName.clinic(actor.clinic), section: 'ranges', id: range, value: null }],
});

export const rangeRequests = [rangeSave, rangeRemove] as const;
