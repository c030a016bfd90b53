import { createContext, createSignal, lazy, onCleanup, Show, Suspense, useContext, type Accessor, type JSX } from 'solid-js';
import { useSession } from '../../shared/session/session.tsx';
import { loadPart } from '../../shared/shell/load-part.ts';
import type { PickItem } from '../shared/pick-dialog.tsx';

/** Fetched with the first press of the key. */
const PaletteDialog = lazy(() => loadPart(() => import('./palette-dialog.tsx')).then((part) => ({ default: part.PaletteDialog })));

interface Palette {
  /** What the screen that is open can do now. */
  readonly offered: Accessor<readonly PickItem[]>;
  offer(acts: Accessor<readonly PickItem[]>): void;
  open(): void;
}

const PaletteContext = createContext<Palette>();

export function usePalette(): Palette {
  const palette = useContext(PaletteContext);
  if (!palette) throw new Error('usePalette needs <PaletteProvider> above it');
  return palette;
}

/** Puts a screen's acts among the commands for as long as it is open. Asked only while somebody looks. */
export function offerActs(acts: Accessor<readonly PickItem[]>): void {
  usePalette().offer(acts);
}

/** B32: every act by one key. Ctrl or Cmd with K is no single letter, and works from a field as well. */
export function PaletteProvider(props: { readonly children: JSX.Element }): JSX.Element {
  const session = useSession();
  const [isOpen, setOpen] = createSignal(false);
  const [everOpen, setEverOpen] = createSignal(false);
  const [sources, setSources] = createSignal<readonly Accessor<readonly PickItem[]>[]>([]);
  function open(): void {
    // Behind the lock there is nothing to command; another dialog is answered first, unless it is leaving already.
    if (session.phase() !== 'open' || session.asking() || document.querySelector('dialog[open]:not([data-leaving])')) return;
    setEverOpen(true);
    setOpen(true);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    open();
  }
  document.addEventListener('keydown', onKey);
  onCleanup(() => document.removeEventListener('keydown', onKey));
  const palette: Palette = {
    offered: () => sources().flatMap((source) => source()),
    offer(acts) {
      setSources((before) => [...before, acts]);
      onCleanup(() => setSources((before) => before.filter((one) => one !== acts)));
    },
    open,
  };
  return (
    <PaletteContext.Provider value={palette}>
      {props.children}
      <Show when={everOpen() && session.phase() === 'open'}>
        <Suspense><PaletteDialog open={isOpen()} onClose={() => setOpen(false)} /></Suspense>
      </Show>
    </PaletteContext.Provider>
  );
}
