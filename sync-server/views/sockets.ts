import type { WebSocketLike } from '@hocuspocus/server';
import type { WebSocket } from 'ws';
import { newId } from '../../schema/ids.ts';
import type { Session } from '../identity/sessions.ts';
import { readRefusal } from './frame-gate.ts';
import type { CloseCode } from './view-refused.ts';

/** DESIGN V8. */
export const VIEWS_PER_SOCKET = 16;
/** A screen, a few tabs, a phone: more at once is no person. */
export const SOCKETS_PER_ACCOUNT = 24;
export const PING_MS = 5000;
const SILENT_MS = 25_000;
/** Opening 16 views takes 64 frames. */
const FRAMES_PER_WINDOW = 400;
const WINDOW_MS = 10_000;
/** A reader this far behind is let go; it comes back and fetches by HTTP. */
const MAX_BUFFERED = 4 * 1024 * 1024;
const PING_FRAME = Uint8Array.of(9);

/** One device's socket: who is behind it, what it has open, and how it ends. */
export interface OpenSocket {
  /** Of this socket alone; what others may know of it. */
  readonly id: string;
  readonly session: Session;
  /** Addresses of the views it has open or is opening, the one being judged included. */
  readonly views: Set<string>;
  /** What Hocuspocus writes to. */
  readonly wire: WebSocketLike;
  /** Counts a frame; false when there were too many of late. */
  countFrame(): boolean;
  ended(): boolean;
  /** Ends the socket for good: nothing that arrives afterwards is looked at. */
  end(code: CloseCode | 1001 | 1011, reason: string): void;
}

export function createOpenSocket(ws: WebSocket, session: Session, now: () => number): OpenSocket {
  let over = false;
  let heardAt = now();
  let windowFrom = now();
  let frames = 0;

  function end(code: number, reason: string): void {
    if (over) return;
    over = true;
    ws.close(code, reason);
    // Who does not answer the closing handshake is cut off.
    setTimeout(() => ws.terminate(), 1000).unref();
  }

  const timer = setInterval(() => {
    if (now() - heardAt > SILENT_MS) ws.terminate();
    // The device tells a dead line by hearing nothing. While something large is on its way that is sign enough.
    else if (ws.bufferedAmount === 0 && ws.readyState === ws.OPEN) ws.send(PING_FRAME);
  }, PING_MS);
  timer.unref();
  ws.once('close', () => {
    over = true;
    clearInterval(timer);
  });

  const views = new Set<string>();
  return {
    id: newId(),
    session,
    views,
    wire: {
      get readyState() { return ws.readyState; },
      send(data) {
        if (ws.bufferedAmount > MAX_BUFFERED) return ws.terminate();
        if (!(data instanceof Uint8Array)) return;
        // Whoever refused it, and wherever in its opening: the place is free again.
        const refused = readRefusal(data);
        if (refused !== null) views.delete(refused);
        ws.send(data);
      },
      close: (code, reason) => end(code ?? 1000, reason ?? ''),
    },
    countFrame() {
      heardAt = now();
      if (heardAt - windowFrom > WINDOW_MS) [windowFrom, frames] = [heardAt, 0];
      frames += 1;
      return frames <= FRAMES_PER_WINDOW;
    },
    ended: () => over,
    end,
  };
}

