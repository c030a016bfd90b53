import { Hono } from 'hono';
import * as z from 'zod';
import { deliverRequests } from '../../schema/sync.ts';
import { compress } from 'hono/compress';
import { readText } from '../http/read-json.ts';
import type { Pipeline } from './pipeline.ts';

/** The oldest wire this server still reads. An app below it keeps its requests and asks to be updated. */
export const OLDEST_SCHEMA_VERSION = 1;

/** A request of 64 KB inside a JSON string, every character of it escaped, and room for the frame. */
const MAX_DELIVERY_BYTES = 512 * 1024;

/** The wire's shape with its items unread: one that is too long or no signed request is answered for itself. */
const delivery = z.object({
  schemaVersion: deliverRequests.shape.schemaVersion,
  sentAt: deliverRequests.shape.sentAt,
  requests: z.array(z.unknown()).min(1).max(100),
});

export interface RequestRoutesDeps {
  readonly pipeline: Pipeline;
  readonly sessions: { allFromCookies(cookieHeader: string | null | undefined): Promise<readonly { readonly account: string }[]> };
}

/**
 * POST /api/requests: with any session or none (R11). 200 with one answer per request; otherwise nothing was looked at
 * and the device sends the same bytes again later.
 */
export function requestRoutes({ pipeline, sessions }: RequestRoutesDeps): Hono {
  const routes = new Hono();
  routes.use('/api/requests', compress());
  routes.post('/api/requests', async (c) => {
    // Who went away half way hears nothing, and sends it all again.
    const text = await readText(c, MAX_DELIVERY_BYTES).catch(() => '');
    if (text === null) return c.json({ code: 'request.tooLong', message: 'A delivery is 512 KB at most: send fewer requests at once.' }, 413);
    const parsed = delivery.safeParse(parseJson(text));
    if (!parsed.success) {
      return c.json({ code: 'request.notReadable', message: 'Expected {schemaVersion, sentAt, requests: [{bytes, signature}, …]} with 1 to 100 requests.' }, 400);
    }
    if (parsed.data.schemaVersion < OLDEST_SCHEMA_VERSION) {
      return c.json({ code: 'request.tooOld', message: `This server reads schema version ${OLDEST_SCHEMA_VERSION} and newer: update the app.` }, 426);
    }
    const carriers = await sessions.allFromCookies(c.req.header('cookie'));
    return c.json(await pipeline.deliver(parsed.data, carriers.map(({ account }) => account)));
  });
  return routes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
