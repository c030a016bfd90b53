import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type * as z from 'zod';
import { deliverAnswer, SCHEMA_VERSION, type RequestAnswer, type SignedRequest } from '../../schema/sync.ts';
import { accountHandlers } from '../../sync-server/accounts/handle.ts';
import { accountProjectors } from '../../sync-server/accounts/project.ts';
import { bookingHandlers } from '../../sync-server/bookings/handle.ts';
import { bookingProjectors } from '../../sync-server/bookings/project.ts';
import { weekProjectors } from '../../sync-server/bookings/project-week.ts';
import { cannedHandlers } from '../../sync-server/canned-replies/handle.ts';
import { chartProjectors } from '../../sync-server/chart/project.ts';
import { clinicHandlers } from '../../sync-server/clinics/handle.ts';
import { clinicProjectors } from '../../sync-server/clinics/project.ts';
import { colleagueHandlers } from '../../sync-server/colleagues/handle.ts';
import { colleagueProjectors } from '../../sync-server/colleagues/project.ts';
import { colleagueRoutes } from '../../sync-server/colleagues/routes.ts';
import { heldHandlers } from '../../sync-server/held/handle.ts';
import { heldRoutes } from '../../sync-server/held/routes.ts';
import { answerError, HttpError } from '../../sync-server/http/http-error.ts';
import { createOrigins } from '../../sync-server/http/origins.ts';
import { serveUpgrades } from '../../sync-server/http/upgrades.ts';
import { readActor, readActors } from '../../sync-server/identity/actor.ts';
import { createSeal } from '../../sync-server/identity/seal.ts';
import { createSessions } from '../../sync-server/identity/sessions.ts';
import { createLiveRooms } from '../../sync-server/livekit/create-live-rooms.ts';
import type { LiveRooms } from '../../sync-server/livekit/live-rooms.ts';
import { noLiveKit } from '../../sync-server/livekit/livekit-at.ts';
import { createLog } from '../../sync-server/log.ts';
import { consultHandlers } from '../../sync-server/consults/handle.ts';
import { consultProjectors } from '../../sync-server/consults/project.ts';
import { consultRoutes } from '../../sync-server/consults/routes.ts';
import { disclosureRoutes } from '../../sync-server/messages/disclosure-routes.ts';
import { messageHandlers } from '../../sync-server/messages/handle.ts';
import { messageProjectors } from '../../sync-server/messages/project.ts';
import { createNoteGate } from '../../sync-server/notes/gate.ts';
import { patientHandlers } from '../../sync-server/patients/handle.ts';
import { patientProjectors } from '../../sync-server/patients/project.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { createPipeline, type PipelineDeps } from '../../sync-server/requests/pipeline.ts';
import { resultHandlers } from '../../sync-server/results/handle.ts';
import { resultProjectors } from '../../sync-server/results/project.ts';
import { rangeHandlers } from '../../sync-server/ranges/handle.ts';
import { rangeProjectors } from '../../sync-server/ranges/project.ts';
import { scheduleHandlers } from '../../sync-server/schedules/handle.ts';
import { scheduleProjectors } from '../../sync-server/schedules/project.ts';
import { requestRoutes } from '../../sync-server/requests/routes.ts';
import { attachViewSockets } from '../../sync-server/views/hocuspocus.ts';
import { createProjector } from '../../sync-server/views/projector.ts';
import type { Projector } from '../../sync-server/views/projector-types.ts';
import { viewRoutes } from '../../sync-server/views/routes.ts';
import type { DatabaseTarget } from '../support/databases.ts';

const silent = createLog('silent');
export const testSeal = createSeal('a secret of tests, long enough');

/** Requests and views over real HTTP and sockets on a real database, with the slices the product has. */
export interface Serving {
  readonly database: Database;
  readonly projector: Projector;
  readonly url: string;
  /** Server clock plus this, ms. */
  shiftClock(ms: number): void;
  post(body: unknown, cookie?: string): Promise<Response>;
  /** Delivers and expects answers. `sentAt`: the device's clock. */
  deliver(requests: readonly SignedRequest[], cookie?: string, sentAt?: number): Promise<z.infer<typeof deliverAnswer>>;
  one(request: SignedRequest, cookie?: string, sentAt?: number): Promise<RequestAnswer>;
  close(): Promise<void>;
}

export async function openServing(target: DatabaseTarget | { kind: 'pglite'; dataDir: null }, over: Partial<PipelineDeps> = {}): Promise<Serving> {
  const database = await openDatabase(target);
  await migrate(database);
  return serveOn(database, over);
}

/** A second instance on the same database shares nothing with the first but the record. */
export async function serveOn(database: Database, over: Partial<PipelineDeps> = {}, rooms: LiveRooms = createLiveRooms({ database, livekit: noLiveKit, changed: () => Promise.resolve(), log: silent })): Promise<Serving> {
  let shift = 0;
  const handlers = [...messageHandlers, ...accountHandlers, ...patientHandlers, ...heldHandlers, ...cannedHandlers, ...clinicHandlers, ...colleagueHandlers, ...resultHandlers, ...scheduleHandlers, ...rangeHandlers, ...bookingHandlers, ...consultHandlers(rooms)];
  const projector = createProjector({
    database, projectors: [...messageProjectors, ...accountProjectors, ...patientProjectors, ...clinicProjectors, ...colleagueProjectors, ...chartProjectors, ...resultProjectors, ...scheduleProjectors, ...rangeProjectors, ...bookingProjectors, ...weekProjectors, ...consultProjectors], faultPoint: () => undefined, log: silent, timers: false,
  });
  const sessions = createSessions({ database, timers: false });
  const pipeline = createPipeline({
    database, handlers, projector, readActors, faultPoint: () => undefined, log: silent, clock: () => Date.now() + shift,
    // A loaded test machine may take longer than a person is let wait; what is answered is the same.
    settleMs: 5_000, ...over,
  });
  const notes = createNoteGate({ database, readActor, faultPoint: () => undefined });
  const app = new Hono();
  app.onError((error, c) => (error instanceof HttpError ? answerError(c, error) : c.json({ code: 'http.failed', message: error.message }, 500)));
  // Devices knock here before anything leaves for the first time.
  app.get('/healthz', (c) => c.json({ status: 'ok', schemaVersion: SCHEMA_VERSION }));
  app.route('/', requestRoutes({ pipeline, sessions }));
  app.route('/', viewRoutes({ database, projector, notes, sessions, readActor }));
  app.route('/', heldRoutes({ database, sessions }));
  app.route('/', disclosureRoutes({ database, sessions }));
  app.route('/', colleagueRoutes({ database, sessions }));
  app.route('/', consultRoutes({ database, sessions, seal: testSeal, rooms, origin: 'http://localhost', proxies: 0, sms: true, clock: () => Date.now() + shift }));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sockets = attachViewSockets({ upgrades: serveUpgrades(server), database, projector, notes, sessions, readActor, origins: createOrigins(null, port), log: silent });
  const url = `http://127.0.0.1:${port}`;

  const post = (body: unknown, cookie?: string): Promise<Response> => fetch(`${url}/api/requests`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) }, body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const deliver: Serving['deliver'] = async (requests, cookie, sentAt = Date.now()) => {
    const response = await post({ schemaVersion: SCHEMA_VERSION, sentAt, requests: requests.map(({ bytes, signature }) => ({ bytes, signature })) }, cookie);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return deliverAnswer.parse(await response.json());
  };
  return {
    database, projector, url, post, deliver,
    shiftClock: (ms) => { shift = ms; },
    async one(request, cookie, sentAt) {
      const { answers } = await deliver([request], cookie, sentAt);
      const [answer] = answers;
      if (!answer) throw new Error('No answer');
      return answer;
    },
    async close() {
      await sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sessions.close();
      await projector.close();
      await database.close();
    },
  };
}
