import { readDeviceSetting, writeDeviceSetting } from './device-settings.ts';
import { SPARES } from './spare-store.ts';

const ASKED = 'askedToPersist';

/** How much the browser lets us keep, and whether it promised to keep it. */
export interface StorageRoom {
  /** Bytes used, and allowed. */
  readonly used: number;
  readonly allowed: number;
  readonly persisted: boolean;
}

interface Storage {
  estimate?(): Promise<{ usage?: number; quota?: number }>;
  persisted?(): Promise<boolean>;
  persist?(): Promise<boolean>;
}

function storageOf(): Storage | undefined {
  // Absent on http, where no clinical data is kept at all, and in old browsers.
  return (globalThis.navigator as Navigator & { storage?: Storage } | undefined)?.storage;
}

export async function readStorageRoom(storage: Storage | undefined = storageOf()): Promise<StorageRoom | null> {
  if (!storage?.estimate) return null;
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { used: usage, allowed: quota, persisted: (await storage.persisted?.()) ?? false };
}

/** MB left once four fifths are used, else null. */
export function lowRoomMb(room: StorageRoom | null): number | null {
  if (!room || room.allowed === 0 || room.used < room.allowed * 0.8) return null;
  return Math.max(0, Math.floor((room.allowed - room.used) / 1_000_000));
}

/** Asks the browser not to evict what is here. Once there is something to lose; browsers answer without a word or ask the person. */
export async function askToPersist(storage: Storage | undefined = storageOf()): Promise<boolean> {
  if (!storage?.persist) return false;
  return ((await storage.persisted?.()) ?? false) || storage.persist();
}

/** After the first thing that was saved here, once: some browsers ask their person, who need not be asked with every start. */
export async function askOnce(): Promise<boolean> {
  if (readDeviceSetting(ASKED) !== null) return false;
  writeDeviceSetting(ASKED, 'yes');
  return askToPersist();
}

/** Bytes of the app's own files on this device; null where they cannot be counted. */
export async function readAppBytes(): Promise<number | null> {
  if (typeof caches === 'undefined') return null;
  let bytes = 0;
  for (const name of await caches.keys()) {
    if (name === SPARES) continue;
    const cache = await caches.open(name);
    for (const answer of await cache.matchAll()) bytes += (await answer.blob()).size;
  }
  return bytes;
}
