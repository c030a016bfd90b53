import type { AccountDatabase } from './account-database.ts';
import type { WordsGoing } from './request-store.ts';
import { open, seal } from './seal.ts';
import { steadily } from './steady.ts';
import { watch } from './watch.ts';

/** It is asked again by itself; until then what was last told stands. */
const quiet = (): void => undefined;

/** Words of a request on their way back to the draft they came from. */
export interface WordsBack {
  readonly key: string;
  readonly text: string;
  /** Behind what stands there already; a choice, a number or an address takes its place instead. */
  readonly joins: boolean;
}

export const joinWords = (typed: string, { text, joins }: WordsBack): string => (joins && typed.trim() !== '' ? `${typed}\n\n${text}` : text);

/** Words that were typed and not sent yet, by place ("thread/<id>", "new/<patient>"). */
export interface DraftStore {
  get(key: string): Promise<string | null>;
  put(key: string, text: string): Promise<void>;
  drop(key: string): Promise<void>;
  /** Now and at every change, in any tab of this device. @returns stops it */
  watch(key: string, hear: () => void): () => void;
  watchKeys(tell: (keys: readonly string[]) => void): () => void;
  /** What the drafts will be with these words, for the transaction that takes the request out. */
  withWords(words: readonly WordsBack[]): Promise<WordsGoing[]>;
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
    watch: (key, hear) => watch(() => database.drafts.get(key), hear, quiet),
    watchKeys: (tell) => watch(() => database.drafts.toCollection().primaryKeys(), tell, quiet),
    async withWords(words) {
      const stand = await steadily(database, () => database.drafts.bulkGet(words.map(({ key }) => key)));
      return Promise.all(words.map(async (back, i) => {
        const from = stand[i] ?? null;
        return { from, to: { key: back.key, text: await seal(joinWords(from ? await open(from.text) : '', back)), at: now() } };
      }));
    },
  };
}
