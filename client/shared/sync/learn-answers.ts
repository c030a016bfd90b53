import { createEffect, on, type Accessor } from 'solid-js';
import { outcomeEntry } from '../../../schema/accounts.ts';
import type { StoredRequest } from '../local/account-database.ts';
import { isWaiting, KEPT_DAYS, type RequestStore } from '../local/request-store.ts';
import type { LiveRequests } from './live-requests.ts';
import { readEntries } from './read-entries.ts';
import { takeAnswer } from './take-answer.ts';
import type { OpenView } from './views/types.ts';

const DAY = 24 * 60 * 60 * 1000;

export interface LearnDeps {
  readonly store: RequestStore;
  readonly requests: LiveRequests;
  /** The account's own view. */
  readonly own: OpenView;
  /** Where that view stood when this device last looked. */
  readonly readEpoch: () => Promise<string | null>;
  readonly writeEpoch: (epoch: string) => Promise<void>;
  readonly now: () => number;
  readonly wake: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Answers that did not come as answers. The account's own view lists the outcomes of thirty days: whoever lost one, or
 * was told no more than its state, hears it there. And a view that begins a new epoch may stand on a record that was
 * restored from an old backup: what this device still holds of the last weeks is sent again, the same bytes, so that
 * what the record lost comes back and what it has is answered as it was (R2).
 */
export function createAnswerLearner(deps: LearnDeps): void {
  const { store, requests, own, now, failed } = deps;
  const outcomes: Accessor<Readonly<Record<string, unknown>> | undefined> = () => own.sections()?.['outcomes'];

  createEffect(() => {
    const raw = outcomes();
    const unheard = requests.open().filter(({ row }) => raw?.[row.id] !== undefined && isUnheard(row)).map(({ row }) => row.id);
    if (!raw || unheard.length === 0) return;
    const told = readEntries(raw, outcomeEntry);
    void store.change(unheard, (row) => {
      const outcome = told.get(row.id)?.outcome;
      return outcome && isUnheard(row) ? takeAnswer(row, { id: row.id, state: outcome.state, outcome }, now()) : undefined;
    }).catch(failed);
  });

  createEffect(on(() => own.position()?.epoch, (epoch) => {
    if (epoch === undefined) return;
    void (async () => {
      const before = await deps.readEpoch();
      if (before === epoch) return;
      if (before !== null) await store.askAgain(now() - KEPT_DAYS * DAY);
      await deps.writeEpoch(epoch);
      deps.wake();
    })().catch(failed);
  }));
}

function isUnheard(row: StoredRequest): boolean {
  return isWaiting(row) || (row.state !== 'done' && row.ask === 1 && row.refusal === undefined);
}
