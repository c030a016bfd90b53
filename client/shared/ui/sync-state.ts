import type { Moment } from '../i18n/create-format.ts';

/** Every state the sync chip can be in. Reachable means that our server answered; navigator.onLine is never one of these. */
export type SyncState =
  | { readonly kind: 'current'; readonly asOf?: Moment | undefined; readonly live?: boolean | undefined }
  | { readonly kind: 'offline' }
  | { readonly kind: 'offlineWaiting'; readonly count: number }
  | { readonly kind: 'sending'; readonly n: number; readonly of: number }
  | { readonly kind: 'receiving'; readonly percent: number }
  | { readonly kind: 'slow'; readonly count?: number | undefined }
  | { readonly kind: 'unreachable'; readonly since: Moment; readonly count?: number | undefined }
  | { readonly kind: 'captive'; readonly since: Moment; readonly count?: number | undefined }
  | { readonly kind: 'needsYou'; readonly count: number }
  | { readonly kind: 'signedOut'; readonly count: number }
  | { readonly kind: 'appTooOld'; readonly count: number }
  | { readonly kind: 'clockWrong' }
  | { readonly kind: 'storageLow'; readonly mb: number };

/** Grey waits, blue moves, amber asks. Red is never among them. */
export type SyncTone = 'quiet' | 'waits' | 'moves' | 'asks';

const TEN_MINUTES = 600_000;

const tones: Readonly<Record<SyncState['kind'], SyncTone>> = {
  current: 'quiet',
  offline: 'waits',
  offlineWaiting: 'waits',
  sending: 'moves',
  receiving: 'moves',
  slow: 'waits',
  unreachable: 'waits',
  captive: 'waits',
  needsYou: 'asks',
  signedOut: 'asks',
  appTooOld: 'asks',
  clockWrong: 'asks',
  storageLow: 'asks',
};

/** A clinic system that has not answered for ten minutes begins to ask: the reader may know another network. */
export function toneOf(state: SyncState, now: number): SyncTone {
  const waiting = state.kind === 'unreachable' || state.kind === 'captive';
  return waiting && now - new Date(state.since).getTime() >= TEN_MINUTES ? 'asks' : tones[state.kind];
}

/** How many wait on this device while the clinic is not reached, whatever the reason: whoever leaves now must know. */
export function onlyHere(state: SyncState): number {
  if (state.kind === 'offlineWaiting') return state.count;
  return state.kind === 'slow' || state.kind === 'unreachable' || state.kind === 'captive' ? (state.count ?? 0) : 0;
}

/** 0 to 1 while bytes move, else undefined. */
export function partDone(state: SyncState): number | undefined {
  if (state.kind === 'receiving') return Math.min(1, Math.max(0, state.percent / 100));
  return state.kind === 'sending' && state.of > 0 ? Math.min(1, state.n / state.of) : undefined;
}
