import { createRoot, createSignal } from 'solid-js';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createView, type View } from '../../client/shared/sync/views/use-view.ts';
import type { Freshness, OpenView, Overlay, Sections, ViewSync } from '../../client/shared/sync/views/types.ts';

const shape = z.object({ id: z.string(), n: z.number() });
const plain: Overlay = { apply: (_view, _section, base) => base, waitingOn: () => undefined };
const disposals: (() => void)[] = [];
afterEach(() => { for (const dispose of disposals.splice(0)) dispose(); });

/** A view sync whose views a test fills by hand: what is tried here is what a screen sees of it. */
function createShelf() {
  const views = new Map<string, { set: (sections: Sections | null) => void; open: number; view: OpenView }>();
  function shelve(name: string) {
    const [sections, set] = createSignal<Sections | null>(null);
    const freshness = (): Freshness => (sections() ? { kind: 'live' } : { kind: 'none' });
    const entry = {
      set, open: 0,
      view: { name, sections, freshness, position: () => null, beginnings: () => 0, refused: () => false, release: () => { entry.open -= 1; } },
    };
    views.set(name, entry);
    return entry;
  }
  const of = (name: string) => views.get(name) ?? shelve(name);
  const sync = { open: (name: string) => { of(name).open += 1; return of(name).view; } } as unknown as ViewSync;
  return { sync, of };
}

function look(sync: ViewSync, name: () => string | null, overlay = plain): View {
  return createRoot((dispose) => {
    disposals.push(dispose);
    return createView(sync, overlay, name);
  });
}
const inRoot = <T>(work: () => T): T => createRoot((dispose) => { disposals.push(dispose); return work(); });

describe('A view as a screen reads it', () => {
  it('[V2] counts what cannot be read, shows the rest, and throws nothing away in silence', () => {
    const { sync, of } = createShelf();
    const view = look(sync, () => 'a');
    const items = inRoot(() => view.section('items', shape));
    expect([items(), view.held(), view.unreadable('items')()]).toEqual([{}, false, 0]);
    of('a').set({ items: { x: { id: 'x', n: 1 }, y: { unreadable: true }, z: { id: 'z', n: 'one' } } });
    expect(items()).toEqual({ x: { id: 'x', n: 1 } });
    expect([view.held(), view.unreadable('items')(), view.unreadable('others')()]).toEqual([true, 2, 0]);
  });

  it('[V7] keeps an entry that has not changed the very same object', () => {
    const { sync, of } = createShelf();
    const view = look(sync, () => 'a');
    const items = inRoot(() => view.section('items', shape));
    const [x, y] = [{ id: 'x', n: 1 }, { id: 'y', n: 2 }];
    of('a').set({ items: { x, y } });
    const before = items()['x'];
    of('a').set({ items: { x, y: { id: 'y', n: 3 } } });
    expect(items()['x']).toBe(before);
    expect(items()).toEqual({ x: { id: 'x', n: 1 }, y: { id: 'y', n: 3 } });
    of('a').set({ items: { y: { id: 'y', n: 3 } } });
    expect(Object.keys(items())).toEqual(['y']);
  });

  it('[V5] shows nothing of one person under another name, opens what it names and lets go of the rest', () => {
    const { sync, of } = createShelf();
    const [name, setName] = createSignal<string | null>('a');
    const view = look(sync, name);
    const items = inRoot(() => view.section('items', shape));
    of('a').set({ items: { x: { id: 'x', n: 1 }, same: { id: 'same', n: 1 } } });
    const kept = items()['same'];
    setName('b');
    expect([items(), view.held(), view.freshness()]).toEqual([{}, false, { kind: 'none' }]);
    of('b').set({ items: { same: { id: 'same', n: 1 } } });
    expect(items()).toEqual({ same: { id: 'same', n: 1 } });
    expect(items()['same']).not.toBe(kept);
    expect([of('a').open, of('b').open]).toEqual([0, 1]);
    setName(null);
    expect([items(), of('b').open]).toEqual([{}, 0]);
  });

  it('[R7] shows what the clinic says again once what waited is gone, to the last nested word', () => {
    const { sync, of } = createShelf();
    const closedBy = z.object({ id: z.string(), state: z.string(), closed: z.nullable(z.object({ by: z.string() })) });
    const [waits, setWaits] = createSignal(false);
    const overlay: Overlay = {
      apply: (_view, _section, base) => (waits() ? { ...base, x: { ...(base['x'] as object), state: 'closed', closed: { by: 'Grace' } } } : base),
      waitingOn: () => undefined,
    };
    const view = look(sync, () => 'a', overlay);
    const items = inRoot(() => view.section('items', closedBy));
    of('a').set({ items: { x: { id: 'x', state: 'open', closed: null } } });
    expect(items()['x']).toEqual({ id: 'x', state: 'open', closed: null });
    setWaits(true);
    expect(items()['x']).toEqual({ id: 'x', state: 'closed', closed: { by: 'Grace' } });
    setWaits(false);
    expect(items()['x']).toEqual({ id: 'x', state: 'open', closed: null });
  });

  it('[R7] puts what waits on top, by what the overlay says of this view', () => {
    const { sync, of } = createShelf();
    const [waits, setWaits] = createSignal(false);
    const overlay: Overlay = { ...plain, apply: (view, section, base) => (waits() && view === 'a' && section === 'items' ? { ...base, w: { id: 'w', n: 9 } } : base) };
    const view = look(sync, () => 'a', overlay);
    const items = inRoot(() => view.section('items', shape));
    of('a').set({ items: { x: { id: 'x', n: 1 } } });
    setWaits(true);
    expect(Object.keys(items())).toEqual(['x', 'w']);
    setWaits(false);
    expect(Object.keys(items())).toEqual(['x']);
  });
});
