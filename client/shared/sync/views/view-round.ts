import { batch, createSignal, type Accessor } from 'solid-js';
import { samePosition, type DocStore, type Standing } from '../../local/doc-store.ts';
import type { Position } from '../../../../schema/sync.ts';
import { parseViewName } from '../../../../schema/view-kinds.ts';
import { isNoteName } from '../../../../schema/view-names.ts';
import type { Copy } from './copy.ts';
import type { Progress } from './types.ts';
import type { ListedView, ViewApi } from './view-api.ts';

export type FetchedView = Omit<ListedView, 'head'> & { readonly head?: string };

/** One time through: what should be here, what is behind, what has to go (V5, V8). */
export interface ViewRound {
  readonly list: Accessor<readonly string[] | null>;
  readonly progress: Accessor<Progress | null>;
  /** The last round came to its end: what was listed and could be had is here. */
  readonly through: Accessor<boolean>;
  /** Resolves to whether our server answered all of it. One at a time: who asks meanwhile gets the round after this. */
  run(): Promise<boolean>;
}

export function createViewRound(deps: {
  readonly api: ViewApi;
  readonly store: DocStore;
  readonly copyOf: (name: string) => Copy;
  readonly openCopies: () => readonly Copy[];
  /** Opened since then: may be too new for the list. */
  readonly openedSince: (name: string, at: number) => boolean;
  /** On a screen, and the clinic has not been told yet: without sockets a page, empty perhaps, does it. */
  readonly untold: (copy: Copy) => boolean;
  /** The socket brings what it lacks. */
  readonly carried: (copy: Copy) => boolean;
  /** When a screen last had it, device clock; undefined: not since this page began. */
  readonly openedAt: (name: string) => number | undefined;
  /** Those there is room for (hold.ts), told where the clinic has the others. */
  readonly fit: (views: readonly FetchedView[]) => Promise<readonly FetchedView[]>;
  readonly leftOut: (name: string) => boolean;
  readonly now: () => number;
  readonly closed: () => boolean;
}): ViewRound {
  const { api, store, copyOf } = deps;
  const [list, setList] = createSignal<readonly string[] | null>(null);
  const [progress, setProgress] = createSignal<Progress | null>(null);
  const [through, setThrough] = createSignal(false);
  let running: Promise<boolean> | null = null;
  let next: Promise<boolean> | null = null;

  async function runOnce(): Promise<boolean> {
    let ended = false;
    try {
      const got = await listAndFetch();
      ended = got !== 'away';
      return got === 'all';
    } finally {
      batch(() => {
        setProgress(null);
        setThrough(ended);
      });
    }
  }

  async function listAndFetch(): Promise<'all' | 'some' | 'away'> {
    const began = deps.now();
    const held = await store.positions();
    const answer = await api.changes(held);
    if (!answer || deps.closed()) return 'away';
    // Kinds a newer server has and this app does not know are not fetched.
    const behind = answer.changed.filter((view) => (parseViewName(view.name) !== null || isNoteName(view.name)));
    const current = new Map(held);
    for (const name of answer.gone) current.delete(name);
    const names = new Set([...current.keys(), ...behind.map((view) => view.name)]);
    // Together: a list without what it still lacks would pass for all there is.
    batch(() => {
      setList([...names]);
      tellProgress(0, 0, behind, held);
    });
    await dropUnlisted(held, names, began);
    const asOf = answer.serverTime - answer.lag;
    await confirm(current, asOf);
    const due = new Set(behind.map((view) => view.name));
    const more = deps.openCopies().filter((copy) => !due.has(copy.name) && !deps.carried(copy) && (!names.has(copy.name) || held.get(copy.name)?.letGo || deps.untold(copy) || isBehind(copy, current)));
    return fetchAll([...behind, ...more.map((copy) => ({ name: copy.name, epoch: '', bytes: 0, seq: 0 }))], held);
  }

  /** Views that are behind and not new are small and pass unsaid. */
  function tellProgress(views: number, bytes: number, of: readonly Pick<ListedView, 'name' | 'epoch' | 'bytes'>[], held: ReadonlyMap<string, Position>): void {
    const ofBytes = of.reduce((sum, view) => sum + (held.get(view.name)?.epoch === view.epoch ? 0 : view.bytes), 0);
    setProgress(ofBytes > 0 ? { views, ofViews: of.length, bytes: Math.min(bytes, ofBytes), ofBytes } : null);
  }

  /** The screen shows another row than this device holds, and the clinic stands at that one: it went back to it while the next was on its way. */
  function isBehind(copy: Copy, current: ReadonlyMap<string, Position>): boolean {
    const shown = copy.position();
    return shown !== null && !samePosition(shown, current.get(copy.name) ?? shown);
  }

  async function confirm(current: ReadonlyMap<string, Position>, asOf: number): Promise<void> {
    for (const copy of deps.openCopies()) {
      const stands = current.get(copy.name);
      if (stands && samePosition(copy.at(), stands) && !isBehind(copy, current)) copy.confirm(asOf);
    }
    await store.confirm(current, asOf, deps.openedAt);
  }

  async function dropUnlisted(held: ReadonlyMap<string, Position>, names: ReadonlySet<string>, began: number): Promise<void> {
    const gone = [...held.keys()].filter((name) => !names.has(name) && !deps.openedSince(name, began) && !deps.openCopies().some((copy) => copy.name === name));
    for (const name of gone) await copyOf(name).run(() => copyOf(name).drop(false));
  }

  /** Most needed first, as listed; what is on a screen before all, one after another for the sake of slow lines. */
  async function fetchAll(behind: readonly FetchedView[], held: ReadonlyMap<string, Standing>): Promise<'all' | 'some' | 'away'> {
    const open = new Set(deps.openCopies().map((copy) => copy.name));
    let order: readonly FetchedView[] = [...behind].sort((a, b) => Number(open.has(b.name)) - Number(open.has(a.name)));
    const tell = (bytes: number, done: number): void => tellProgress(done, bytes, order, held);
    if (order.some(({ name }) => held.get(name)?.letGo !== undefined || !held.has(name))) order = await deps.fit(order);
    if (order.length === 0) return 'all';
    // Brought with Yjs, which what comes is put together by.
    const { fetchViews } = await import('./fetch-views.ts');
    // The clinic stands no further than this device and elsewhere: a record that was put back. A socket that was there before does not tell.
    const putBack = new Set(behind.flatMap(({ name, epoch, seq }) => (held.get(name)?.epoch === epoch && (held.get(name)?.seq ?? 0) >= seq ? [name] : [])));
    const carried = (copy: Copy): boolean => deps.carried(copy) && !putBack.has(copy.name);
    return fetchViews(order.map((view) => view.name), { api, copyOf, untold: deps.untold, carried, leftOut: deps.leftOut, closed: deps.closed, tell });
  }

  return {
    list,
    progress,
    through,
    run() {
      if (!running) {
        running = runOnce().finally(() => { running = null; });
        return running;
      }
      next ??= running.catch(() => false).then(() => {
        next = null;
        running = runOnce().finally(() => { running = null; });
        return running;
      });
      return next;
    },
  };
}
