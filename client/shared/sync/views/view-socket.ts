import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import type * as Y from 'yjs';
import { CLOSE, viewAddress, type Position } from '../../../../schema/sync.ts';
import { ReceivingProvider, type Hearing } from './receiving-provider.ts';

export interface ViewSocket {
  /** Opens a view on the socket, which must be open. Returns what closes it there; `told`: the server did already. */
  attach(name: string, at: Position, document: Y.Doc, hearing: Hearing): (told: boolean) => void;
  /** Says something at an attached view; nothing where it is not. */
  say(name: string, words: string): void;
  isOpen(): boolean;
  /** Device clock, ms, of the last thing heard. */
  heardAt(): number;
  connect(): void;
  disconnect(): void;
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  lost(): void;
  /** Our server ended it: the session is over, or it took us for hostile. It is not tried again by itself. */
  ended(code: number): void;
}

/** The server says something every 5 s. A line that is silent this long is dead, whatever the browser thinks. */
const SILENT_MS = 18_000;
const WATCH_MS = 1_000;

/** One socket for all views of an account. Comes back by itself, ever less often, until told to disconnect. */
export function createViewSocket(options: {
  readonly url: string;
  readonly webSocket: typeof WebSocket | undefined;
  readonly now: () => number;
  readonly events: SocketEvents;
}): ViewSocket {
  const { now, events } = options;
  const providers = new Set<ReceivingProvider>();
  let open = false;
  let heardAt = now();
  const socket = new HocuspocusProviderWebsocket({
    url: options.url, autoConnect: false, delay: 1000, minDelay: 1000, maxDelay: 20_000, messageReconnectTimeout: 3_600_000,
    ...(options.webSocket ? { WebSocketPolyfill: options.webSocket } : {}),
  });

  socket.on('open', () => {
    open = true;
    heardAt = now();
    events.opened();
  });
  socket.on('message', () => { heardAt = now(); });
  socket.on('status', ({ status }: { status: string }) => { if (status === 'connecting') heardAt = now(); });
  socket.on('disconnect', ({ event }: { event?: { code: number } }) => {
    const wasOpen = open;
    open = false;
    for (const provider of providers) provider.destroy();
    providers.clear();
    if (wasOpen) events.lost();
    const code = event?.code ?? 0;
    if (code !== CLOSE.signIn && code !== CLOSE.badFrame) return;
    socket.disconnect();
    events.ended(code);
  });

  // Half-open lines: the browser may take minutes to notice, and the provider waits for a first message for ever.
  const watching = setInterval(() => {
    if (socket.status === 'disconnected' || now() - heardAt <= SILENT_MS) return;
    heardAt = now();
    socket.onClose({ event: { code: 4408, reason: 'silent' } });
  }, WATCH_MS);

  return {
    attach(name, at, document, hearing) {
      const provider = new ReceivingProvider({ socket, address: viewAddress(name, at.epoch), token: `${at.seq}.${at.head}`, document, hearing });
      providers.add(provider);
      provider.attach();
      return (told) => {
        if (!providers.delete(provider)) return;
        if (told) provider.hush();
        provider.destroy();
      };
    },
    say(name, words) {
      for (const provider of providers) if (provider.configuration.name.startsWith(`${name}@`)) provider.sendStateless(words);
    },
    isOpen: () => open,
    heardAt: () => heardAt,
    connect() {
      if (!socket.shouldConnect) void socket.connect();
    },
    disconnect: () => socket.disconnect(),
    close() {
      clearInterval(watching);
      for (const provider of providers) provider.destroy();
      providers.clear();
      socket.destroy();
    },
  };
}
