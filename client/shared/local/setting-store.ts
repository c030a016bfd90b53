import type { AccountDatabase } from './account-database.ts';
import { steadily } from './steady.ts';

/** Small facts the device remembers for an account. Words only; whoever reads one checks what it says. */
export interface SettingStore {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
}

export function createSettingStore(database: AccountDatabase): SettingStore {
  return {
    async read(key) {
      const value = (await steadily(database, () => database.settings.get(key)))?.value;
      return typeof value === 'string' ? value : null;
    },
    async write(key, value) {
      await steadily(database, () => database.settings.put({ key, value }));
    },
  };
}
