import type { Announce } from './live-region.tsx';
import type { SyncState } from './sync-state.ts';

type Rule = { readonly urgency: 'polite' | 'assertive'; readonly afterMs: number } | 'never';

const polite: Rule = { urgency: 'polite', afterMs: 0 };
/** A connection that flickers is not news. */
const settledFirst: Rule = { urgency: 'polite', afterMs: 5_000 };

const rules: Readonly<Record<SyncState['kind'], Rule>> = {
  current: 'never',
  offline: settledFirst,
  offlineWaiting: settledFirst,
  sending: 'never',
  receiving: 'never',
  slow: 'never',
  unreachable: polite,
  captive: polite,
  needsYou: { urgency: 'assertive', afterMs: 0 },
  signedOut: polite,
  appTooOld: polite,
  clockWrong: polite,
  storageLow: polite,
};

export interface SyncAnnouncerWords {
  readonly state: (state: SyncState) => string;
  readonly sent: (count: number) => string;
}

/**
 * Says each kind of state once when it comes, and "3 sent" when a sending has ended well. Counts that move while the kind
 * stays are not repeated, except that more items not accepted are news. Returns a function to call with every state.
 */
export function createSyncAnnouncer(announce: Announce, words: SyncAnnouncerWords): { see(state: SyncState): void; stop(): void } {
  let before: SyncState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    see(state) {
      const last = before;
      before = state;
      if (last?.kind === 'sending' && state.kind === 'current') announce(words.sent(last.of), 'polite');
      const moreNotAccepted = state.kind === 'needsYou' && last?.kind === 'needsYou' && state.count > last.count;
      if (last?.kind === state.kind && !moreNotAccepted) return;
      clearTimeout(timer);
      const rule = rules[state.kind];
      if (rule === 'never') return;
      // The latest counts are said, not those of five seconds ago.
      timer = setTimeout(() => before && announce(words.state(before), rule.urgency), rule.afterMs);
    },
    stop: () => clearTimeout(timer),
  };
}
