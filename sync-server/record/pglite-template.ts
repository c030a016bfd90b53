import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import * as z from 'zod/mini';

const folder = resolve(import.meta.dirname, '../../.build/pglite');

/**
 * An empty database as this version of PGlite makes it, kept between runs: making one takes seconds of CPU, copying it a
 * third of one, and tests open them by the dozen. Null: none was made on this machine yet.
 */
export function readTemplate(): Blob | null {
  try {
    return new Blob([readFileSync(fileOfVersion())]);
  } catch {
    return null;
  }
}

export async function readOrMakeTemplate(): Promise<Blob> {
  return readTemplate() ?? makeTemplate(fileOfVersion());
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

function fileOfVersion(): string {
  const require = createRequire(import.meta.url);
  const main = require.resolve('@electric-sql/pglite');
  const found: unknown = JSON.parse(readFileSync(join(main, '../../package.json'), 'utf8'));
  return join(folder, `empty-${z.object({ version: z.string() }).parse(found).version}.tar`);
}
