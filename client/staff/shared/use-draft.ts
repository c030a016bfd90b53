import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { joinWords, useSync } from '../../shared/sync/sync.ts';

export interface Draft {
  readonly text: Accessor<string>;
  readonly key: Accessor<string>;
  write(text: string): void;
  /** After the request that carries the words is on the disk; the stored draft went in the same transaction. */
  sent(): void;
}

const WRITE_AFTER_MS = 250;

/** Words not sent yet, kept per thread as they are typed: another thread, a lock or a closed browser loses none (R5). */
export function useDraft(key: Accessor<string>): Draft {
  const sync = useSync();
  const [text, setText] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: { readonly key: string; readonly text: string } | undefined;

  function flush(): void {
    clearTimeout(timer);
    const now = pending;
    pending = undefined;
    if (now) void (now.text === '' ? sync.drafts.drop(now.key) : sync.drafts.put(now.key, now.text));
  }
  function write(words: string): void {
    setText(words);
    pending = { key: key(), text: words };
    clearTimeout(timer);
    timer = setTimeout(flush, WRITE_AFTER_MS);
  }
  createEffect(on(key, (name) => {
    flush();
    setText('');
    // What is typed while the kept words are being read stays.
    void sync.drafts.get(name).then((kept) => {
      if (kept !== null && name === key() && text() === '' && pending === undefined) setText(kept);
    });
  }));
  // Taken out of the outbox: in the store they stand behind what was there, and here behind what is typed.
  onCleanup(sync.drafts.onBack((words) => {
    if (words.key !== key()) return;
    write(joinWords(text(), words));
    flush();
  }));
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', onHide);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onHide);
    flush();
  });
  return {
    text, key, write,
    sent() {
      clearTimeout(timer);
      pending = undefined;
      setText('');
      // A write that was under way while the request was saved would bring the words back tomorrow.
      void sync.drafts.drop(key());
    },
  };
}
