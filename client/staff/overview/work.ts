import type { RequestedEntry } from '../../../schema/bookings.ts';
import { compareQueueItems, type QueueItem, type Urgency } from '../../../schema/messages.ts';
import type { GateEntry } from '../../../schema/results.ts';

// What waits for somebody of the clinic, out of its queues as this device has them: one kind of row, and which of them are overdue. -

export type QueueKind = 'messages' | 'results' | 'bookings';

export interface Work {
  /** Of the thread, the result or the booking. */
  readonly id: string;
  readonly queue: QueueKind;
  readonly patient: { readonly id: string; readonly name: string; readonly birthDate: string | null };
  /** The subject, the result's name as it was sent; bookings say it by their visit type. */
  readonly line: string;
  readonly since: number;
  readonly isOverdue: boolean;
  /** Staff id of whose it is; null: nobody's yet. */
  readonly owner: string | null;
  /** Where `owner` is no colleague this device knows. */
  readonly ownerName?: string;
  readonly urgency?: Urgency;
  readonly isCorrection?: boolean;
  readonly booking?: RequestedEntry;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Nobody's setting: the same at every clinic, and said on the page. */
export const URGENT_HOURS = 1;
export const ROUTINE_DAYS = 3;
export const RESULT_DAYS = 3;
export const CORRECTION_DAYS = 1;

export interface Clock {
  readonly now: number;
  /** Calendar day in the clinic's zone. */
  readonly dayOf: (at: number) => string;
}

const overdueMessage: Readonly<Record<Urgency, (since: number, clock: Clock) => boolean>> = {
  urgent: (since, { now }) => now - since > URGENT_HOURS * HOUR_MS,
  today: (since, { now, dayOf }) => dayOf(since) < dayOf(now),
  routine: (since, { now }) => now - since > ROUTINE_DAYS * DAY_MS,
};

/** Overdue first; then as the inbox has them: urgency, and who has waited longest. */
export function workOfMessages(items: Readonly<Record<string, QueueItem>>, clock: Clock): Work[] {
  return Object.entries(items)
    .filter(([, item]) => item.t !== null && item.s !== 'closed')
    .sort(([one, a], [other, b]) => compareQueueItems(a, b) || (one < other ? -1 : 1))
    .map(([id, item]): Work => ({
      id, queue: 'messages', patient: { id: item.p, name: item.n, birthDate: item.b }, line: item.l, since: item.t ?? item.m, owner: item.a, urgency: item.u,
      isOverdue: overdueMessage[item.u](item.t ?? item.m, clock),
    }))
    .sort(overdueFirst);
}

/** @param mayDecide what somebody may not decide on does not wait for them */
export function workOfResults(entries: Readonly<Record<string, GateEntry>>, mayDecide: (entry: GateEntry) => boolean, { now }: Clock): Work[] {
  return Object.values(entries)
    .filter((entry) => (entry.state === 'awaiting' || entry.state === 'correcting') && mayDecide(entry))
    .map((entry): Work => ({
      id: entry.id, queue: 'results', patient: entry.patient, line: entry.name, since: entry.arrivedAt, owner: entry.orderer?.id ?? null,
      ...(entry.orderer ? { ownerName: entry.orderer.name } : {}), isCorrection: entry.state === 'correcting',
      isOverdue: now - entry.arrivedAt > (entry.state === 'correcting' ? CORRECTION_DAYS : RESULT_DAYS) * DAY_MS,
    }))
    .sort((a, b) => overdueFirst(a, b) || a.since - b.since || (a.id < b.id ? -1 : 1));
}

/** What an offer was made for waits for the patient. What runs out first comes first (B46). */
export function workOfBookings(entries: Readonly<Record<string, RequestedEntry>>, { now }: Clock): Work[] {
  return Object.values(entries)
    .filter(({ state }) => state === 'requested')
    .sort((a, b) => a.expiresAt - b.expiresAt || (a.id < b.id ? -1 : 1))
    .map((booking): Work => ({
      id: booking.id, queue: 'bookings', patient: booking.patient, line: '', since: booking.receivedAt, owner: booking.staff, ownerName: booking.provider.name, booking,
      isOverdue: booking.urgent || booking.expiresAt <= now,
    }))
    .sort(overdueFirst);
}

const overdueFirst = (a: Work, b: Work): number => Number(b.isOverdue) - Number(a.isOverdue);

/** Of all queues: urgent messages, then what has waited longest. */
export function sortOverdue(work: readonly Work[]): Work[] {
  const rank = (one: Work): number => (one.urgency === 'urgent' ? 0 : 1);
  return work.filter(({ isOverdue }) => isOverdue).sort((a, b) => rank(a) - rank(b) || a.since - b.since || (a.id < b.id ? -1 : 1));
}

export const oldestOf = (work: readonly Work[]): number | null => (work.length === 0 ? null : Math.min(...work.map(({ since }) => since)));
