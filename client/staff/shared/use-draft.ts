import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { joinWords, useSync } from '../../shared/sync/sync.ts';

export interface Draft {
  readonly text: Accessor<string>;
  readonly key: Accessor<string>;
  write(text: string): void;
  /** Away with it; gives what there was. */
  discard(): string;
  /** After the request that carries the words is on the disk; the stored draft went in the same transaction. */
  sent(): void;
}

const WRITE_AFTER_MS = 250;
/** What this tab does itself (a request that takes its draft along, words that come back) has its own say first. */
const FOLLOW_AFTER_MS = 150;

/** Words not sent yet, kept per thread as they are typed: another thread, a lock or a closed browser loses none (R5). */
export function useDraft(of: Accessor<string>): Draft {
  // What was read from the disk may come when the screen it was for has gone: then there is nothing to ask for the key any more.
  const key = createMemo(of);
  const sync = useSync();
  const [text, setText] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing = 0;
  let pending: { readonly key: string; readonly text: string } | undefined;

  function flush(): void {
    clearTimeout(timer);
    const now = pending;
    pending = undefined;
    if (now) void keep(now.text === '' ? sync.drafts.drop(now.key) : sync.drafts.put(now.key, now.text));
  }
  async function keep(write: Promise<void>): Promise<void> {
    writing += 1;
    await write.finally(() => { writing -= 1; });
  }
  /** Another tab went on with these words, or sent them. Whoever is typing here is not interrupted. */
  async function follow(name: string): Promise<void> {
    if (writing > 0 || pending !== undefined) return;
    const kept = (await sync.drafts.get(name)) ?? '';
    if (writing === 0 && pending === undefined && name === key() && kept !== text()) setText(kept);
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
  createEffect(on(key, (name) => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const stop = sync.drafts.watch(name, () => {
      clearTimeout(soon);
      soon = setTimeout(() => void follow(name), FOLLOW_AFTER_MS);
    });
    onCleanup(() => {
      clearTimeout(soon);
      stop();
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
    discard() {
      const words = text();
      write('');
      flush();
      return words;
    },
    sent() {
      clearTimeout(timer);
      pending = undefined;
      setText('');
      // A write that was under way while the request was saved would bring the words back tomorrow.
      void keep(sync.drafts.drop(key()));
    },
  };
}

/** Threads with a reply or a comment begun on this device. */
export function useDraftThreads(): Accessor<ReadonlySet<string>> {
  const sync = useSync();
  const [threads, setThreads] = createSignal<ReadonlySet<string>>(new Set());
  onCleanup(sync.drafts.watchKeys((keys) => setThreads(new Set(keys.flatMap((key) => /^(?:reply|comment)\.(.+)$/.exec(key)?.slice(1) ?? [])))));
  return threads;
}
