import type { SyncState } from '../ui/sync-state.ts';
import type { ContactFacts } from './contact.ts';

export interface SyncFacts {
  readonly contact: ContactFacts;
  /** The browser's word for having a network. A hint for which sentence to say once nobody answers, never a reason by itself. */
  readonly networkHint: boolean;
  /** Requests a person made that wait on this device. */
  readonly waiting: number;
  readonly needsYou: number;
  /** Under way: the `n`-th of `of`, since when (device clock, ms). */
  readonly moving: { readonly n: number; readonly of: number; readonly since: number } | null;
  readonly receivingPercent: number | null;
  /** MB left when the device is nearly full. */
  readonly lowRoomMb: number | null;
  readonly live: boolean;
  readonly now: number;
}

const SLOW_MS = 8_000;
/** R3: from here on its owner is told; nothing is refused for it. */
const CLOCK_MS = 5 * 60_000;

/**
 * What the chip says. First what only the person can mend and what waits for it, then how the line is, then what moves,
 * then what can wait. Derived from what our server answered (DESIGN §4: "reachable" means that it did).
 */
export function deriveState(facts: SyncFacts): SyncState {
  const { contact, waiting } = facts;
  const here = waiting > 0 ? { count: waiting } : {};
  if (contact.tooOld) return { kind: 'appTooOld', count: waiting };
  if (facts.needsYou > 0) return { kind: 'needsYou', count: facts.needsYou };
  if (contact.reach === 'notOurs') return { kind: 'captive', since: contact.since, ...here };
  if (contact.reach === 'noAnswer' || contact.reach === 'refused') {
    if (facts.networkHint || contact.reach === 'refused') return { kind: 'unreachable', since: contact.since, ...here };
    return waiting > 0 ? { kind: 'offlineWaiting', count: waiting } : { kind: 'offline' };
  }
  if (facts.moving && facts.now - facts.moving.since >= SLOW_MS) return { kind: 'slow', ...here };
  if (facts.moving) return { kind: 'sending', n: facts.moving.n, of: facts.moving.of };
  if (contact.session === 'no') return { kind: 'signedOut', count: waiting };
  // In its undo window, or answered "later": on its way and not there, so this is not "up to date".
  if (waiting > 0) return { kind: 'sending', n: 1, of: waiting };
  if (contact.reach === 'unknown') return facts.now - contact.since >= SLOW_MS ? { kind: 'slow' } : { kind: 'receiving', percent: facts.receivingPercent ?? 0 };
  if (facts.receivingPercent !== null) return { kind: 'receiving', percent: facts.receivingPercent };
  if (Math.abs(contact.clockOff) > CLOCK_MS) return { kind: 'clockWrong' };
  if (facts.lowRoomMb !== null) return { kind: 'storageLow', mb: facts.lowRoomMb };
  return { kind: 'current', live: facts.live, ...(contact.lastAnswer === null ? {} : { asOf: contact.lastAnswer }) };
}

/** A session that the clinic has ended is closed here as soon as nothing is on its way: not only when the chip says that it ended. */
export const mayClose = ({ kind }: SyncState): boolean => kind === 'signedOut' || kind === 'needsYou';
