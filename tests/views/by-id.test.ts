import { createEffect, createMemo, createResource, createRoot, createSignal, startTransition, Suspense, type Accessor } from 'solid-js';
import { afterEach, describe, expect, it } from 'vitest';
import { createById } from '../../client/shared/sync/views/by-id.ts';

interface Entry { readonly n: number }
const disposals: (() => void)[] = [];
afterEach(() => { for (const dispose of disposals.splice(0)) dispose(); });
const inRoot = <T>(work: () => T): T => createRoot((dispose) => { disposals.push(dispose); return work(); });
const passMicrotasks = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

/** A reader that says how often it ran. */
function counted<T>(read: () => T): { readonly value: Accessor<T>; readonly runs: () => number } {
  let runs = 0;
  const value = createMemo(() => { runs += 1; return read(); });
  return { value, runs: () => runs };
}

describe('Entries by their ids', () => {
  it('[V7] only whoever reads what changed runs again', () => {
    const [record, set] = createSignal<Record<string, Entry>>({ a: { n: 1 }, b: { n: 2 } });
    const { a, b, sum, none } = inRoot(() => {
      const items = createById(record);
      return {
        a: counted(() => items()['a']?.n), b: counted(() => items()['b']?.n), none: counted(() => items()['c']?.n),
        sum: counted(() => Object.values(items()).reduce((total, { n }) => total + n, 0)),
      };
    });
    expect([a.value(), b.value(), none.value(), sum.value()]).toEqual([1, 2, undefined, 3]);
    const { b: same } = record();
    set({ a: { n: 5 }, b: same ?? { n: 0 } });
    expect([a.value(), b.value(), sum.value()]).toEqual([5, 2, 7]);
    expect([a.runs(), b.runs(), none.runs(), sum.runs()]).toEqual([2, 1, 1, 2]);
    // The same entries in another object are no change to anybody.
    set({ ...record() });
    expect([a.runs(), b.runs(), none.runs(), sum.runs()]).toEqual([2, 1, 1, 2]);
    set({ b: same ?? { n: 0 }, c: { n: 9 } });
    expect([a.value(), b.value(), none.value(), sum.value()]).toEqual([undefined, 2, 9, 11]);
    expect(b.runs()).toBe(1);
  });

  it('[V7] reads like a record: ids, presence, copies, nothing inherited, nothing written', () => {
    const items = inRoot(() => createById(() => ({ a: { n: 1 } })));
    expect(Object.entries(items())).toEqual([['a', { n: 1 }]]);
    expect({ ...items() }).toEqual({ a: { n: 1 } });
    expect(['a' in items(), 'b' in items(), 'toString' in items(), items()['constructor']]).toEqual([true, false, false, undefined]);
    expect(() => Object.assign(items(), { b: { n: 2 } })).toThrow(TypeError);
    expect(Object.keys(items())).toEqual(['a']);
  });

  it('[V7] while a change of page is under way no reader is told of an entry that is not there yet', async () => {
    const [record, set] = createSignal<Record<string, Entry>>({});
    const [page, setPage] = createSignal(1);
    const seen: (readonly (Entry | undefined)[])[] = [];
    const [moved, move] = createSignal(0);
    inRoot(() => {
      const items = createById(record);
      // A page that is being fetched for good: the change of page does not end.
      Suspense({ get children() {
        const [later] = createResource(page, (which) => (which === 1 ? 'here' : new Promise<string>(() => undefined)));
        return createMemo(() => later()) as unknown as Element;
      } });
      createEffect(() => { void items()['x']; });
      createEffect(() => { moved(); seen.push(Object.values(items())); });
    });
    await passMicrotasks();
    void startTransition(() => { setPage(2); set({ x: { n: 1 } }); });
    await passMicrotasks();
    move(1);
    await passMicrotasks();
    expect(seen.flat().filter((one) => one === undefined)).toEqual([]);
    expect(seen.length).toBeGreaterThan(1);
  });
});
