import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type * as z from 'zod';
import { deliverAnswer, SCHEMA_VERSION, type RequestAnswer, type SignedRequest } from '../../schema/sync.ts';
import { accountHandlers } from '../../sync-server/accounts/handle.ts';
import { accountProjectors } from '../../sync-server/accounts/project.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { createSessions } from '../../sync-server/identity/sessions.ts';
import { createLog } from '../../sync-server/log.ts';
import { messageHandlers } from '../../sync-server/messages/handle.ts';
import { messageProjectors } from '../../sync-server/messages/project.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { requestTable } from '../../schema/requests.ts';
import type { RegisteredHandler } from '../../sync-server/requests/slice.ts';
import { createPipeline, type PipelineDeps } from '../../sync-server/requests/pipeline.ts';
import { requestRoutes } from '../../sync-server/requests/routes.ts';
import { createProjector } from '../../sync-server/views/projector.ts';
import type { Projector } from '../../sync-server/views/projector-types.ts';
import type { DatabaseTarget } from '../support/databases.ts';

const silent = createLog('silent');

/** The request pipeline over real HTTP on a real database, with the slices the product has. */
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
export async function serveOn(database: Database, over: Partial<PipelineDeps> = {}): Promise<Serving> {
  let shift = 0;
  const handlers = [...messageHandlers, ...accountHandlers, ...unserved([...messageHandlers, ...accountHandlers])];
  const projector = createProjector({
    database, projectors: [...messageProjectors, ...accountProjectors], faultPoint: () => undefined, log: silent, timers: false,
  });
  const sessions = createSessions({ database, timers: false });
  const pipeline = createPipeline({
    database, handlers, projector, readActor, faultPoint: () => undefined, log: silent, clock: () => Date.now() + shift, ...over,
  });
  const server = createAdaptorServer({ fetch: requestRoutes({ pipeline, sessions }).fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

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
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sessions.close();
      await projector.close();
      await database.close();
    },
  };
}

/** Rows of table two that no slice under test serves: nobody here asks for them. */
function unserved(served: readonly RegisteredHandler[]): RegisteredHandler[] {
  const types = new Set(served.map(({ definition }) => definition.type));
  return [...requestTable.values()].filter(({ type }) => !types.has(type)).map((definition) => ({
    definition, patientOf: () => null,
    readFacts: () => Promise.reject(new Error(`${definition.type} is not served here`)),
    effect: () => Promise.reject(new Error(`${definition.type} is not served here`)),
  }));
}
