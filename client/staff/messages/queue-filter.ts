import { compareQueueItems, urgency as urgencyShape, type QueueItem, type Urgency } from '../../../schema/messages.ts';

export type QueueShow = 'all' | 'mine' | 'unassigned' | 'closed';
export const queueShows: readonly QueueShow[] = ['all', 'mine', 'unassigned', 'closed'];

export interface QueueEntry {
  /** Thread id. */
  readonly id: string;
  readonly item: QueueItem;
}

/** What `?show=` says; anything else is everything. */
export function readShow(raw: unknown): QueueShow {
  return queueShows.find((show) => show === raw) ?? 'all';
}

/** What of the list is shown, all of it in the address: a reload and a link show the same. */
export interface QueueFilter {
  readonly show: QueueShow;
  /** null: any. */
  readonly urgency: Urgency | null;
  /** Only what waits for an answer of the clinic. */
  readonly waiting: boolean;
}

export function readQuery(raw: Readonly<Record<string, unknown>>): QueueFilter {
  return { show: readShow(raw['show']), urgency: urgencyShape.options.find((level) => level === raw['urgency']) ?? null, waiting: raw['waiting'] === '1' };
}

/** As the address says it; absent where it narrows nothing. */
export const paramsOf = ({ show, urgency, waiting }: QueueFilter) => ({ show: show === 'all' ? null : show, urgency, waiting: waiting ? '1' : null });
export const queryOf = (filter: QueueFilter): string =>
  new URLSearchParams(Object.entries(paramsOf(filter)).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))).toString();

/** Beyond whose they are. */
export const isFiltering = ({ urgency, waiting }: QueueFilter): boolean => urgency !== null || waiting;
export const describeFilter = ({ urgency, waiting }: QueueFilter, words: { readonly waiting: string; readonly urgency: (level: Urgency) => string }): string[] =>
  [...(urgency === null ? [] : [words.urgency(urgency)]), ...(waiting ? [words.waiting] : [])];

export const passes = (item: QueueItem, { urgency, waiting }: QueueFilter): boolean => (urgency === null || item.u === urgency) && (!waiting || item.t !== null);

/** Open work, urgent first, then who has waited longest. The id settles what is equal, so that rows never swap places. */
export function sortQueue(items: Readonly<Record<string, QueueItem>>): QueueEntry[] {
  return Object.entries(items)
    .map(([id, item]) => ({ id, item }))
    .sort((a, b) => compareQueueItems(a.item, b.item) || (a.id < b.id ? -1 : 1));
}

/** Who answers today what is theirs (B45); null: whoever takes it. */
export type Answering = (staff: string) => string | null;
const themselves: Answering = (staff) => staff;

/** What is covered for somebody is theirs too, and stays in the list of the one who is away. */
export function isShown(item: QueueItem, show: QueueShow, staff: string | null, answering: Answering = themselves): boolean {
  if (show === 'closed') return item.s === 'closed';
  if (item.s === 'closed') return false;
  if (show === 'mine') return staff !== null && item.a !== null && (item.a === staff || answering(item.a) === staff);
  return show === 'all' || item.a === null || answering(item.a) === null;
}

export interface QueueCounts { readonly all: number; readonly mine: number; readonly unassigned: number; readonly urgentUnassigned: number }

export function countQueue(entries: readonly QueueEntry[], staff: string | null, answering: Answering = themselves): QueueCounts {
  const count = (show: QueueShow): number => entries.filter(({ item }) => isShown(item, show, staff, answering)).length;
  return {
    all: count('all'), mine: count('mine'), unassigned: count('unassigned'),
    urgentUnassigned: entries.filter(({ item }) => item.a === null && item.u === 'urgent').length,
  };
}

/** Answered, and nothing new for three days: an invitation to close, never an act of its own. */
const QUIET_MS = 3 * 24 * 3600_000;
export function isReadyToClose(item: QueueItem, now: number): boolean {
  return item.s === 'waiting' && item.t === null && now - item.m > QUIET_MS;
}
