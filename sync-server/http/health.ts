import { Hono } from 'hono';
import { sql } from 'drizzle-orm';
import { SCHEMA_VERSION } from '../../schema/sync.ts';
import type { Database } from '../record/database.ts';

export const VERSION = '0.1.0';

/** A record that does not answer within this is unwell. PGlite may be busy with a long transaction for less. */
const PATIENCE_MS = 5000;

export function healthRoutes({ database }: { readonly database: Database }): Hono {
  return new Hono().get('/healthz', async (c) => {
    const well = await answers(database);
    c.header('Cache-Control', 'no-store');
    return c.json({ status: well ? 'ok' : 'failing', version: VERSION, schemaVersion: SCHEMA_VERSION, database: database.kind }, well ? 200 : 503);
  });
}

async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([database.query(sql`select 1`).then(() => true as const), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
