import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { createDatabaseOn, testServerVariable } from './postgres.ts';

/** Where an empty database is to be opened; what opens it is the caller's. */
export type DatabaseTarget =
  | { readonly kind: 'pglite'; readonly dataDir: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** An empty PGlite directory in the system's temporary folder. */
export async function createPgliteTarget(): Promise<DatabaseTarget & { kind: 'pglite' }> {
  return { kind: 'pglite', dataDir: await mkdtemp(join(tmpdir(), 'outpost-pglite-')) };
}

/** A fresh database on the run's Postgres. Only in files ending in `.postgres.test.ts`: their project starts the server. */
export async function createPostgresTarget(): Promise<DatabaseTarget & { kind: 'postgres' }> {
  const server = process.env[testServerVariable];
  if (server === undefined) throw new Error('No Postgres in this test project: let the file end in .postgres.test.ts.');
  return { kind: 'postgres', url: await createDatabaseOn(server) };
}

/**
 * Runs the same suite on PGlite and on Postgres. `createTarget` gives a fresh empty database at each call; the suite
 * closes what it opened, the directories are removed when it ends.
 */
export function describeEachDatabase(title: string, suite: (createTarget: () => Promise<DatabaseTarget>) => void): void {
  describe(`${title} (PGlite)`, () => {
    const directories: string[] = [];
    afterAll(async () => {
      for (const directory of directories) await rm(directory, { recursive: true, force: true });
    });
    suite(async () => {
      const target = await createPgliteTarget();
      directories.push(target.dataDir);
      return target;
    });
  });
  describe(`${title} (Postgres)`, () => {
    suite(createPostgresTarget);
  });
}
