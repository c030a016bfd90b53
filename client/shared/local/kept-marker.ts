import * as z from 'zod/mini';
import type { DeviceDatabase } from './device.ts';
import { dropDeviceSetting, readDeviceSetting, writeDeviceSetting } from './device-settings.ts';
import { accountsKept, KEPT } from './kept-here.ts';
import { countRestored } from './restore-spares.ts';
import { steadily } from './steady.ts';

/**
 * How much of an account waits on this device, outside the database it waits in. A browser that is short of room clears its
 * databases and leaves this, and then it says what was there: how many, since when, no word of it. A browser that clears
 * both, as by "delete all site data", tells nothing to anybody: that is not noticed here.
 */
const keptMarker = z.object({
  unsent: z.number(),
  drafts: z.number(),
  /** Device clock, ms: the oldest of what waits. */
  since: z.nullable(z.number()),
});
export type KeptMarker = z.infer<typeof keptMarker>;

const LOST = 'lost.';

function read(key: string): KeptMarker | null {
  try {
    const parsed = keptMarker.safeParse(JSON.parse(readDeviceSetting(key) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // no words of ours
  }
}
const write = (key: string, marker: KeptMarker): void => void writeDeviceSetting(key, JSON.stringify(marker));

export const readKept = (account: string): KeptMarker | null => read(KEPT + account);
export const writeKept = (account: string, marker: KeptMarker): void => write(KEPT + account, marker);
/** What was lost, until its person has seen it. */
export const readLost = (account: string): KeptMarker | null => read(LOST + account);
export const writeLost = (account: string, marker: KeptMarker): void => write(LOST + account, marker);
export const dropLost = (account: string): void => dropDeviceSetting(LOST + account);

/** Without what could be put back: it is here and goes out. */
export const lessRestored = (marker: KeptMarker, restored: number): KeptMarker => ({ ...marker, unsent: Math.max(0, marker.unsent - restored) });

/** Of everybody whom this device knew and knows no more: what it kept of them, together. null: nothing was lost. */
export async function findLostAccounts(device: () => DeviceDatabase): Promise<KeptMarker | null> {
  const accounts = accountsKept();
  if (accounts.length === 0) return null;
  const database = device();
  try {
    const known = await steadily(database, () => database.accounts.bulkGet(accounts));
    const lost: KeptMarker[] = [];
    for (const [i, account] of accounts.entries()) {
      const marker = known[i] === undefined ? readKept(account) : null;
      if (marker) lost.push(lessRestored(marker, await countRestored(account)));
    }
    return lost.length === 0 ? null : {
      unsent: lost.reduce((sum, { unsent }) => sum + unsent, 0), drafts: lost.reduce((sum, { drafts }) => sum + drafts, 0),
      since: lost.reduce<number | null>((oldest, { since }) => (since === null ? oldest : Math.min(since, oldest ?? since)), null),
    };
  } finally {
    database.close();
  }
}
