import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { requestTable } from '../../schema/requests.ts';
import { IDBFactory } from 'fake-indexeddb';
import { createRoot } from 'solid-js';
import { WebSocket as NodeSocket } from 'ws';
import { openAccountDatabase, type AccountDatabase, type StoredRequest } from '../../client/shared/local/account-database.ts';
import { createSync } from '../../client/shared/sync/create-sync.ts';
import type { Sync } from '../../client/shared/sync/sync-interface.ts';
import { createViewSync } from '../../client/shared/sync/views/create-view-sync.ts';
import { createView, type View } from '../../client/shared/sync/views/use-view.ts';
import type { Member } from '../support/clinic-rows.ts';
import { localAccount, signInOn, useDisk, type Disk } from './disk.ts';

/** The real client of one signed-in account, on a disk and a line of its own. */
export interface TestDevice {
  readonly sync: Sync;
  readonly disk: Disk;
  readonly database: AccountDatabase;
  readonly failures: unknown[];
  /** Bodies of deliveries, as they left; and those of them that were answered. */
  readonly posted: string[];
  readonly answered: string[];
  /** Device clock minus the real one, ms. */
  clock: number;
  view(name: string): View;
  /** Runs what needs an owner; ends with the device. */
  within<T>(work: () => T): T;
  rows(): Promise<StoredRequest[]>;
  close(): Promise<void>;
}

export interface DeviceOptions {
  readonly disk?: Disk;
  readonly sockets?: boolean;
  /** Stands between the app and the network. */
  readonly fetch?: typeof globalThis.fetch;
  /** Without a session, as after signing out. */
  readonly cookie?: string | null;
  /** Takes no lock: a tab that is dead holds none. */
  readonly lockless?: boolean;
}

/** Opens the app; the account has signed in on this disk before, or does now. */
export async function openDevice(url: string, clinic: string, member: Member, options: DeviceOptions = {}): Promise<TestDevice> {
  const disk = options.disk ?? new IDBFactory();
  await signInOn(disk, clinic, member);
  useDisk(disk);
  const failures: unknown[] = [];
  const posted: string[] = [];
  const answered: string[] = [];
  const under = options.fetch ?? globalThis.fetch;
  const cookie = options.cookie === undefined ? member.cookie : options.cookie;
  class CookieSocket extends NodeSocket {
    constructor(address: string) {
      super(address, { headers: { ...(cookie ? { cookie } : {}), origin: url } });
      this.on('error', () => undefined);
    }
  }
  const database = openAccountDatabase(member.account);
  const ends: (() => void)[] = [];
  let ended = false;
  const within = <T>(work: () => T): T => createRoot((end) => {
    ends.unshift(end);
    return work();
  });
  const device: Omit<TestDevice, 'sync' | 'close' | 'view' | 'within'> = {
    disk, database, failures, posted, answered, clock: 0,
    rows: () => database.requests.orderBy('n').toArray(),
  };
  const sync = within(() => createSync({
    table: requestTable,
    account: localAccount(clinic, member),
    createViewSync: (deps) => createViewSync({ ...deps, webSocket: options.sockets ? CookieSocket as unknown as typeof WebSocket : null }),
    origin: url,
    fetch: async (input, init) => {
      const body = isDelivery(input) ? await unpacked(init?.body) : null;
      if (body !== null) posted.push(body);
      if (ended) throw new TypeError('A closed page asks nothing.');
      const response = await under(input, { ...init, headers: { ...(init?.headers as Record<string, string> | undefined), ...(cookie ? { cookie } : {}) } });
      if (body !== null && response.ok) answered.push(body);
      return response;
    },
    now: () => Date.now() + device.clock,
    onFailure: (error) => failures.push(error),
    ...(options.lockless ? { alone: (_name, work) => work() } : {}),
  }));
  return Object.assign(device, {
    sync,
    view: (name: string) => within(() => createView(sync.views, sync.overlay, () => name)),
    within,
    async close() {
      ended = true;
      for (const end of ends) end();
      await new Promise((resolve) => setTimeout(resolve, 20));
      database.close();
    },
  });
}

/** Requests leave, and nothing else is asked. */
export const isDelivery = (input: Parameters<typeof fetch>[0]): boolean => typeof input === 'string' && input.endsWith('/api/requests');

/** What leaves for the clinic, packed or plain. */
async function unpacked(body: unknown): Promise<string | null> {
  if (typeof body === 'string') return body;
  return body instanceof ArrayBuffer ? (await promisify(gunzip)(new Uint8Array(body))).toString('utf8') : null;
}
