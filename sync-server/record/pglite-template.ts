import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import * as z from 'zod/mini';

const folder = resolve(import.meta.dirname, '../../.build/pglite');

/**
 * An empty database as PGlite makes it, kept between runs: making one takes seconds of CPU, copying it a third of one.
 * Only for databases in memory, which tests open by the dozen; nothing that is kept begins with it.
 */
export async function readTemplate(): Promise<Blob> {
  const file = join(folder, `empty-${readVersion()}.tar`);
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    return makeTemplate(file); // The first one on this machine, or another version's.
  }
}

async function makeTemplate(file: string): Promise<Blob> {
  const empty = await PGlite.create();
  const dump = await empty.dumpDataDir('none');
  await empty.close();
  mkdirSync(folder, { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, new Uint8Array(await dump.arrayBuffer()));
  renameSync(partial, file);
  return dump;
}

function readVersion(): string {
  const require = createRequire(import.meta.url);
  const main = require.resolve('@electric-sql/pglite');
  const found: unknown = JSON.parse(readFileSync(join(main, '../../package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(found).version;
}
