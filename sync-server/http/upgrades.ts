import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request to become a socket. What is not answered by `accept`ing it is refused with a status and no words. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What came after the headers already. */
  readonly head: Buffer;
  readonly url: URL;
  /** Once; a second reason is not told. */
  refuse(status: string): void;
}

export interface Upgrades {
  /** Every upgrade of this path or below it. Returns how to stop. */
  take(path: string, answer: (upgrade: Upgrade) => void): () => void;
}

/** Which part of the server answers whom; a path of nobody's is 404. */
export function serveUpgrades(server: Server): Upgrades {
  const takers = new Map<string, (upgrade: Upgrade) => void>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refuse = (status: string): void => {
      if (!socket.writableEnded) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    const url = readUrl(request.url);
    if (url === null) return refuse('400 Bad Request');
    const found = [...takers].find(([path]) => url.pathname === path || url.pathname.startsWith(`${path}/`));
    if (found === undefined) return refuse('404 Not Found');
    found[1]({ request, socket, head, url, refuse });
  });
  return {
    take(path, answer) {
      takers.set(path, answer);
      return () => void takers.delete(path);
    },
  };
}

function readUrl(path: string | undefined): URL | null {
  const text = `http://upgrade.invalid${path ?? ''}`;
  return path?.startsWith('/') === true && URL.canParse(text) ? new URL(text) : null;
}
