import { createSignal } from 'solid-js';
import { createDocStore } from '../../local/doc-store.ts';
import { isFull } from '../../local/steady.ts';
import { viewName } from '../../../../schema/view-names.ts';
import { hasOwn } from '../../../../schema/old-browsers.ts';
import { createCopy, type Copy } from './copy.ts';
import { createRhythm } from './rhythm.ts';
import { createSocketRoom } from './socket-room.ts';
import type { Holding } from './hold.ts';
import type { Contact, OpenView, Pages, Sections, ViewSync, ViewSyncDeps } from './types.ts';
import { createViewApi } from './view-api.ts';
import { createViewRound } from './view-round.ts';
import type { ViewSocket } from './view-socket.ts';

/** How long after a screen let go of a view it stays on the socket: back and forth costs nothing. */
const LINGER_MS = 5_000;
/** A snapshot is kept this long after the last row. */
const REST_MS = 2_000;
const SETTLE_MS = 3_000;
/** A socket that has not come by then is not waited for to tell the clinic what was opened. */
const SOCKET_GRACE_MS = 8_000;
/** What these bring may change what a device should hold. */
const ACCOUNT_MOVED_MS = 1_000;
const QUEUE_MOVED_MS = 15_000;

/** The device's side of views: bulk by HTTP, live by socket, everything in the store first (V1, V4, V7, V8). */
export function createViewSync(deps: ViewSyncDeps): ViewSync {
  const { account, now = Date.now, onFailure = () => undefined } = deps;
  const docs = createDocStore(deps.local, () => closed);
  const store: typeof docs = { ...docs, append: (name, rows) => tight(() => docs.append(name, rows)) };
  const [notKept, setNotKept] = createSignal(false);
  const [letGoes, setLetGoes] = createSignal(0);
  const copies = new Map<string, Copy>();
  const openedAt = new Map<string, number>();
  /** Opened on a screen, which the clinic has not been told. */
  const untold = new Set<Copy>();
  const resting = new Map<Copy, ReturnType<typeof setTimeout>>();
  let socket: ViewSocket | null = null;
  let starting: Promise<void> | null = null;
  let closed = false;

  function copyOf(name: string): Copy {
    const known = copies.get(name);
    if (known) return known;
    const copy = createCopy(name, store, onFailure, (left, now) => keepPages(name, left, now));
    copies.set(name, copy);
    return copy;
  }
  let loadingPages: Promise<Pages> | null = null;
  function pages(): Promise<Pages> {
    loadingPages ??= import('./pages.ts').then(({ createPages }) => createPages({ ...deps, account: account.id, database: deps.local, store, onFailure, closed: () => closed, lay: (view, layer) => copyOf(view).lay(layer) })).catch((error: unknown) => {
      loadingPages = null;
      throw error;
    });
    return loadingPages;
  }
  /** V6: before the last of what left a window goes from the store. */
  async function keepPages(name: string, left: Sections | null, now: Sections): Promise<void> {
    const { pages: units, archive = units } = now;
    if (archive && (Object.keys({ ...units, ...archive }).length > 0 || await deps.local.pages.where('view').equals(name).count() > 0)) await (await pages()).keep(name, left, now);
  }
  let loadingHold: Promise<Holding> | null = null;
  let leftOut = (_name: string): boolean => false;
  function hold(): Promise<Holding> {
    loadingHold ??= import('./hold.ts').then(({ createHold }) => createHold({
      database: deps.local, now, onScreen: () => openCopies().map(({ name }) => name),
      // What memory had of them goes too. Were one just being fetched, its rows find nothing to stand on and it begins anew.
      forget: (names) => {
        for (const name of names) if (copies.get(name)?.users === 0) copies.delete(name);
        setLetGoes((n) => n + 1);
      },
    })).then((made) => {
      ({ leftOut } = made);
      return made;
    }).catch((error: unknown) => {
      loadingHold = null;
      throw error;
    });
    return loadingHold;
  }
  async function tight<T>(write: () => Promise<T>): Promise<T> {
    try {
      const done = await write();
      setNotKept(false);
      return done;
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    await hold().then((held) => held.makeRoom()).catch(onFailure);
    return write().catch((error: unknown) => {
      setNotKept(true);
      throw error;
    });
  }
  const openCopies = (): Copy[] => [...copies.values()].filter((copy) => copy.users > 0);

  const api = createViewApi({ account: account.id, fetch: deps.fetch, origin: deps.origin, now, onAnswer: learn });
  const room = createSocketRoom({ socket: () => socket, api, failed: onFailure, moved, heard: (serverTime) => learn({ kind: 'answered', serverTime }) });
  const mustTell = (copy: Copy): boolean =>
    untold.has(copy) && !(socket?.isOpen() ?? false) && (deps.webSocket === null || now() - (openedAt.get(copy.name) ?? 0) > SOCKET_GRACE_MS);
  const round = createViewRound({
    api, store, copyOf, openCopies, untold: mustTell, now,
    openedSince: (name, at) => (openedAt.get(name) ?? 0) >= at,
    openedAt: (name) => (openCopies().some((copy) => copy.name === name) ? now() : openedAt.get(name)),
    leftOut: (name) => leftOut(name),
    fit: async (views) => {
      grown = true;
      return (await hold()).fit(views);
    },
    carried: (copy) => room.carries(copy),
    closed: () => closed,
  });
  const rhythm = createRhythm({ run: roundAndSettle, live: () => socket?.isOpen() ?? false, failed: onFailure });

  let grown = true;
  let settling: ReturnType<typeof setTimeout> | undefined;
  /** Looks over what is here once something came; not while it comes, nor while a first screen is drawn. */
  async function roundAndSettle(): Promise<boolean> {
    const whole = await round.run();
    if (!grown || closed) return whole;
    grown = false;
    clearTimeout(settling);
    settling = setTimeout(() => void hold().then((held) => held.settle()).catch((error: unknown) => { if (!closed) onFailure(error); }), SETTLE_MS);
    return whole;
  }

  function learn(contact: Contact): void {
    if (closed) return;
    if (contact.kind === 'answered') startSocket();
    if (contact.kind === 'signIn') socket?.disconnect();
    deps.onAnswer(contact);
  }

  /** Only once our server has answered this account: before that there is nothing to connect to. */
  function startSocket(): void {
    if (deps.webSocket === null || closed) return;
    if (socket) return socket.connect();
    starting ??= import('./view-socket.ts').then(({ createViewSocket }) => {
      if (closed) return;
      socket = createViewSocket({
        url: socketUrl(deps.origin, account.id), webSocket: deps.webSocket ?? undefined, now,
        events: {
          opened: () => room.opened(),
          lost: () => {
            room.lost(api.serverNow() - (now() - (socket?.heardAt() ?? now())));
            rhythm.soon();
          },
          ended: (code) => { if (code === 4401) learn({ kind: 'signIn' }); },
        },
      });
      socket.connect();
    }).catch((error: unknown) => {
      // The code could not be fetched: HTTP goes on alone, and the next answer tries again.
      starting = null;
      onFailure(error);
    });
  }

  function moved(copy: Copy): void {
    untold.delete(copy);
    clearTimeout(resting.get(copy));
    resting.set(copy, setTimeout(() => rest(copy, false), REST_MS));
    if (copy.name === viewName.account(account.id)) rhythm.soon(ACCOUNT_MOVED_MS);
    else if (copy.name.startsWith('queue/')) rhythm.soon(QUEUE_MOVED_MS);
  }
  function rest(copy: Copy, letGo: boolean): void {
    clearTimeout(resting.get(copy));
    resting.delete(copy);
    void copy.run(() => copy.rest(letGo)).catch(onFailure);
  }

  async function fetchOpened(copy: Copy): Promise<void> {
    await copy.run(() => copy.load());
    if (closed || copy.users === 0 || room.carries(copy)) return;
    if (copy.whole() && !mustTell(copy)) return;
    await copy.run(async () => (await import('./catch-up.ts')).catchUp(copy, api, true));
    untold.delete(copy);
  }

  function open(name: string): OpenView {
    const copy = copyOf(name);
    copy.users += 1;
    openedAt.set(name, now());
    untold.add(copy);
    void fetchOpened(copy).catch(onFailure);
    room.enter(copy);
    let released = false;
    return {
      name,
      sections: copy.sections, position: copy.position, freshness: copy.freshness, refused: copy.refused,
      beginnings: () => copy.beginnings,
      release() {
        if (released) return;
        released = true;
        copy.users -= 1;
        if (copy.users === 0) setTimeout(() => leave(copy), LINGER_MS);
      },
    };
  }
  function leave(copy: Copy): void {
    if (copy.users > 0 || closed) return;
    untold.delete(copy);
    room.leave(copy);
    rest(copy, true);
  }

  return {
    list: round.list,
    progress: round.progress,
    through: round.through,
    open,
    refresh: () => rhythm.now(),
    raw: {
      entry(view, section, id) {
        const entries = copyOf(view).sections()?.[section];
        return entries && hasOwn(entries, id) ? entries[id] : undefined;
      },
      entries: (view, section) => Object.entries(copyOf(view).sections()?.[section] ?? {}),
    },
    async load(names) {
      await Promise.all(names.map((name) => copyOf(name).run(() => copyOf(name).load())));
    },
    position: (name) => copyOf(name).position(),
    changesOf: (name, stateVector) => copyOf(name).run(async () => {
      await copyOf(name).load();
      return (await copyOf(name).document())?.changesSince(stateVector) ?? null;
    }),
    say: (name, words) => socket?.say(name, words),
    hear(name, listen) {
      const copy = copyOf(name);
      copy.heard = listen;
      return () => { if (copy.heard === listen) copy.heard = null; };
    },
    pages,
    async held() {
      letGoes();
      return [...await store.positions()].flatMap(([name, at]) => (at.letGo ? [] : [name]));
    },
    hold,
    tight,
    notKept,
    async close() {
      closed = true;
      rhythm.close();
      clearTimeout(settling);
      api.close();
      await starting;
      socket?.close();
      for (const timer of resting.values()) clearTimeout(timer);
      await Promise.all([...copies.values()].map((copy) => copy.run(() => copy.rest(true)).catch(onFailure)));
    },
  };
}

function socketUrl(origin: string | undefined, account: string): string {
  const base = new URL('/sync', origin ?? globalThis.location.href);
  base.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
  base.searchParams.set('account', account);
  return base.href;
}
