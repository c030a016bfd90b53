import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js';
import type { SyncState } from '../ui/sync-state.ts';
import { afterDelivery, afterViews, noContact, type ContactFacts } from './contact.ts';
import { deriveState } from './derive-state.ts';
import type { PostResult } from './post-requests.ts';
import type { SenderNews } from './sender.ts';
import type { Contact, OpenView, Progress } from './views/types.ts';

const TICK_MS = 2_000;
const ROOM_EVERY_MS = 5 * 60_000;

export interface SyncSignals {
  readonly state: Accessor<SyncState>;
  readonly contact: Accessor<ContactFacts>;
  hearViews(contact: Contact): void;
  /** @param session see `afterDelivery` */
  hearDelivery(result: PostResult, session: boolean | null): void;
  hearSignInNeeded(): void;
  readonly moving: Pick<Required<SenderNews>, 'sending' | 'rested'>;
}

export interface SignalDeps {
  readonly now: () => number;
  readonly waiting: Accessor<number>;
  /** Notes with words that wait. Counted only while the line is down: else they go at once, and the note itself says so. */
  readonly unsentNotes?: Accessor<number>;
  readonly needsYou: Accessor<number>;
  readonly progress: Accessor<Progress | null>;
  /** All that this device should hold is here, as far as it could be had. */
  readonly through: Accessor<boolean>;
  readonly own: Pick<OpenView, 'freshness'>;
  /** The disk is full. */
  readonly notKept?: Accessor<boolean>;
}

/** The facts behind the chip, as signals. To be created inside a root. */
export function createSyncSignals({ now, waiting, unsentNotes = () => 0, needsYou, progress, through, own, notKept = () => false }: SignalDeps): SyncSignals {
  const [contact, setContact] = createSignal<ContactFacts>(noContact(now()));
  const [moving, setMoving] = createSignal<{ n: number; of: number; since: number } | null>(null);
  const [room, setRoom] = createSignal<number | null>(null);
  const [tick, setTick] = createSignal(now());
  const [network, setNetwork] = createSignal(networkHint());

  const ticking = setInterval(() => {
    setTick(now());
    setNetwork(networkHint());
  }, TICK_MS);
  // Not of the first screen; where the part that asks cannot be had, nothing is known of the room.
  const readRoom = (): void => void import('../local/storage-room.ts').then(async ({ lowRoomMb, readStorageRoom }) => setRoom(lowRoomMb(await readStorageRoom()))).catch(() => setRoom(null));
  readRoom();
  const weighing = setInterval(readRoom, ROOM_EVERY_MS);
  onCleanup(() => {
    clearInterval(ticking);
    clearInterval(weighing);
  });

  const receivingPercent = createMemo(() => {
    const now = progress();
    return now && now.ofBytes > 0 ? Math.floor((now.bytes / now.ofBytes) * 100) : null;
  });
  const state = createMemo(() => deriveState({
    contact: contact(), networkHint: network(), waiting: waiting() + (isThrough(contact()) ? 0 : unsentNotes()), needsYou: needsYou(), moving: moving(),
    receivingPercent: receivingPercent() ?? (through() ? null : 0), lowRoomMb: notKept() ? 0 : room(), live: own.freshness().kind === 'live', now: tick(),
  }), undefined, { equals: sameState });

  return {
    state,
    contact,
    hearViews: (heard) => void setContact((before) => afterViews(before, heard, now())),
    hearDelivery: (result, session) => void setContact((before) => afterDelivery(before, result, session, now())),
    hearSignInNeeded: () => void setContact((before) => ({ ...before, session: 'no' })),
    moving: {
      sending: (n, of) => {
        setNetwork(networkHint());
        setMoving((before) => ({ n, of, since: before?.since ?? now() }));
      },
      rested: () => void setMoving(null),
    },
  };
}

const isThrough = (contact: ContactFacts): boolean => contact.reach === 'answered' && contact.session !== 'no';

/** Absent in old workers: then there is a network until a try shows otherwise. */
export function networkHint(): boolean {
  return (globalThis.navigator as Navigator | undefined)?.onLine ?? true;
}

/** States are small and flat; one that says the same is the same, so that nothing is announced twice. */
function sameState(a: SyncState | undefined, b: SyncState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
