import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { readActor } from '../../sync-server/identity/actor.ts';
import { createSessions, type Sessions } from '../../sync-server/identity/sessions.ts';
import { answerError, HttpError } from '../../sync-server/http/http-error.ts';
import { createOrigins } from '../../sync-server/http/origins.ts';
import { serveUpgrades } from '../../sync-server/http/upgrades.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { attachViewSockets, type ViewSocketDeps } from '../../sync-server/views/hocuspocus.ts';
import { createNoteGate, type NoteGate } from '../../sync-server/notes/gate.ts';
import { noteRoutes } from '../../sync-server/notes/routes.ts';
import type { FaultPoint } from '../../sync-server/faults.ts';
import type { Projector } from '../../sync-server/views/projector-types.ts';
import { pageRoutes } from '../../sync-server/views/page-routes.ts';
import { viewRoutes } from '../../sync-server/views/routes.ts';
import { openProjector, silent } from './open-record.ts';

/** Views over real HTTP and real sockets, as the app serves them; one instance of possibly several on a database. */
export interface RunningServer {
  readonly url: string;
  readonly projector: Projector;
  readonly notes: NoteGate;
  /** Every line is cut. */
  endSockets(): void;
  readonly sessions: Sessions;
  close(): Promise<void>;
}

export async function startServer(
  database: Database, options: { readonly timers?: boolean; readonly projectorDatabase?: Database; readonly faultPoint?: FaultPoint } & Partial<Pick<ViewSocketDeps, 'onHook' | 'log' | 'readActor' | 'now' | 'pollMs' | 'metrics'>> = {},
): Promise<RunningServer> {
  const { timers = true, projectorDatabase = database, faultPoint: _planned, ...socketOptions } = options;
  const projector = openProjector(projectorDatabase, { timers });
  const sessions = createSessions({ database });
  const notes = createNoteGate({ database, readActor: socketOptions.readActor ?? readActor, faultPoint: options.faultPoint ?? (() => undefined) });
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof HttpError) return answerError(c, error);
    if (process.env['SHOW_ERRORS']) console.error(error);
    return c.json({ code: 'http.broken', message: error.message }, 500);
  });
  app.route('/', viewRoutes({ database, projector, notes, sessions, readActor: socketOptions.readActor ?? readActor }));
  app.route('/', pageRoutes({ database, sessions, readActor: socketOptions.readActor ?? readActor }));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const views = attachViewSockets({ upgrades: serveUpgrades(server), database, projector, notes, sessions, readActor, origins: createOrigins(null, port), log: silent, ...socketOptions });
  app.route('/', noteRoutes({ database, gate: notes, sessions, endSockets: views.endDevice, ...(options.now ? { now: options.now } : {}) }));
  return {
    notes,
    endSockets: () => server.closeAllConnections(),
    url: `http://127.0.0.1:${port}`, projector, sessions,
    async close() {
      await views.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sessions.close();
      await projector.close();
    },
  };
}
