import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RecordError } from './record-error.ts';

/**
 * One process per PGlite directory: two lose each other's rows. Held is the kernel's own lock on `lock` (SQLite takes it,
 * since Node offers none), so it is gone the moment the process is, kill -9 included, and no stale lock can exist.
 * `lock-holder.json` only tells a second process who is there.
 */
export function lockDirectory(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const holderFile = join(dataDir, 'lock-holder.json');
  const lock = new DatabaseSync(join(dataDir, 'lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new RecordError('record.locked', `${dataDir} is in use by another Outpost process${describeHolder(holderFile)}. ` +
      'Stop that one, give this one another DATA_DIR, or use Postgres (DATABASE_URL), which several may share.', { cause });
  }
  writeFileSync(holderFile, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }), { mode: 0o600 });
  return () => {
    rmSync(holderFile, { force: true });
    lock.close();
  };
}

function describeHolder(file: string): string {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof holder !== 'object' || holder === null) return '';
    const { pid, host, since } = holder as Record<string, unknown>;
    return ` (process ${String(pid)} on ${String(host)}, since ${String(since)})`;
  } catch {
    return ''; // The holder is just starting or ending: that it holds is enough.
  }
}
