import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';

export interface TypedAddress {
  readonly typed: Accessor<string>;
  readonly type: (words: string) => void;
}

/**
 * Words in a field and in the address. The address follows what is typed, so that going back and forth keeps it; and leads when
 * another page, or the palette, sends words here. A change of address takes its time while a part of a page is fetched: what
 * this field put there is known when it comes back, and letters typed meanwhile stay.
 */
export function useTypedAddress(address: Accessor<string>, put: (words: string | null) => void, afterMs: number): TypedAddress {
  const [typed, setTyped] = createSignal(address());
  /** On their way into the address, oldest first. */
  const own: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(on(address, (words) => {
    const at = own.indexOf(words);
    own.splice(0, at < 0 ? own.length : at + 1);
    if (at < 0 && words !== typed().trim()) setTyped(words);
  }, { defer: true }));
  function note(words: string): void {
    const next = words.trim();
    if (next !== address()) own.push(next);
    put(next === '' ? null : next);
  }
  return {
    typed,
    type(words) {
      setTyped(words);
      clearTimeout(timer);
      if (afterMs === 0) note(words);
      else timer = setTimeout(() => note(words), afterMs);
    },
  };
}
