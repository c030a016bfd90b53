import * as z from 'zod/mini';
import type { AppName, SignedIn } from '../../../schema/identity.ts';
import { unlockKey, type UnlockKey } from '../../../schema/unlock-keys.ts';
import { openAccountDatabase } from '../local/account-database.ts';
import { openDeviceDatabase, type DeviceDatabase, type KnownAccount } from '../local/device.ts';
import { dropDeviceSetting } from '../local/device-settings.ts';
import { lastPersonKey } from '../local/person-setting.ts';
import { sessionMemory, type SessionMemory } from '../local/session-memory.ts';
import { steadily } from '../local/steady.ts';
import { appMade } from '../../../schema/app-made.ts';
import { passwordVerifier, type PasswordVerifier } from './password-verifier.ts';

/**
 * Which accounts this device knows and what opens them. Each account's own things are in a database of its own; nothing
 * here shows one person anything of another.
 */
export interface DeviceAccounts {
  find(account: string): Promise<KnownAccount | null>;
  keep(answer: SignedIn, now: number): Promise<KnownAccount>;
  /** Whose screens that app shows here; on the disk when it resolves. */
  recall(app: AppName): Promise<SessionMemory | null>;
  remember(app: AppName, memory: SessionMemory | null): Promise<void>;
  readVerifier(account: string): Promise<PasswordVerifier | null>;
  writeVerifier(account: string, verifier: PasswordVerifier | null): Promise<void>;
  /** What a passkey of the account is judged by here without a network; as the clinic told it last. */
  readUnlockKeys(account: string): Promise<readonly UnlockKey[]>;
  keepUnlockKeys(account: string, keys: readonly unknown[]): Promise<void>;
  /** What its person asked for that the clinic has not received. */
  countUnsent(account: string): Promise<number>;
  /**
   * Its owner signed out: no password opens it here any more, and what the clinic can give again is taken off the device.
   * Requests that wait, their keys, and words not sent stay.
   */
  leave(account: string, now: number): Promise<void>;
}

const sessionKey = (app: AppName): string => `session:${app}`;
const verifierKey = (account: string): string => `unlock:${account}`;
const passkeysKey = (account: string): string => `passkeys:${account}`;
const unlockKeys = z.array(unlockKey);

export function createDeviceAccounts(device: DeviceDatabase = openDeviceDatabase()): DeviceAccounts {
  async function write(key: string, value: object | null): Promise<void> {
    await steadily<unknown>(device, () => (value === null ? device.settings.delete(key) : device.settings.put({ key, value })));
  }
  async function readUnlockKeys(account: string): Promise<readonly UnlockKey[]> {
    const parsed = unlockKeys.safeParse((await steadily(device, () => device.settings.get(passkeysKey(account))))?.value);
    return parsed.success ? parsed.data : [];
  }
  async function keepUnlockKeys(account: string, told: readonly unknown[]): Promise<void> {
    // A kind this app does not know is left out: it opens nothing here.
    const keys = told.flatMap((one) => unlockKey.safeParse(one).data ?? []);
    // Told at every contact, and hardly ever new.
    if (JSON.stringify(await readUnlockKeys(account)) !== JSON.stringify(keys)) await write(passkeysKey(account), keys);
  }
  return {
    async find(account) {
      return (await steadily(device, () => device.accounts.get(account))) ?? null;
    },
    async keep({ account, clinic, kind, app, name, device: deviceId, passkeys }, now) {
      const known: KnownAccount = { id: account, clinic, kind, app, name, deviceId, signedInAt: now };
      await steadily(device, () => device.accounts.put(known));
      await keepUnlockKeys(account, passkeys);
      return known;
    },
    async recall(app) {
      const parsed = sessionMemory.safeParse((await steadily(device, () => device.settings.get(sessionKey(app))))?.value);
      return parsed.success ? parsed.data : null;
    },
    remember: (app, memory) => write(sessionKey(app), memory),
    async readVerifier(account) {
      const parsed = passwordVerifier.safeParse((await steadily(device, () => device.settings.get(verifierKey(account))))?.value);
      return parsed.success ? parsed.data : null;
    },
    writeVerifier: (account, verifier) => write(verifierKey(account), verifier),
    readUnlockKeys,
    keepUnlockKeys,
    async countUnsent(account) {
      const database = openAccountDatabase(account);
      try {
        return await steadily(database, () => database.requests.where('state').anyOf('saved', 'sending').filter(({ type }) => !appMade.has(type)).count());
      } finally {
        database.close();
      }
    },
    async leave(account, now) {
      dropDeviceSetting(lastPersonKey(account));
      await steadily(device, () => device.transaction('rw', device.accounts, device.settings, async () => {
        await device.settings.bulkDelete([verifierKey(account), passkeysKey(account)]);
        await device.accounts.update(account, { signedOutAt: now });
      }));
      const database = openAccountDatabase(account);
      try {
        await steadily(database, () => database.transaction('rw', database.views, database.viewRows, database.snapshots, database.pages, database.requests, async () => {
          await Promise.all([database.views.clear(), database.viewRows.clear(), database.snapshots.clear(), database.pages.clear()]);
          await database.requests.where('state').equals('done').delete();
        }));
      } finally {
        database.close();
      }
    },
  };
}
