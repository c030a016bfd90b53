import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { serveUpgrades, type Upgrades } from './upgrades.ts';

export interface HttpServer {
  readonly upgrades: Upgrades;
  readonly port: number;
  /** Before this, whoever comes waits. */
  answerWith(app: Hono): void;
  close(): Promise<void>;
}

/** Longer than the gap between two polls on a slow line: opening a connection on 2G costs seconds. */
const KEEP_ALIVE_MS = 65_000;
/** A request at work may finish; a download to a slow phone is begun again later. */
const GRACE_MS = 3000;

/** Listens first, so that the port is known before anything is built on it. Rejects with words when it cannot. */
export async function startHttpServer(host: string, port: number): Promise<HttpServer> {
  let give: (listener: ReturnType<typeof getRequestListener>) => void;
  const listener = new Promise<ReturnType<typeof getRequestListener>>((resolve) => {
    give = resolve;
  });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void listener.then((answer) => answer(request, response));
  });
  await listen(server, host, port);
  return {
    upgrades: serveUpgrades(server),
    port: (server.address() as AddressInfo).port,
    answerWith: (app) => give(getRequestListener(app.fetch)),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** The port is taken, or not ours to take. */
export class ListenError extends Error {
  readonly code = 'listen';
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program has it' : (error.code ?? error.message);
      reject(new ListenError(`Cannot listen on ${host}:${port}: ${why}. Choose another port: PORT=8081 npm start.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}
