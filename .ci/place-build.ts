import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * `.build/client` is a link to a folder that is whole and never changes. A build works in a folder of its own and then moves the
 * link: whoever starts, or builds, at the same time sees the old build or the new one and never half of either.
 */
const LINK = 'client';
const FOLDER = 'client-';
/** A folder nobody links to may still be being read, or be another build's that is at work. */
const LEAVE_MS = 15 * 60_000;

/** A fresh folder beside the link. */
export function startBuildFolder(home: string): string {
  mkdirSync(home, { recursive: true });
  return mkdtempSync(join(home, FOLDER));
}

/** From here on the folder is what `.build/client` names; what was before goes when it is old. */
export function placeBuild(home: string, folder: string, now = Date.now()): void {
  const link = join(home, LINK);
  // A real folder there is of a time when builds were written in place.
  if (existsSync(link) && !lstatSync(link).isSymbolicLink()) renameSync(link, join(home, `${FOLDER}before-${process.pid}`));
  const next = join(home, `${LINK}.${process.pid}.next`);
  rmSync(next, { force: true });
  symlinkSync(basename(folder), next);
  renameSync(next, link);
  const current = readlinkSync(link);
  for (const name of readdirSync(home)) {
    const path = join(home, name);
    // Another build may be clearing up as well.
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    const isOld = name.startsWith(FOLDER) && name !== current && now - made > LEAVE_MS;
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
}
