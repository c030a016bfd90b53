import { createContext, createEffect, createSignal, on, onCleanup, useContext, type Accessor, type JSX } from 'solid-js';
import { heldCount } from '../../../schema/held-requests.ts';
import { can } from '../../../schema/roles.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { askClinic } from './ask-clinic.ts';

export interface HeldCount {
  /** How many held requests waited when the clinic was last asked; 0 for whom they are not. */
  readonly count: Accessor<number>;
  /** The page that lists them knows better. */
  set(count: number): void;
}

const HeldCountContext = createContext<HeldCount>();
const EVERY_MS = 60_000;

/** Asks now and then, for who decides about held requests and for nobody else: there is no view of them to hear it from. */
export function HeldCountProvider(props: { readonly children: JSX.Element }): JSX.Element {
  const sync = useSync();
  const isReachable = useReachable();
  const [count, setCount] = createSignal(0);
  const isMine = (): boolean => {
    const actor = sync.actor();
    return actor !== null && can(actor, 'admin.held');
  };
  async function ask(): Promise<void> {
    const answer = await askClinic('/api/held/count', heldCount, { method: 'GET' });
    // Without one the last known number stays; the page itself says when the clinic cannot be reached.
    if (answer.ok) setCount(answer.value.count);
  }
  let timer: ReturnType<typeof setInterval> | undefined;
  createEffect(on(() => isMine() && isReachable(), (asks) => {
    clearInterval(timer);
    if (!asks) return;
    void ask();
    timer = setInterval(() => { if (document.visibilityState === 'visible') void ask(); }, EVERY_MS);
  }));
  onCleanup(() => clearInterval(timer));
  return <HeldCountContext.Provider value={{ count: () => (isMine() ? count() : 0), set: setCount }}>{props.children}</HeldCountContext.Provider>;
}

export function useHeldCount(): HeldCount {
  const count = useContext(HeldCountContext);
  if (!count) throw new Error('useHeldCount is called outside a HeldCountProvider');
  return count;
}
