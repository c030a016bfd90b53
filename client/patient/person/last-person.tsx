import { createContext, createSignal, useContext, type JSX, type Signal } from 'solid-js';

const LastPersonContext = createContext<Signal<string | null>>();

/** Whom the screens were about last: a link to somebody else asks first. As long as the app is open. */
export function LastPersonProvider(props: { readonly children: JSX.Element }): JSX.Element {
  return <LastPersonContext.Provider value={createSignal<string | null>(null)}>{props.children}</LastPersonContext.Provider>;
}

export function useLastPerson(): Signal<string | null> {
  const last = useContext(LastPersonContext);
  if (!last) throw new Error('useLastPerson needs <LastPersonProvider> above it');
  return last;
}
