import { createEffect, on, type Accessor } from 'solid-js';
import { outcomeEntry } from '../../../schema/accounts.ts';
import type { StoredRequest } from '../local/account-database.ts';
import { isWaiting, type RequestStore } from '../local/request-store.ts';
import { ASKS } from './landing.ts';
import type { LiveRequests } from './live-requests.ts';
import { readEntries } from './read-entries.ts';
import { takeAnswer } from './take-answer.ts';
import type { OpenView } from './views/types.ts';

export interface LearnDeps {
  readonly store: RequestStore;
  readonly requests: LiveRequests;
  /** The account's own view. */
  readonly own: OpenView;
  /** Which history this device's copy of that view is of; see DocStore. */
  readonly readLine: () => Promise<string | null>;
  /** Which one it was when this device last looked. */
  readonly readKnownLine: () => Promise<string | null>;
  readonly writeKnownLine: (line: string) => Promise<void>;
  readonly now: () => number;
  readonly wake: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Answers that did not come as answers. The account's own view lists the outcomes of thirty days: whoever lost one, or
 * was told no more than its state, hears it there. And a view whose history is another than this device knew, under a new
 * epoch or under its old one, may stand on a record that was restored from an old backup: what this device still holds of
 * the last weeks is sent again, the same bytes, so that what the record lost comes back and what it has is answered as it
 * was (R2).
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

  createEffect(() => {
    const [position, told] = [own.position(), outcomes()];
    if (!position || !told) return;
    const lost = requests.open().filter(({ row }) => told[row.id] === undefined && isLost(row, position)).map(({ row }) => row.id);
    if (lost.length > 0) void store.change(lost, (row) => (isLost(row, position) ? { ...row, ask: 1 } : undefined)).then(deps.wake, failed);
  });

  createEffect(on(() => own.position(), (position) => {
    if (!position) return;
    void (async () => {
      const line = await deps.readLine();
      const before = await deps.readKnownLine();
      if (line === null || before === line) return;
      if (before !== null) await store.askAgain();
      await deps.writeKnownLine(line);
      deps.wake();
    })().catch(failed);
  }));
}

function isUnheard(row: StoredRequest): boolean {
  return isWaiting(row) || (row.state !== 'done' && row.ask === 1 && row.refusal === undefined);
}

/** The view is past the row that lists this outcome, and does not list it: another history has grown over that row. */
function isLost(row: StoredRequest, at: { readonly epoch: string; readonly seq: number }): boolean {
  const due = Object.entries(row.positions ?? {}).find(([view]) => view.startsWith('account/'))?.[1];
  return row.state === 'done' && !row.ask && (row.asked ?? 0) < ASKS && due !== undefined && due.epoch === at.epoch && due.seq <= at.seq;
}
