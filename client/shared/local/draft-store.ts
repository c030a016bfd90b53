import type { AccountDatabase } from './account-database.ts';
import { open, seal } from './seal.ts';
import { steadily } from './steady.ts';

/** Words that were typed and not sent yet, by place ("thread/<id>", "new/<patient>"). */
export interface DraftStore {
  get(key: string): Promise<string | null>;
  put(key: string, text: string): Promise<void>;
  drop(key: string): Promise<void>;
}

export function createDraftStore(database: AccountDatabase, now: () => number): DraftStore {
  return {
    async get(key) {
      const draft = await steadily(database, () => database.drafts.get(key));
      return draft ? open(draft.text) : null;
    },
    async put(key, text) {
      const sealed = await seal(text);
      await steadily(database, () => database.drafts.put({ key, text: sealed, at: now() }));
    },
    async drop(key) {
      await steadily(database, () => database.drafts.delete(key));
    },
  };
}
