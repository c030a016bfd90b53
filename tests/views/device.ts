import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { WebSocket as NodeSocket } from 'ws';
import { newId } from '../../schema/ids.ts';
import { openAccountDatabase, type AccountDatabase } from '../../client/shared/local/account-database.ts';
import { createDocStore } from '../../client/shared/local/doc-store.ts';
import { createViewSync } from '../../client/shared/sync/views/create-view-sync.ts';
import { createViewDoc } from '../../client/shared/sync/views/view-doc.ts';
import type { Contact, OpenView, Sections, ViewSync } from '../../client/shared/sync/views/types.ts';
import { views } from '../../schema/views.ts';
import { parseViewName } from '../../schema/view-kinds.ts';
import { until } from './raw-socket.ts';
import type { Person } from './small-record.ts';

/** What is left of a device when its app is closed: its store. */
export type Disk = IDBFactory;
export const newDisk = (): Disk => new IDBFactory();

export function openDisk(disk: Disk, account: string): AccountDatabase {
  // Dexie takes them when an instance is made: each device, and each of its tabs, gets the disk it belongs to.
  Dexie.dependencies.indexedDB = disk;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  return openAccountDatabase(account);
}

/** The real client code of views, on a store and a line of its own. */
export interface Device {
  readonly views: ViewSync;
  readonly disk: Disk;
  readonly contacts: Contact[];
  readonly failures: unknown[];
  /** Frames this device sent. */
  readonly sent: Uint8Array[];
  /** Paths it asked for by HTTP. */
  readonly asked: string[];
  clock: number;
  close(): Promise<void>;
}

export interface DeviceOptions {
  readonly disk?: Disk;
  readonly sockets?: boolean;
  readonly fetch?: typeof globalThis.fetch;
  readonly local?: AccountDatabase;
}

export function openDevice(url: string, person: Person & { readonly clinic?: string }, options: DeviceOptions = {}): Device {
  const disk = options.disk ?? newDisk();
  const database = options.local ?? openDisk(disk, person.account);
  const contacts: Contact[] = [];
  const failures: unknown[] = [];
  const sent: Uint8Array[] = [];
  const asked: string[] = [];
  const under = options.fetch ?? globalThis.fetch;

  class CookieSocket extends NodeSocket {
    constructor(address: string) {
      super(address, { headers: { cookie: person.cookie, origin: url } });
      this.on('error', () => undefined);
    }
    override send(data: Uint8Array): void {
      sent.push(data);
      super.send(data);
    }
  }
  const device: Device = {
    disk, contacts, failures, sent, asked, clock: 0,
    views: createViewSync({
      account: { id: person.account, clinic: newId(), kind: person.app, app: person.app, name: 'Somebody', deviceId: newId() },
      local: database, origin: url,
      fetch: (input, init) => {
        asked.push(addressOf(input).slice(url.length));
        return under(input, { ...init, headers: { ...(init?.headers as Record<string, string> | undefined), cookie: person.cookie, origin: url } });
      },
      webSocket: options.sockets === false ? null : CookieSocket as unknown as typeof WebSocket,
      onAnswer: (contact) => contacts.push(contact),
      onFailure: (error) => failures.push(error),
      now: () => Date.now() + device.clock,
    }),
    async close() {
      await device.views.close();
      database.close();
    },
  };
  return device;
}

/** Whether an exchange asks for rows of this view. */
export async function asksFor(init: RequestInit | undefined, name: string): Promise<boolean> {
  const body = init?.body;
  const text = body instanceof ArrayBuffer ? (await promisify(gunzip)(new Uint8Array(body))).toString('utf8') : typeof body === 'string' ? body : '';
  return text.includes(`"name":"${name}"`);
}

/** The address a fetch is for. */
export const addressOf = (input: Parameters<typeof fetch>[0]): string => (input instanceof Request ? input.url : input.toString());

export const texts = (view: OpenView | Sections | null): string[] => {
  const sections = view && 'sections' in view && typeof view.sections === 'function' ? (view as OpenView).sections() : view as Sections | null;
  return Object.values(sections?.['messages'] ?? {}).map((entry) => String((entry as { text?: unknown }).text)).sort();
};

export async function shows(view: OpenView, text: string): Promise<void> {
  await until(() => texts(view).includes(text));
}

export interface OnDisk { readonly sections: Sections; readonly seq: number; readonly head: string; readonly epoch: string }

/** What a disk holds of views, read as a new start of the app would: rows put together, not the snapshot. */
export async function readDisks(disk: Disk, account: string, names: readonly string[]): Promise<(OnDisk | null)[]> {
  const database = openDisk(disk, account);
  const store = createDocStore(database);
  try {
    return await Promise.all(names.map(async (name) => {
      const copy = await store.open(name, true);
      const parsed = parseViewName(name);
      if (!copy || !parsed) return null;
      const doc = createViewDoc(Object.keys(views[parsed.kind].sections), copy.updates);
      if (doc.seq() !== copy.position.seq) throw new Error(`Disk of ${name}: rows lead to ${String(doc.seq())}, the position says ${copy.position.seq}`);
      return { sections: doc.sections(), ...copy.position };
    }));
  } finally {
    database.close();
  }
}
export const readDisk = async (disk: Disk, account: string, name: string): Promise<OnDisk | null> => (await readDisks(disk, account, [name]))[0] ?? null;
