import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';

import { joinWords, useSync } from '../../shared/sync/sync.ts';

export interface Draft {
  /** Under which the words are kept: the request that takes them over drops them in its own transaction. */
  readonly key: Accessor<string>;
  readonly text: Accessor<string>;
  readonly write: (text: string) => void;
  readonly clear: () => void;
}

/** Words not sent yet, kept on the device as they are typed: a closed app or a lock loses none (R5). */
export function createDraft(key: Accessor<string>): Draft {
  const sync = useSync();
  const [text, setText] = createSignal('');
  createEffect(on(key, (name) => {
    setText('');
    // What was typed while the kept words were being read stays.
    void sync.drafts.get(name).then((kept) => {
      if (kept && name === key() && text() === '') setText(kept);
    });
  }));
  function write(words: string): void {
    setText(words);
    void (words === '' ? sync.drafts.drop(key()) : sync.drafts.put(key(), words));
  }
  // Taken out of the outbox: they stand behind what is typed.
  onCleanup(sync.drafts.onBack((words) => { if (words.key === key()) write(joinWords(text(), words)); }));
  return {
    key,
    text,
    write,
    clear: () => write(''),
  };
}
