import { Hocuspocus } from '@hocuspocus/server';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { CLOSE } from '../../schema/sync.ts';
import { securityEvent, type SecurityEvent } from '../audit/audit.ts';
import { createLimitedEvents } from '../audit/limited-events.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Origins } from '../http/origins.ts';
import type { Upgrade, Upgrades } from '../http/upgrades.ts';
import type { Session, Sessions } from '../identity/sessions.ts';
import type { Log } from '../log.ts';
import { createCarets, type Carets } from '../notes/carets.ts';
import type { NoteGate } from '../notes/gate.ts';
import type { Database } from '../record/database.ts';
import { MAX_FRAME_BYTES, readFrame } from './frame-gate.ts';
import { createLiveViews, POLL_MS } from './live-views.ts';
import type { ReadActor } from './open-view.ts';
import type { Projector } from './projector-types.ts';
import { createReplying, type Replying } from './replying.ts';
import { createOpenSocket, SOCKETS_PER_ACCOUNT, VIEWS_PER_SOCKET, type OpenSocket } from './sockets.ts';
import type { CloseCode } from './view-refused.ts';
import { createViewHooks, judgeConnections, type HookDeps, type ViewContext } from './view-hooks.ts';

export interface ViewSocketDeps {
  readonly upgrades: Upgrades;
  readonly database: Database;
  readonly projector: Projector;
  readonly notes: Pick<NoteGate, 'onRow'>;
  readonly sessions: Pick<Sessions, 'allFromCookies' | 'onEnded'>;
  readonly readActor: ReadActor;
  readonly origins: Pick<Origins, 'isOurs'>;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'count' | 'gauge'>;
  readonly now?: () => number;
  readonly onHook?: HookDeps['onHook'];
  /** How often open views are compared with the record; for tests. */
  readonly pollMs?: number;
}

export const SYNC_PATH = '/sync';
/** Hocuspocus would drop a socket that sends nothing; ours only receive, and `sockets.ts` notices the dead. */
const NEVER_MS = 2_000_000_000;

export interface ViewSockets {
  /** N3: every socket of this account and device, for good. */
  endDevice(account: string, device: string, code: CloseCode, reason: string): void;
  close(): Promise<void>;
}

/** Views live, on the same server as everything else: /sync?account=… */
export function attachViewSockets(deps: ViewSocketDeps): ViewSockets {
  const { upgrades, database, projector, sessions, readActor, origins, log, now = Date.now } = deps;
  const refused = deps.metrics?.count('outpost_view_frames_refused_total', 'Frames at views that ended their socket');
  const sockets = new Set<OpenSocket>();
  deps.metrics?.gauge('outpost_view_sockets', 'Open sockets for views', () => sockets.size);

  const live = createLiveViews({ database, projector, notes: deps.notes, judge: judgeConnections({ database, readActor }), log, now, pollMs: deps.pollMs ?? POLL_MS });
  let carets: Carets | null = null;
  let replying: Replying | null = null;
  const hooks = createViewHooks({ database, readActor, log, live, left: (socket, address) => {
      carets?.leave(socket, address);
      replying?.leave(socket, address);
    }, ...(deps.onHook ? { onHook: deps.onHook } : {}) });
  const hocuspocus = new Hocuspocus<ViewContext>({
    // Each row goes out as it is applied, before the position that follows it.
    ...hooks, quiet: true, flushDelay: false, timeout: NEVER_MS,
    maxPendingDocuments: 2 * VIEWS_PER_SOCKET, maxUnauthenticatedQueueMessages: 64, maxUnauthenticatedQueueSize: 64 * 1024,
  });
  deps.metrics?.gauge('outpost_view_documents', 'Views open on some socket', () => hocuspocus.getDocumentsCount());
  carets = createCarets({ documents: hocuspocus.documents, database, log });
  replying = createReplying({ documents: hocuspocus.documents, database, log });
  const wss = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });

  function tell(event: SecurityEvent): void {
    securityEvent(database, event).catch((error: unknown) => log.error({ err: error }, 'a security event could not be written'));
  }

  const stranger = createLimitedEvents({ database, log, now });

  async function upgrade({ request, socket: duplex, head, url, refuse }: Upgrade): Promise<void> {
    if (url.pathname !== SYNC_PATH) return refuse('404 Not Found');
    if (!origins.isOurs(request.headers.origin, request.headers.host)) {
      stranger({ kind: 'view.foreignOrigin' });
      return refuse('403 Forbidden');
    }
    const asked = url.searchParams.get('account');
    const session = (await sessions.allFromCookies(request.headers.cookie)).find((it) => asked === null || it.account === asked);
    if (!session) return refuse('401 Unauthorized');
    const open = [...sockets].filter((socket) => socket.session.account === session.account).length;
    if (open >= SOCKETS_PER_ACCOUNT) {
      stranger({ kind: 'view.tooManySockets' });
      return refuse('429 Too Many Requests');
    }
    wss.handleUpgrade(request, duplex, head, (ws) => accept(ws, session, new Request(url)));
  }

  function accept(ws: WebSocket, session: Session, request: Request): void {
    const socket = createOpenSocket(ws, session, now);
    sockets.add(socket);
    const client = hocuspocus.handleConnection(socket.wire, request, { socket });

    function refuse(reason: string, bytes: number): void {
      if (socket.ended()) return;
      socket.end(CLOSE.badFrame, reason);
      refused?.inc();
      tell({ kind: 'view.badFrame', account: session.account, device: session.device, detail: { reason, bytes } });
    }
    ws.on('message', (data: RawData, isBinary: boolean) => {
      const bytes = toBytes(data);
      // After the end was decided nothing is looked at, whatever was already on its way.
      if (socket.ended()) return;
      if (!isBinary) return refuse('text', bytes.byteLength);
      if (!socket.countFrame()) return refuse('tooManyFrames', bytes.byteLength);
      const frame = readFrame(bytes);
      if (frame.kind === 'bad') return refuse(frame.reason, bytes.byteLength);
      if (frame.kind === 'pong') return;
      if (frame.kind === 'auth') socket.views.add(frame.address);
      // What was on its way when a view was closed or refused belongs to nothing; Hocuspocus would keep it for the next opening.
      else if (!socket.views.has(frame.address)) return;
      if (frame.kind === 'caret') return carets?.move(socket, frame.address, frame.at);
      if (frame.kind === 'replying') return replying?.say(socket, frame.address, frame.thread);
      client.handleMessage(bytes);
    });
    ws.on('error', (error) => {
      if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') refuse('tooLong', MAX_FRAME_BYTES);
      else if ('code' in error && String(error.code).startsWith('WS_ERR_')) refuse(String(error.code), 0);
    });
    ws.on('close', (code, reason) => {
      sockets.delete(socket);
      client.handleClose({ code, reason: reason.toString() });
    });
  }

  const untake = upgrades.take(SYNC_PATH, (asked) => {
    upgrade(asked).catch((error: unknown) => {
      log.error({ err: error }, 'a socket could not be opened');
      asked.refuse('503 Service Unavailable');
    });
  });

  const unlisten = sessions.onEnded((ended) => {
    for (const socket of sockets) if (socket.session.id === ended.session) socket.end(CLOSE.signIn, ended.why);
  });

  return {
    endDevice(account, device, code, reason) {
      for (const socket of sockets) if (socket.session.account === account && socket.session.device === device) socket.end(code, reason);
    },
    async close() {
      untake();
      unlisten();
      for (const socket of sockets) socket.end(1001, 'restart');
      wss.close();
      await carets?.close();
      await replying?.close();
      await live.close();
    },
  };
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
