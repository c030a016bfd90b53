import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** As `.ci/setup` builds it. */
export const LIVEKIT_VERSION = '1.13.5';

/**
 * Where the livekit-server program is: in the clone's `.tools`, on the PATH, or in the cache that `.ci/setup` fills, which
 * outlives a clone. Null: nowhere.
 */
export function findLiveKitProgram(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const cache = env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache');
  const places = [
    resolve(import.meta.dirname, '../../.tools/livekit-server'),
    ...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, 'livekit-server')),
    join(cache, 'outpost', `livekit-server-${LIVEKIT_VERSION}`),
  ];
  return places.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
