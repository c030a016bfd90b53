import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The latest change below `path`; a folder's own time tells of files removed or renamed in it. */
function latestChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, latestChange(join(path, name))), stat.mtimeMs);
}

/** Whether `product` is newer than every one of `sources` (files or folders). */
export function isFresh(product: string, sources: readonly string[]): boolean {
  if (!existsSync(product)) return false;
  const made = statSync(product).mtimeMs;
  return sources.every((source) => existsSync(source) && latestChange(source) < made);
}
