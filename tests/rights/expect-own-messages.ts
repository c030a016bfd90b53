import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '../../sync-server/record/database.ts';

/** What a search in messages answered: something where there is something to find, and none of it another clinic's. */
export async function expectOwnMessages(database: Database, text: string, clinic: string, path: string): Promise<void> {
  const { found } = JSON.parse(text) as { found: { thread: string }[] };
  expect(found.length > 0, path).toBe(/First|question/.test(path));
  const threads = [...new Set(found.map(({ thread }) => thread))];
  const foreign = threads.length === 0 ? [] : await database.query(sql`select id from thread where id in ${threads} and clinic_id <> ${clinic}`);
  expect(foreign).toEqual([]);
}
