import { Dexie, type Table } from 'dexie';

/**
 * What the device itself knows: which accounts have signed in here. No name of a patient, no word of a record: those are
 * in the accounts' own databases.
 */
export interface LocalAccount {
  readonly id: string;
  readonly clinic: string;
  readonly kind: 'staff' | 'patient';
  readonly app: 'staff' | 'patient';
  /** For "Signed in as …"; the account view's `self` is the truth. */
  readonly name: string;
  /** The key that signs: one per account and device, a row of the server's `device` table. */
  readonly deviceId: string;
}

export interface KnownAccount extends LocalAccount {
  /** Device clock, ms: the last time this account was signed in here. */
  readonly signedInAt: number;
  /** Its owner signed out. Its requests are still delivered (R11). */
  readonly signedOutAt?: number;
}

export interface DeviceSetting { readonly key: string; readonly value: unknown }

export type DeviceDatabase = Dexie & {
  accounts: Table<KnownAccount, string>;
  settings: Table<DeviceSetting, string>;
};

export const DEVICE_DATABASE = 'outpost';

export function openDeviceDatabase(): DeviceDatabase {
  const database = new Dexie(DEVICE_DATABASE, { chromeTransactionDurability: 'strict', cache: 'disabled' }) as DeviceDatabase;
  database.version(1).stores({ accounts: 'id', settings: 'key' });
  return database;
}
