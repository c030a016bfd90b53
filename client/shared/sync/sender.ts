import type { AccountDatabase, StoredRequest } from '../local/account-database.ts';
import { createRequestStore, isWaiting } from '../local/request-store.ts';
import { open } from '../local/seal.ts';
import type { Knock } from './knock.ts';
import { appMade } from '../../../schema/app-made.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { pickDelivery } from './pick-delivery.ts';
import type { PostRequests, PostResult } from './post-requests.ts';
import { asksForSignIn, takeAnswer } from './take-answer.ts';

/** How a round of sending went, told to whoever shows it. */
export interface SenderNews {
  /** Bytes leave now: the `n`-th to the last of `of`. */
  sending?(n: number, of: number): void;
  /** Nothing is under way any more. */
  rested?(): void;
  /** A delivery came to an end; `count` requests were answered. */
  ended?(result: PostResult, count: number): void;
  /** The clinic knows this device no more, or too long ago. */
  signInNeeded?(): void;
}

export interface SenderDeps {
  readonly account: string;
  readonly database: AccountDatabase;
  readonly post: PostRequests;
  /** Asked before bytes of a request leave for the first time; see knock.ts. Absent: they leave. */
  readonly knock?: Knock;
  readonly now: () => number;
  readonly alone: OneAtATime;
  /** The page has this account's session, as far as it knows. */
  readonly hasSession: () => boolean;
  readonly news?: SenderNews;
}

/** `wakeAt`: when something may go that may not go now. `failed`: nobody answered; try again after a while. */
export interface RoundEnd { readonly wakeAt: number | null; readonly failed: boolean }

/**
 * One round: everything that may go, delivery after delivery, until nothing is left or nobody answers. Works in a page
 * and in a service worker. Killed anywhere, the same bytes are sent again and meet the same outcome (R2).
 */
export async function sendRound(deps: SenderDeps): Promise<RoundEnd> {
  return deps.alone(`outpost-send-${deps.account}`, async () => {
    const store = createRequestStore(deps.database);
    let sent = 0;
    for (;;) {
      const queue = await store.queue();
      const { ids, wakeAt } = pickDelivery(queue, deps.now(), deps.hasSession());
      if (ids.length === 0) {
        deps.news?.rested?.();
        return { wakeAt, failed: false };
      }
      const isFirst = queue.some((row) => row.state === 'saved' && ids.includes(row.id));
      const away = isFirst ? ((await deps.knock?.()) ?? null) : null;
      if (away) {
        deps.news?.ended?.(away, 0);
        deps.news?.rested?.();
        return { wakeAt, failed: true };
      }
      const rows = await store.markSending(ids, deps.now());
      if (rows.length === 0) continue;
      const moving = rows.filter(isWritten);
      // What is only asked about again, or what the app asks by itself, is nothing to tell anybody of.
      if (moving.length > 0) deps.news?.sending?.(sent + moving.length, sent + queue.filter(isWritten).length);
      const result = await deps.post(await Promise.all(rows.map(async (row) => ({ bytes: await open(row.bytes), signature: row.signature }))));
      const answered = await take(deps, rows, result);
      sent += answered.filter(({ id }) => moving.some((row) => row.id === id)).length;
      deps.news?.ended?.(result, answered.length);
      if (result.kind !== 'answered') {
        await store.endTry(rows.map((row) => row.id));
        deps.news?.rested?.();
        return { wakeAt, failed: true };
      }
    }
  });
}

async function take(deps: SenderDeps, rows: readonly StoredRequest[], result: PostResult): Promise<readonly StoredRequest[]> {
  if (result.kind !== 'answered') return [];
  const { answers } = result.answer;
  const byId = new Map(rows.map((row, at) => [row.id, answers[at]] as const));
  await createRequestStore(deps.database).change([...byId.keys()], (row) => {
    const answer = byId.get(row.id);
    return answer ? takeAnswer(row, answer, deps.now()) : undefined;
  });
  if (answers.some(asksForSignIn)) deps.news?.signInNeeded?.();
  return rows.filter(({ id }) => byId.get(id)?.state !== 'retry');
}

/** A person wrote it, and it is on its way. */
function isWritten(row: StoredRequest): boolean {
  return isWaiting(row) && !appMade.has(row.type);
}
