import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../sync-server/record/database.ts';
import { openDevice, readDisk, type Device, type DeviceOptions, type OnDisk } from './device.ts';
import { openLine, type Line } from './line.ts';
import { openMemoryRecord } from './open-record.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { first, say, seedRecord, target, threadsOf, type Person, type SmallRecord } from './small-record.ts';

/** A clinic, its server, a line to it, and devices at the other end; new for each test but for the database. */
export interface DeviceWorld {
  readonly database: Database;
  readonly record: SmallRecord;
  readonly server: RunningServer;
  readonly line: Line;
  start(options?: DeviceOptions & { readonly person?: Person }): Device;
  stop(device: Device): Promise<void>;
  /** Commits a message and lets the views follow. */
  speak(text: string, i?: number): Promise<void>;
  /** The first patient's threads: the view most tests look at. */
  view(): string;
  disk(device: Device, name?: string, person?: Person): Promise<OnDisk | null>;
}

export function useDeviceWorld(): DeviceWorld {
  const now: { database?: Database; record?: SmallRecord; server?: RunningServer; line?: Line } = {};
  const devices: Device[] = [];
  const get = <K extends keyof typeof now>(key: K): NonNullable<(typeof now)[K]> => {
    const value = now[key];
    if (!value) throw new Error(`No ${key} yet`);
    return value;
  };

  beforeAll(async () => { now.database = await openMemoryRecord(); });
  afterAll(() => get('database').close());
  beforeEach(async () => {
    now.record = await seedRecord(get('database'), 3);
    now.server = await startServer(get('database'));
    now.line = await openLine(now.server.url);
  });
  afterEach(async () => {
    await Promise.all(devices.splice(0).map((device) => device.close()));
    await get('line').close();
    await get('server').close();
  });

  const world: DeviceWorld = {
    get database() { return get('database'); },
    get record() { return get('record'); },
    get server() { return get('server'); },
    get line() { return get('line'); },
    start(options = {}) {
      const device = openDevice(get('line').url, options.person ?? first(get('record')), options);
      devices.push(device);
      return device;
    },
    async stop(device) {
      devices.splice(devices.indexOf(device), 1);
      await device.close();
    },
    async speak(text, i = 0) {
      await get('database').transaction((tx) => say(tx, target(get('record'), i), text));
      await get('server').projector.drain();
    },
    view: () => threadsOf(get('record')),
    disk: (device, name = world.view(), person = first(get('record'))) => readDisk(device.disk, person.account, name),
  };
  return world;
}
