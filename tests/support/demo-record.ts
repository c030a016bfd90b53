import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServerProcess } from './server-process.ts';

/** The demo as its first start leaves it. */
export interface DemoRecord {
  /** Its data directory, of a server that was stopped as a person stops it. */
  copyTo(dataDir: string): Promise<void>;
  remove(): void;
}

/** What it tells is told from the moment it was filled: minutes later it is filled anew. */
const FRESH_MS = 3 * 60_000;

/** Filled by a real first start, and copied: filling takes a server longer than everything else of its start. */
export function createDemoRecord(): DemoRecord {
  const directory = mkdtempSync(join(tmpdir(), 'outpost-demo-'));
  let filled = { at: Number.NEGATIVE_INFINITY, dataDir: '' };
  let count = 0;

  async function fill(): Promise<typeof filled> {
    const dataDir = join(directory, String(++count));
    const at = Date.now();
    const server = await createServerProcess({ env: { DATA_DIR: dataDir }, logFile: join(directory, 'server.log') });
    await server.start();
    await server.stop();
    return { at, dataDir };
  }

  return {
    async copyTo(dataDir) {
      if (Date.now() - filled.at > FRESH_MS) {
        const old = filled.dataDir;
        filled = await fill();
        if (old !== '') rmSync(old, { recursive: true, force: true });
      }
      cpSync(filled.dataDir, dataDir, { recursive: true });
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
