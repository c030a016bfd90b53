import type { AccountDatabase } from './account-database.ts';
import { steadily } from './steady.ts';
import { watch } from './watch.ts';

/** Small facts the device remembers for an account. Words only; whoever reads one checks what it says. */
export interface SettingStore {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  /** Now and at every change, in any tab of this device. @returns stops it */
  watch(key: string, tell: (value: string | null) => void): () => void;
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
    watch: (key, tell) => watch(
      () => database.settings.get(key), (kept) => tell(typeof kept?.value === 'string' ? kept.value : null),
      // It is asked again by itself; until then what was last told stands.
      () => undefined,
    ),
  };
}
