import { batch, createEffect, createMemo, createSignal, onCleanup, untrack, type Accessor } from 'solid-js';
import type { AccountDatabase, LocalRequest, StoredRequest } from '../local/account-database.ts';
import { here } from '../local/doc-store.ts';
import { openRequest } from '../local/local-request.ts';
import { createRequestStore, isWaiting } from '../local/request-store.ts';
import { watch } from '../local/watch.ts';
import type { HeldPosition } from './landing.ts';

/** A request as it is stored and as it is shown. */
export interface Live { readonly row: StoredRequest; readonly request: LocalRequest }

export interface LiveRequests {
  /** Everything somebody still has to look at, by `n`. */
  readonly open: Accessor<readonly Live[]>;
  /** Those whose overlay stands: waiting, and done ones that this tab's views do not show yet. */
  readonly shown: Accessor<readonly LocalRequest[]>;
  /** Where each view on this device stands, loaded or not. */
  readonly heldAt: (view: string) => HeldPosition;
  /** Shows a request at once that was saved a moment ago; the database says the same a little later. */
  add(row: StoredRequest): Promise<LocalRequest>;
  /** This tab's views show it: its overlay goes now. */
  land(id: string): void;
}

/**
 * The device's requests as signals, fed by the database, so that tabs and workers see what each other did. What another
 * tab took off the list because *its* views show it stays here until ours do. To be created inside a root.
 */
export function createLiveRequests(database: AccountDatabase, now: () => number, failed: (error: unknown) => void): LiveRequests {
  const store = createRequestStore(database);
  const [open, setOpen] = createSignal<readonly Live[]>([]);
  const [lingering, setLingering] = createSignal<readonly Live[]>([]);
  const [landed, setLanded] = createSignal<ReadonlySet<string>>(new Set());
  const [positions, setPositions] = createSignal<ReadonlyMap<string, HeldPosition>>(new Map());

  const opened = async (row: StoredRequest): Promise<Live> => ({ row, request: await openRequest(row, now()) });
  let latest = 0;

  async function take(rows: readonly StoredRequest[]): Promise<void> {
    const mine = (latest += 1);
    const present = new Set(rows.map((row) => row.id));
    const gone = untrack(() => [...open(), ...lingering()]).filter(({ row }) => !present.has(row.id) && !untrack(landed).has(row.id));
    const [live, left] = await Promise.all([
      Promise.all(rows.map(opened)),
      Promise.all([...new Set(gone.map(({ row }) => row.id))].map(async (id) => {
        const row = await store.get(id);
        return row?.state === 'done' ? [await opened(row)] : [];
      })),
    ]);
    if (mine !== latest) return;
    batch(() => {
      setOpen(live);
      setLingering(left.flat());
    });
  }

  onCleanup(watch(() => store.open(), (rows) => void take(rows).catch(failed), failed));
  onCleanup(watch(
    () => database.views.toArray(),
    (views) => setPositions(new Map(views.flatMap((view) => (here(view) ? [[view.name, view]] : [])))),
    failed,
  ));

  const shown = createMemo(() => [...open(), ...lingering()]
    .filter(({ row }) => isWaiting(row) || (row.state === 'done' && !landed().has(row.id)))
    .map(({ request }) => request)
    .sort((a, b) => a.n - b.n));

  createEffect(() => {
    // What has landed and left the database's list need not be remembered.
    const known = new Set([...open(), ...lingering()].map(({ row }) => row.id));
    setLanded((before) => ([...before].every((id) => known.has(id)) ? before : new Set([...before].filter((id) => known.has(id)))));
  });

  return {
    open: createMemo(() => [...open(), ...lingering()]),
    shown,
    heldAt: (view) => positions().get(view) ?? null,
    async add(row) {
      const live = await opened(row);
      setOpen((before) => (before.some((one) => one.row.id === row.id) ? before : [...before, live]));
      return live.request;
    },
    land: (id) => void setLanded((before) => (before.has(id) ? before : new Set([...before, id]))),
  };
}
