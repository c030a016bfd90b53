import type { SignedIn } from '../../../schema/identity.ts';
import { openAccountDatabase } from '../local/account-database.ts';
import { openDeviceDatabase, type DeviceDatabase, type KnownAccount } from '../local/device.ts';
import { steadily } from '../local/steady.ts';
import { appMade } from '../sync/app-made.ts';
import { passwordVerifier, type PasswordVerifier } from './password-verifier.ts';

/**
 * Which accounts this device knows and what opens them. Each account's own things are in a database of its own; nothing
 * here shows one person anything of another.
 */
export interface DeviceAccounts {
  find(account: string): Promise<KnownAccount | null>;
  keep(answer: SignedIn, now: number): Promise<KnownAccount>;
  readVerifier(account: string): Promise<PasswordVerifier | null>;
  writeVerifier(account: string, verifier: PasswordVerifier | null): Promise<void>;
  /** What its person asked for that the clinic has not received. */
  countUnsent(account: string): Promise<number>;
  /**
   * Its owner signed out: no password opens it here any more, and what the clinic can give again is taken off the device.
   * Requests that wait, their keys, and words not sent stay.
   */
  leave(account: string, now: number): Promise<void>;
}

const verifierKey = (account: string): string => `unlock:${account}`;

export function createDeviceAccounts(device: DeviceDatabase = openDeviceDatabase()): DeviceAccounts {
  return {
    async find(account) {
      return (await steadily(device, () => device.accounts.get(account))) ?? null;
    },
    async keep({ account, clinic, kind, app, name, device: deviceId }, now) {
      const known: KnownAccount = { id: account, clinic, kind, app, name, deviceId, signedInAt: now };
      await steadily(device, () => device.accounts.put(known));
      return known;
    },
    async readVerifier(account) {
      const parsed = passwordVerifier.safeParse((await steadily(device, () => device.settings.get(verifierKey(account))))?.value);
      return parsed.success ? parsed.data : null;
    },
    async writeVerifier(account, verifier) {
      const key = verifierKey(account);
      await steadily(device, () => (verifier === null ? device.settings.delete(key) : device.settings.put({ key, value: verifier })).then(() => undefined));
    },
    async countUnsent(account) {
      const database = openAccountDatabase(account);
      try {
        return await steadily(database, () => database.requests.where('state').anyOf('saved', 'sending').filter(({ type }) => !appMade.has(type)).count());
      } finally {
        database.close();
      }
    },
    async leave(account, now) {
      await steadily(device, () => device.transaction('rw', device.accounts, device.settings, async () => {
        await device.settings.delete(verifierKey(account));
        await device.accounts.update(account, { signedOutAt: now });
      }));
      const database = openAccountDatabase(account);
      try {
        await steadily(database, () => database.transaction('rw', database.views, database.viewRows, database.snapshots, database.requests, async () => {
          await Promise.all([database.views.clear(), database.viewRows.clear(), database.snapshots.clear()]);
          await database.requests.where('state').equals('done').delete();
        }));
      } finally {
        database.close();
      }
    },
  };
}
