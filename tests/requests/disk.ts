import { Dexie } from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import { openAccountDatabase } from '../../client/shared/local/account-database.ts';
import { openDeviceDatabase, type LocalAccount } from '../../client/shared/local/device.ts';
import { keepKey } from '../../client/shared/local/key-store.ts';
import type { Member } from '../support/clinic-rows.ts';

/** What is left of a device when its app is closed or killed. */
export type Disk = IDBFactory;

export function useDisk(disk: Disk): void {
  // Dexie takes them when an instance is made: each device gets the disk it belongs to.
  Dexie.dependencies.indexedDB = disk;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
}

export const localAccount = (clinic: string, member: Member): LocalAccount => ({
  id: member.account, clinic, kind: member.staff ? 'staff' : 'patient', app: member.staff ? 'staff' : 'patient', name: member.name, deviceId: member.device.id,
});

/** As the sign-in leaves a disk: the account is known, its key is there. */
export async function signInOn(disk: Disk, clinic: string, member: Member): Promise<void> {
  useDisk(disk);
  const device = openDeviceDatabase();
  const database = openAccountDatabase(member.account);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const privateKey = await crypto.subtle.importKey('jwk', member.device.privateKey, algorithm, false, ['sign']);
  await keepKey(database, member.device.id, { privateKey, publicKey: member.device.publicKey }, Date.now());
  await device.accounts.put({ ...localAccount(clinic, member), signedInAt: Date.now() });
  database.close();
  device.close();
}
