import { compareQueueItems, type QueueItem } from '../../../schema/messages.ts';

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

/** Open work, urgent first, then who has waited longest. The id settles what is equal, so that rows never swap places. */
export function sortQueue(items: Readonly<Record<string, QueueItem>>): QueueEntry[] {
  return Object.entries(items)
    .map(([id, item]) => ({ id, item }))
    .sort((a, b) => compareQueueItems(a.item, b.item) || (a.id < b.id ? -1 : 1));
}

export function isShown(item: QueueItem, show: QueueShow, staff: string | null): boolean {
  if (show === 'closed') return item.s === 'closed';
  if (item.s === 'closed') return false;
  if (show === 'mine') return staff !== null && item.a === staff;
  return show === 'all' || item.a === null;
}

export interface QueueCounts { readonly all: number; readonly mine: number; readonly unassigned: number; readonly urgentUnassigned: number }

export function countQueue(entries: readonly QueueEntry[], staff: string | null): QueueCounts {
  const count = (show: QueueShow): number => entries.filter(({ item }) => isShown(item, show, staff)).length;
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
