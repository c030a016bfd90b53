import MiniSearch from 'minisearch';
import { foldText } from '../../../schema/fold-text.ts';

/** One thing on this device that can be found. */
export interface Indexed {
  readonly kind: 'message' | 'subject' | 'comment' | 'patient';
  readonly id: string;
  readonly patient: string;
  /** '' for a patient. */
  readonly thread: string;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  readonly at: number;
}

export interface SearchIndex {
  /** All there is now; what was there before is gone. */
  replace(all: readonly Indexed[]): void;
  /** Best first. */
  find(typed: string): readonly Indexed[];
}

const MOST = 60;
const fields = ['name', 'subject', 'text'] as const;

/** Every word typed has to begin a word, case and accents aside. In memory alone. */
export function createSearchIndex(): SearchIndex {
  let byKey = new Map<string, Indexed>();
  let index = empty();
  return {
    replace(all) {
      byKey = new Map(all.map((one) => [`${one.kind}.${one.id}`, one]));
      index = empty();
      index.addAll([...byKey].map(([key, { name, subject, text }]) => ({ key, name, subject, text })));
    },
    find(typed) {
      if (foldText(typed) === '') return [];
      const found: unknown[] = index.search(typed, { prefix: true, combineWith: 'AND', boost: { name: 3, subject: 2 } }).map(({ id }: { id: unknown }) => id);
      return found.slice(0, MOST).flatMap((key) => (typeof key === 'string' ? (byKey.get(key) ?? []) : []));
    },
  };
}

type Row = { readonly key: string } & Readonly<Record<(typeof fields)[number], string>>;
const empty = (): MiniSearch<Row> => new MiniSearch<Row>({ idField: 'key', fields: [...fields], tokenize: (text) => foldText(text).split(' '), processTerm: (term) => term || null });
