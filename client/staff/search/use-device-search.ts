import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { useSession } from '../../shared/session/session.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useHeldViews } from '../../shared/sync/views/use-held.ts';
import { gatherHeld, searchedViews } from './gather-held.ts';
import type { Indexed } from './search-index.ts';
import type { FromSearchWorker, ToSearchWorker } from './search-worker.ts';

const REBUILD_AFTER_MS = 200;

/**
 * What this device holds, searched in a worker. Its index lives in that worker's memory while this page is open and unlocked, and
 * follows what the device holds: what a purge or a lost right took away is not found any more.
 */
export function useDeviceSearch(typed: Accessor<string>): Accessor<readonly Indexed[]> {
  const sync = useSync();
  const session = useSession();
  const held = useHeldViews();
  const [found, setFound] = createSignal<readonly Indexed[]>([]);
  const [loaded, setLoaded] = createSignal<readonly string[] | null>(null);
  const [worker, setWorker] = createSignal<Worker | null>(null);
  let asked = 0;

  createEffect(on(() => session.phase() === 'open', (isOpen) => {
    setFound([]);
    if (!isOpen) return;
    const made = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<FromSearchWorker>) => {
      if (data.answer === asked) setFound(data.found);
    });
    setWorker(made);
    onCleanup(() => {
      made.terminate();
      setWorker(null);
    });
  }));
  const tell = (to: Worker, words: ToSearchWorker): void => to.postMessage(words);
  function ask(): void {
    const at = worker();
    asked += 1;
    if (at) tell(at, { ask: asked, typed: typed() });
  }

  createEffect(() => {
    const [names, actor] = [held(), sync.actor()];
    if (names === null || actor === null) return;
    const wanted = searchedViews(names, actor);
    void sync.views.load(wanted).then(() => setLoaded(wanted));
  });
  createEffect(() => {
    const [names, at] = [loaded(), worker()];
    if (names === null || at === null) return;
    // Read here, so that a message that comes in is found as well.
    const all = gatherHeld(sync.views.raw, names);
    const soon = setTimeout(() => {
      tell(at, { all });
      ask();
    }, REBUILD_AFTER_MS);
    onCleanup(() => clearTimeout(soon));
  });
  createEffect(on([typed, worker], ask));
  return found;
}
