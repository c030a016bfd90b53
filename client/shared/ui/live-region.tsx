import { createContext, createSignal, onCleanup, useContext, type JSX } from 'solid-js';

import hidden from './visually-hidden.module.css';

export type Urgency = 'polite' | 'assertive';
export type Announce = (text: string, urgency?: Urgency) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Long enough to be spoken; then gone, or somebody reading on would meet "Cannot reach" on a page that is up to date. */
const KEPT_MS = 8_000;

/** Says things to screen readers without moving anybody's focus. One per app, outside everything that comes and goes. */
export function LiveRegionProvider(props: { readonly children: JSX.Element }): JSX.Element {
  const [polite, setPolite] = createSignal('');
  const [assertive, setAssertive] = createSignal('');
  const timers = new Map<Urgency, ReturnType<typeof setTimeout>>();
  onCleanup(() => timers.forEach(clearTimeout));
  const announce: Announce = (text, urgency = 'polite') => {
    const set = urgency === 'polite' ? setPolite : setAssertive;
    // The same sentence twice is only spoken twice if the text changes: a no-break space comes and goes.
    set((before) => (before === text ? `${text}\u00a0` : text));
    clearTimeout(timers.get(urgency));
    timers.set(urgency, setTimeout(() => set(''), KEPT_MS));
  };
  return (
    <AnnounceContext.Provider value={announce}>
      {props.children}
      <div class={hidden.hidden} role="status">
        {polite()}
      </div>
      <div class={hidden.hidden} role="alert">
        {assertive()}
      </div>
    </AnnounceContext.Provider>
  );
}

/** Without a provider nothing is said: a component may be drawn alone in a test. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
