import { CLOSE, type Position } from '../../../../schema/sync.ts';
import type { Copy } from './copy.ts';
import type { Hearing } from './receiving-provider.ts';
import type { ViewApi } from './view-api.ts';
import type { ViewSocket } from './view-socket.ts';

/** Which open views the socket carries. */
export interface SocketRoom {
  /** Somebody looks at it: carried as soon as the socket is open and a place is free. */
  enter(copy: Copy): void;
  leave(copy: Copy): void;
  carries(copy: Copy): boolean;
  opened(): void;
  lost(heardAt: number): void;
}

/** V8: what the server allows on one socket. */
const PLACES = 16;
const RETRY_MS = [500, 2000, 5000, 15_000, 30_000];
/** V7: a view whose projector is later than this is not live. */
export const LIVE_LAG_MS = 5000;

interface Place {
  readonly copy: Copy;
  /** null: not attached now. `told`: the server closed it itself. */
  detach: ((told: boolean) => void) | null;
  tries: number;
  /** Waits for the next try, or for the answer to this one. */
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** An attached view that got no answer is attached anew: 16 of them on a slow line take some seconds. */
const ANSWER_MS = 20_000;
const CLOSING_MS = 1_000;

export function createSocketRoom(deps: {
  readonly socket: () => ViewSocket | null;
  readonly api: ViewApi;
  /** A row came: its snapshot is to be kept soon. */
  readonly moved: (copy: Copy) => void;
  /** Our server said something, at its time. */
  readonly heard: (serverTime: number) => void;
  readonly failed: (error: unknown) => void;
}): SocketRoom {
  const { api } = deps;
  /** In the order they were entered; the last ones entered have the places. */
  const places = new Map<string, Place>();
  /** When we closed a view on the socket: opened again while the server is still closing it, it would be opened to nobody. */
  const closedAt = new Map<string, number>();

  const isOpen = (): boolean => deps.socket()?.isOpen() ?? false;
  const placed = (): Place[] => [...places.values()].slice(-PLACES);

  function arrange(): void {
    const inRoom = new Set(placed());
    for (const place of places.values()) {
      if (!inRoom.has(place)) vacate(place);
      else if (!place.detach && isOpen()) void attach(place);
    }
  }

  function vacate(place: Place, told = false): void {
    clearTimeout(place.timer);
    if (place.detach && !told) closedAt.set(place.copy.name, Date.now());
    place.detach?.(told);
    place.detach = null;
    place.copy.setLive(false, null);
  }

  function attachLater(place: Place): void {
    vacate(place);
    const wait = RETRY_MS[Math.min(place.tries, RETRY_MS.length - 1)];
    place.tries += 1;
    place.timer = setTimeout(() => {
      if (places.get(place.copy.name) === place && isOpen()) void attach(place);
    }, wait);
  }

  /** By HTTP first where that is the shorter way: a frame as long as a view would stall a slow line. */
  async function attach(place: Place, fetchFirst = place.tries > 0): Promise<void> {
    const { copy } = place;
    const wait = CLOSING_MS - (Date.now() - (closedAt.get(copy.name) ?? 0));
    if (wait > 0) {
      clearTimeout(place.timer);
      place.timer = setTimeout(arrange, wait);
      return;
    }
    try {
      await copy.run(async () => {
        await copy.load();
        if (fetchFirst || !copy.whole()) {
          const { catchUp } = await import('./catch-up.ts');
          const got = await catchUp(copy, api, !copy.whole());
          if (got === 'gone') return;
          if (got !== 'whole') return attachLater(place);
        }
        const document = await copy.document();
        const at = copy.at();
        const socket = deps.socket();
        if (!socket?.isOpen() || places.get(copy.name) !== place || place.detach || !placed().includes(place)) return;
        if (!document || !at) return attachLater(place);
        place.detach = socket.attach(copy.name, at, document.doc, hear(place, at));
        place.timer = setTimeout(() => attachLater(place), ANSWER_MS);
      });
    } catch (error) {
      deps.failed(error);
      attachLater(place);
    }
  }

  function hear(place: Place, at: Position): Hearing {
    const { copy } = place;
    /** Up to where what was heard has been taken in. */
    let from = at;
    const detached = (): boolean => places.get(copy.name) !== place || place.detach === null;
    let buffer: Uint8Array[] = [];
    let synced = false;
    return {
      update(update, isFirst) {
        synced ||= isFirst;
        buffer.push(update);
      },
      position({ seq, head, asOf, lag }) {
        // Before the answer to our step 1, updates may miss what was before them; the position after it covers them.
        if (!synced || detached()) return;
        clearTimeout(place.timer);
        const updates = buffer;
        buffer = [];
        copy.run(async () => {
          if (detached()) return;
          const to = { epoch: at.epoch, seq, head };
          if (await copy.takeLive(from, updates, to, asOf) === 'again') return attachLater(place);
          from = to;
          place.tries = 0;
          copy.setLive(lag < LIVE_LAG_MS, asOf);
          deps.heard(asOf + lag);
          deps.moved(copy);
        }).catch(deps.failed);
      },
      said(message) {
        if (!detached()) copy.heard?.(message);
      },
      closed(reason) {
        if (detached()) return;
        vacate(place, true);
        if (reason === String(CLOSE.notYours)) void copy.run(() => copy.drop(true)).catch(deps.failed);
        else if (reason === String(CLOSE.otherEpoch)) void attach(place, true);
        else attachLater(place);
      },
    };
  }

  return {
    enter(copy) {
      const place = places.get(copy.name) ?? { copy, detach: null, tries: 0, timer: undefined };
      places.delete(copy.name);
      places.set(copy.name, place);
      arrange();
    },
    leave(copy) {
      const place = places.get(copy.name);
      if (!place) return;
      places.delete(copy.name);
      vacate(place);
      arrange();
    },
    carries: (copy) => (places.get(copy.name)?.detach ?? null) !== null,
    opened: arrange,
    lost(heardAt) {
      for (const place of places.values()) {
        const wasCarried = place.detach !== null;
        place.detach = null;
        clearTimeout(place.timer);
        place.tries = Math.max(place.tries, 1);
        place.copy.setLive(false, wasCarried ? heardAt : null);
      }
    },
  };
}

