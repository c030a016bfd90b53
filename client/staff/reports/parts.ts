import type { ReportTotal } from '../../../schema/reports.ts';

// One description of each report for its plot, its table and its file. ----------------------------------------------------------

export type PartName = keyof ReportTotal;
export type ColumnKey =
  | 'bookings.received' | 'bookings.requested' | 'bookings.countered' | 'bookings.confirmed' | 'bookings.declined' | 'bookings.withdrawn' | 'bookings.expired' | 'bookings.answered' | 'bookings.median' | 'bookings.p90'
  | 'results.arrived' | 'results.waiting' | 'results.held' | 'results.released' | 'results.withdrawn' | 'results.timed' | 'results.median' | 'results.p90'
  | 'messages.asked' | 'messages.waiting' | 'messages.closed' | 'messages.answered' | 'messages.median' | 'messages.p90'
  | 'visits.planned' | 'visits.marked' | 'visits.noshow' | 'visits.rate' | 'visits.cancelled' | 'visits.unmarked';

export interface Column {
  readonly key: ColumnKey;
  /** `minutes` are shown as hours and days; a file has them as they are. */
  readonly kind: 'count' | 'minutes' | 'percent';
  readonly of: (figures: ReportTotal) => number | null;
}

export interface Part {
  readonly name: PartName;
  readonly columns: readonly Column[];
  /** `inner` is never more than `outer`: one bar stands within the other. */
  readonly plot: { readonly outer: Column; readonly inner: Column };
}

const count = (key: ColumnKey, of: Column['of']): Column => ({ key, kind: 'count', of });
const minutes = (key: ColumnKey, of: Column['of']): Column => ({ key, kind: 'minutes', of });

const received = count('bookings.received', ({ bookings }) => bookings.received);
const confirmed = count('bookings.confirmed', ({ bookings }) => bookings.states.confirmed);
const arrived = count('results.arrived', ({ results }) => results.arrived);
const released = count('results.released', ({ results }) => results.released);
const replyHalf = minutes('messages.median', ({ messages }) => messages.reply.median);
const replyMost = minutes('messages.p90', ({ messages }) => messages.reply.p90);
const marked = count('visits.marked', ({ visits }) => visits.came + visits.noshow);
const missed = count('visits.noshow', ({ visits }) => visits.noshow);

export const parts: readonly Part[] = [
  {
    name: 'bookings', plot: { outer: received, inner: confirmed },
    columns: [
      received, count('bookings.requested', ({ bookings }) => bookings.states.requested), count('bookings.countered', ({ bookings }) => bookings.states.countered), confirmed,
      count('bookings.declined', ({ bookings }) => bookings.states.declined), count('bookings.withdrawn', ({ bookings }) => bookings.states.withdrawn), count('bookings.expired', ({ bookings }) => bookings.states.expired),
      count('bookings.answered', ({ bookings }) => bookings.answer.count), minutes('bookings.median', ({ bookings }) => bookings.answer.median), minutes('bookings.p90', ({ bookings }) => bookings.answer.p90),
    ],
  },
  {
    name: 'results', plot: { outer: arrived, inner: released },
    columns: [
      arrived, count('results.waiting', ({ results }) => results.waiting), count('results.held', ({ results }) => results.held), released, count('results.withdrawn', ({ results }) => results.withdrawn),
      count('results.timed', ({ results }) => results.release.count), minutes('results.median', ({ results }) => results.release.median), minutes('results.p90', ({ results }) => results.release.p90),
    ],
  },
  {
    name: 'messages', plot: { outer: replyMost, inner: replyHalf },
    columns: [
      count('messages.asked', ({ messages }) => messages.asked), count('messages.waiting', ({ messages }) => messages.waiting), count('messages.closed', ({ messages }) => messages.closed),
      count('messages.answered', ({ messages }) => messages.reply.count), replyHalf, replyMost,
    ],
  },
  {
    name: 'visits', plot: { outer: marked, inner: missed },
    columns: [
      count('visits.planned', ({ visits }) => visits.planned), marked, missed, { key: 'visits.rate', kind: 'percent', of: ({ visits }) => visits.rate },
      count('visits.cancelled', ({ visits }) => visits.cancelled), count('visits.unmarked', ({ visits }) => visits.unmarked),
    ],
  },
];
