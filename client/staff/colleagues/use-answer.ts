import { createEffect, createSignal, on, type Accessor } from 'solid-js';
import type { Refusal } from '../../../schema/outcome.ts';
import { useSync } from '../../shared/sync/sync.ts';

export interface Awaited {
  /** Under way: the request's id. */
  readonly asking: Accessor<string | null>;
  await(request: string): void;
}

/** Says what became of a request that is meant for now. Not accepted: it is said here, and is in no tray. */
export function useAnswer(told: (refusal: Refusal | null) => void): Awaited {
  const sync = useSync();
  const [asking, setAsking] = createSignal<string | null>(null);
  createEffect(on([asking, sync.waiting, sync.needsYou, sync.superseded], ([id, waiting, needsYou, superseded]) => {
    if (id === null || waiting.some((request) => request.id === id)) return;
    const lost = [...needsYou, ...superseded].find((request) => request.id === id);
    setAsking(null);
    if (lost) void sync.dismiss(id);
    told(lost ? (lost.refusal ?? { code: 'general' }) : null);
  }));
  return { asking, await: setAsking };
}
