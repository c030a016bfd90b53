import * as Y from 'yjs';
import { type Position } from '../../schema/sync.ts';
import { createLog } from '../../sync-server/log.ts';
import { messageProjectors } from '../../sync-server/messages/project.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { createProjector, type ProjectorDeps } from '../../sync-server/views/projector.ts';
import type { Projector } from '../../sync-server/views/projector-types.ts';
import type { DatabaseTarget } from '../support/databases.ts';

export const silent = createLog('silent');

export async function openRecord(target: DatabaseTarget): Promise<Database> {
  const database = await openDatabase(target);
  await migrate(database);
  return database;
}

/** In memory, one per test: for what no second process is needed. */
export async function openMemoryRecord(): Promise<Database> {
  const database = await openDatabase({ kind: 'pglite', dataDir: null });
  await migrate(database);
  return database;
}

/** A projector without a clock of its own: tests drain when they mean to. */
export function openProjector(database: Database, deps: Partial<ProjectorDeps> = {}): Projector {
  return createProjector({ database, projectors: messageProjectors, faultPoint: () => undefined, log: silent, timers: false, ...deps });
}

/** A whole view as a device that fetches it page by page sees it. */
export async function readWhole(projector: Projector, view: string): Promise<{ doc: Y.Doc; position: Position; heads: string[] }> {
  const doc = new Y.Doc();
  let since: Position | null = null;
  const heads: string[] = [];
  for (;;) {
    const page = await projector.rows(view, since, 32 * 1024);
    if (!page) throw new Error(`No view ${view}`);
    for (const row of page.rows) {
      Y.applyUpdate(doc, row.update);
      heads.push(row.head);
      since = { epoch: page.epoch, seq: row.seq, head: row.head };
    }
    if (!page.more) break;
  }
  if (!since) throw new Error(`View ${view} has no rows`);
  return { doc, position: since, heads };
}

export const sectionOf = (doc: Y.Doc, section: string): Record<string, unknown> => doc.getMap(section).toJSON();
export const textsOf = (doc: Y.Doc): string[] =>
  Object.values(sectionOf(doc, 'messages')).map((entry) => String((entry as { text: unknown }).text)).sort();
