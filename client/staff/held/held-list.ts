import { createEffect, createSignal, on, type Accessor } from 'solid-js';
import { heldAnswer, type HeldItem } from '../../../schema/held-requests.ts';
import type { Refusal } from '../../../schema/outcome.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { askClinic } from '../shared/ask-clinic.ts';
import { useHeldCount } from '../shared/held-count.tsx';

export interface HeldList {
  readonly items: Accessor<readonly HeldItem[]>;
  /** All that wait, also those below what was loaded. */
  readonly count: Accessor<number>;
  readonly hasMore: Accessor<boolean>;
  /** When the clinic said so, device clock; null: not yet. */
  readonly askedAt: Accessor<number | null>;
  /** Why it could not be read the last time; `noAnswer`: nobody answered. */
  readonly problem: Accessor<Refusal | 'noAnswer' | null>;
  readonly isAsking: Accessor<boolean>;
  again(): void;
  more(): void;
}

/** What waits for a decision, read from the clinic while this page is open and kept nowhere. */
export function useHeldList(): HeldList {
  const counted = useHeldCount();
  const isReachable = useReachable();
  const [items, setItems] = createSignal<readonly HeldItem[]>([]);
  const [count, setCount] = createSignal(0);
  const [cursor, setCursor] = createSignal<string | null>(null);
  const [askedAt, setAskedAt] = createSignal<number | null>(null);
  const [problem, setProblem] = createSignal<Refusal | 'noAnswer' | null>(null);
  const [isAsking, setAsking] = createSignal(false);
  let turn = 0;

  async function load(from: string | null): Promise<void> {
    const mine = (turn += 1);
    setAsking(true);
    const answer = await askClinic(`/api/held${from === null ? '' : `?cursor=${encodeURIComponent(from)}`}`, heldAnswer, { method: 'GET' });
    // Asked again meanwhile: the newer answer counts.
    if (mine !== turn) return;
    setAsking(false);
    if (!answer.ok) {
      setProblem(answer.refusal ?? 'noAnswer');
      return;
    }
    const { held, count: all, cursor: next } = answer.value;
    setProblem(null);
    setItems((before) => (from === null ? held : [...before, ...held.filter(({ id }) => !before.some((one) => one.id === id))]));
    setCursor(next);
    setAskedAt(Date.now());
    setCount(all);
    counted.set(all);
  }
  // Once at the start, whatever is known of the line; and whenever a line is back.
  void load(null);
  createEffect(on(isReachable, (now, before) => { if (now && before === false) void load(null); }));
  return {
    items, count, askedAt, problem, isAsking,
    hasMore: () => cursor() !== null,
    again: () => void load(null),
    more: () => { if (!isAsking()) void load(cursor()); },
  };
}
