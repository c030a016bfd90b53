import { createSignal, type Accessor } from 'solid-js';
import { caretMessage, type CaretPlaces } from '../../../../schema/notes.ts';

/** Somebody who has the note open, as the clinic says; `at` null: not in the text. */
export interface Colleague {
  readonly of: string;
  readonly staff: string;
  readonly name: string;
  readonly at: CaretPlaces;
}

export interface Colleagues {
  readonly here: Accessor<readonly Colleague[]>;
  /** Tells the others, not more often than they can look. */
  say(at: CaretPlaces): void;
  close(): void;
}

const SAY_EVERY_MS = 150;
/** Said again though nothing moved, so that who lost it hears it. */
const AGAIN_MS = 15_000;
/** Not heard of for so long: gone, without having been able to say so. */
const GONE_MS = 40_000;

/** Names and carets in one open note. Nothing of it is kept; without a socket nobody is seen. */
export function createColleagues(deps: {
  readonly say: (words: string) => void;
  readonly hear: (listen: (said: unknown) => void) => () => void;
  readonly now: () => number;
}): Colleagues {
  const { now } = deps;
  const [here, setHere] = createSignal<readonly (Colleague & { readonly heardAt: number })[]>([]);
  let own: CaretPlaces = null;
  let saidAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sayNow(): void {
    clearTimeout(timer);
    timer = undefined;
    saidAt = now();
    deps.say(JSON.stringify({ kind: 'caret', at: own }));
  }
  function saySoon(): void {
    timer ??= setTimeout(sayNow, Math.max(0, saidAt + SAY_EVERY_MS - now()));
  }

  const unlisten = deps.hear((said) => {
    const { success, data } = caretMessage.safeParse(said);
    if (!success) return;
    const others = here().filter((one) => one.of !== data.of);
    if (data.name === '') return void setHere(others);
    // Who is new here does not know of us.
    if (others.length === here().length) saySoon();
    setHere([...others, { ...data, heardAt: now() }]);
  });
  const again = setInterval(() => {
    if (here().some((one) => now() - one.heardAt > GONE_MS)) setHere(here().filter((one) => now() - one.heardAt <= GONE_MS));
    saySoon();
  }, AGAIN_MS);
  saySoon();

  return {
    here,
    say(at) {
      own = at;
      saySoon();
    },
    close() {
      unlisten();
      clearInterval(again);
      clearTimeout(timer);
    },
  };
}
