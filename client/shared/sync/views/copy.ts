import { createSignal, type Accessor } from 'solid-js';
import type { Position } from '../../../../schema/sync.ts';
import { lastOf } from '../../../../schema/old-browsers.ts';
import { parseViewName, viewKinds } from '../../../../schema/view-kinds.ts';
import { samePosition, type DocStore, type UpdateRow } from '../../local/doc-store.ts';
import type { Freshness, Layer, Sections } from './types.ts';
import type { ReadPage } from './view-api.ts';
import type { ViewDoc } from './view-doc.ts';

/**
 * One view on this device: what stands in the store, and once it is looked at, in memory. All methods but the accessors
 * are called inside `run`, one after another. What is shown and where it stands change together.
 */
export interface Copy {
  readonly name: string;
  readonly sections: Accessor<Sections | null>;
  readonly position: Accessor<Position | null>;
  readonly freshness: Accessor<Freshness>;
  readonly refused: Accessor<boolean>;
  /** Handles on it. */
  users: number;
  run<T>(work: () => Promise<T>): Promise<T>;
  /** From the store, once; no network and, where a snapshot is current, no Yjs. Not `toShow`: only where it stands. */
  load(toShow?: boolean): Promise<void>;
  /** The position to ask from: what memory has, or the store. */
  at(): Position | null;
  whole(): boolean;
  /**
   * Takes a page in, asked for at `asked`. 'again': another tab was here first, or the copy was no use and is gone; ask
   * from `at()`.
   */
  adopt(page: ReadPage, asked: number): Promise<'taken' | 'again'>;
  /** Nothing more is to come: shows it and keeps its snapshot. 'again': it was no use and is gone. */
  finish(asOf: number): Promise<'whole' | 'again'>;
  /** The Yjs document, for a socket; null when nothing fit is stored. */
  document(): Promise<ViewDoc | null>;
  /**
   * What a socket brought: the way between two positions of its history. 'again': fetch and attach anew. A copy that went on
   * without it may be of another history under the same numbers (a backup that was put back), and the two would mix (V4).
   */
  takeLive(from: Position, updates: readonly Uint8Array[], to: Position, asOf: number): Promise<'taken' | 'again'>;
  setLive(live: boolean, asOf: number | null): void;
  /** How often it was begun anew: what was built on the copy before may not be in this one. */
  beginnings: number;
  /** What somebody said on the socket beside rows; nobody listens at most views. */
  heard: ((said: unknown) => void) | null;
  /** Current as of then, the clinic's own position said. */
  confirm(asOf: number): void;
  /** What shows with the sections, in memory: opened pages of the archive (V6). */
  lay(layer: Layer): void;
  drop(refused: boolean): Promise<void>;
  /** Keeps the snapshot of what is there; `letGo` of Yjs, if nobody looks. */
  rest(letGo: boolean): Promise<void>;
}

/** Stored updates are merged into one beyond this many. */
const MANY_ROWS = 40;

/** @param keepPages what left the view's window is to stay on this device (V6): before its snapshot goes */
export function createCopy(
  name: string, store: DocStore, onFailure: (error: unknown) => void, keepPages: (left: Sections | null, now: Sections) => Promise<void> = () => Promise.resolve(),
): Copy {
  const parsed = parseViewName(name);
  const holds: readonly string[] | string = parsed ? viewKinds[parsed.kind].sections : name;
  const [shown, show] = createSignal<{ readonly sections: Sections; readonly position: Position } | null>(null);
  const [live, setLive] = createSignal(false);
  const [asOf, setAsOf] = createSignal<number | null>(null);
  const [refused, setRefused] = createSignal(false);
  const [layer, setLayer] = createSignal<Layer>((of) => of);
  let turn: Promise<unknown> = Promise.resolve();
  let loaded = false;
  /** Wanted in memory; else it only passes through on its way to the store. */
  let pinned = false;
  /** What the store holds, as last seen. */
  let stored: Position | null = null;
  let doc: ViewDoc | null = null;
  /** What `doc` holds. Differs from `stored` only while the store fails. */
  let docAt: Position | null = null;
  let whole = false;
  /** The store could not take rows: memory goes on alone, and the next start fetches what it lacks. */
  let storing = true;
  let rowsSince = 0;
  let dirty = false;
  /** What was here in a history that is over: of that, pages may be kept. */
  let left: Sections | null = null;

  const latest = (at: number): void => void setAsOf((before) => Math.max(before ?? 0, at));

  /** What was built on the copy is not in the next one. @param follows the epoch that one repeats: shown until it is whole (V4) */
  function beginAgain(follows: string | null): void {
    copy.beginnings += 1;
    doc = null;
    docAt = null;
    whole = false;
    dirty = false;
    if (follows === null || shown()?.position.epoch !== follows) show(null);
    setLive(false);
  }
  function forget(): void {
    beginAgain(null);
  }

  /** Another tab moved the store: goes on from there. What is shown stays until what follows is. */
  async function reload(): Promise<void> {
    doc = null;
    docAt = null;
    const found = await store.open(name);
    stored = found?.position ?? null;
    whole = found?.snapshot !== null && found !== null;
    const made = whole ? await ensureDoc() : null;
    if (!found) forget();
    else if (!made || !docAt) beginAgain(found.replaced?.epoch ?? null);
    else if (pinned) publish(made, docAt);
  }

  async function ensureDoc(): Promise<ViewDoc | null> {
    if (doc) return doc;
    const [{ createViewDoc }, found] = await Promise.all([import('./view-doc.ts'), store.open(name, true)]);
    stored = found?.position ?? null;
    if (!found) return null;
    const made = createViewDoc(holds, found.updates);
    if (made.seq() !== found.position.seq) {
      await copy.drop(false);
      return null;
    }
    doc = made;
    docAt = found.position;
    rowsSince = found.updates.length;
    return made;
  }

  /** The first row says it. */
  async function followedBy(rows: readonly UpdateRow[]): Promise<string | null> {
    const [first] = rows;
    if (!parsed || !first) return null;
    const { createViewDoc } = await import('./view-doc.ts');
    return createViewDoc([], [first.update]).follows();
  }

  function publish(made: ViewDoc, position: Position): void {
    if (pinned) show({ sections: made.sections(shown()?.sections), position });
    dirty = true;
  }

  async function append(rows: readonly UpdateRow[], reset: boolean, epoch: string, at: number, follows: string | null = null): Promise<'stored' | 'moved'> {
    if (!storing) return 'stored';
    try {
      const result = await store.append(name, { expect: stored, reset, follows, epoch, rows, asOf: at });
      const last = lastOf(rows);
      if (result === 'stored' && last) stored = { epoch, seq: last.seq, head: last.head };
      rowsSince += rows.length;
      return result;
    } catch (error) {
      onFailure(error);
      storing = false;
      return 'stored';
    }
  }

  const copy: Copy = {
    name, refused, users: 0, beginnings: 0, heard: null,
    sections: () => layer()(shown()?.sections ?? null),
    lay: (beneath) => void setLayer(() => beneath),
    position: () => shown()?.position ?? null,
    freshness() {
      const at = asOf();
      if (!shown() || at === null) return { kind: 'none' };
      return live() ? { kind: 'live' } : { kind: 'asOf', at };
    },
    run(work) {
      const mine = turn.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },

    async load(toShow = true) {
      if (loaded && (pinned || !toShow)) return;
      const found = await store.open(name);
      loaded = true;
      pinned ||= toShow;
      stored = found?.position ?? null;
      whole = found?.snapshot !== null && found !== null;
      if (!pinned || !found) return;
      if (found.replaced) {
        latest(found.asOf);
        show({ sections: found.replaced.sections, position: { ...found.position, epoch: found.replaced.epoch, seq: found.replaced.seq } });
      }
      if (!found.snapshot) return;
      latest(found.asOf);
      show({ sections: found.snapshot.sections, position: { ...found.position, seq: found.snapshot.seq } });
      if (found.snapshot.seq === found.position.seq) return;
      const made = await ensureDoc();
      if (made && docAt) publish(made, docAt);
    },
    at: () => docAt ?? stored,
    whole: () => whole,

    async adopt(page, asked) {
      const last = lastOf(page.rows);
      const follows = page.reset ? await followedBy(page.rows) : null;
      if (page.reset) {
        left ??= shown()?.sections ?? (parsed ? (await store.open(name))?.snapshot?.sections : null) ?? null;
        beginAgain(follows);
      }
      if (!last) {
        // Nothing to write, which would have told: another tab may have moved the store to rows the clinic has taken back since.
        if (!storing || samePosition(stored, await store.position(name))) return 'taken';
        await reload();
        return 'again';
      }
      const to = { epoch: page.epoch, seq: last.seq, head: last.head };
      // Current only with the last page: what is shown until then is the copy as it was.
      if (await append(page.rows, page.reset, page.epoch, page.more ? asOf() ?? 0 : asked, follows) === 'moved') {
        await reload();
        return 'again';
      }
      // While nothing can be stored, memory is all there is.
      if (!storing) doc ??= (page.reset ? null : await ensureDoc()) ?? (await import('./view-doc.ts')).createViewDoc(holds, []);
      if (!doc) return 'taken';
      doc.apply(page.rows.map((row) => row.update));
      docAt = to;
      if (doc.seq() === to.seq) return 'taken';
      await copy.drop(false);
      return 'again';
    },

    async finish(at) {
      const first = !whole;
      const made = await ensureDoc();
      if (!made || !docAt) return 'again';
      whole = true;
      latest(at);
      if (!samePosition(docAt, shown()?.position ?? null)) publish(made, docAt);
      setRefused(false);
      if (copy.users === 0 || first) await copy.rest(true);
      return 'whole';
    },

    document: ensureDoc,

    async takeLive(from, updates, to, at) {
      const made = doc;
      if (!made || !docAt || !(samePosition(docAt, from) || samePosition(docAt, to))) return 'again';
      if (updates.length > 0) made.apply(updates);
      if (made.seq() !== to.seq) {
        await copy.drop(false);
        return 'again';
      }
      if (!samePosition(docAt, to)) {
        // Another head and nothing new: another history.
        const { mergeUpdates } = await import('./view-doc.ts');
        const rows = updates.length > 0 ? [{ seq: to.seq, head: to.head, update: mergeUpdates(updates) }] : [];
        if (rows.length === 0 || await append(rows, false, to.epoch, at) === 'moved') {
          await reload();
          return 'again';
        }
        docAt = to;
      }
      // A page whose successor never came leads here, too: it is in the document and was not shown.
      if (!samePosition(shown()?.position ?? null, to)) publish(made, to);
      latest(at);
      return 'taken';
    },
    setLive(isLive, at) {
      if (at !== null) latest(at);
      setLive(isLive);
    },
    confirm: (at) => { if (shown()) latest(at); },

    async drop(isRefused) {
      await store.drop([name]).catch(onFailure);
      stored = null;
      loaded = true;
      left = null;
      forget();
      setRefused(isRefused);
    },

    async rest(letGo) {
      if (doc && docAt && dirty && storing && samePosition(docAt, stored)) {
        dirty = false;
        const merge = rowsSince > MANY_ROWS;
        const sections = doc.sections();
        await keepPages(left, sections).catch(onFailure);
        left = null;
        const result = await store.compact(name, docAt, { sections, ...(merge ? { state: doc.state() } : {}) }).catch(onFailure);
        if (merge && result === 'stored') rowsSince = 1;
      }
      if (letGo && copy.users === 0) {
        doc = null;
        docAt = null;
      }
    },
  };
  return copy;
}
