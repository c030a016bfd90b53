import type { AccountDatabase } from '../local/account-database.ts';
import type { DeviceDatabase } from '../local/device.ts';
import { restoreSpares } from '../local/restore-spares.ts';
import { keepSending, type KeepSending } from './keep-sending.ts';
import type { Knock } from './knock.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import type { PostRequests, PostResult } from './post-requests.ts';
import { sendForOthers } from './send-for-others.ts';
import { sendRound, type SenderNews } from './sender.ts';

export interface DeliveryDeps {
  readonly account: string;
  readonly database: AccountDatabase;
  readonly device: DeviceDatabase;
  readonly post: PostRequests;
  readonly knock: Knock;
  /** The browser's word for having a network: a hint for when to knock first, never a reason not to try. */
  readonly networkHint: () => boolean;
  readonly now: () => number;
  readonly alone: OneAtATime;
  readonly hasSession: () => boolean;
  readonly news: SenderNews;
  /** A delivery came to an end, whoever's it was. `session`: see `afterDelivery`. */
  readonly heard: (result: PostResult, session: boolean | null) => void;
}

/** Delivers what this account left waiting, then what others on this device did (R11), for as long as the page lives. */
export function createDelivery(deps: DeliveryDeps): KeepSending {
  const { account, device, now, alone, heard, news } = deps;
  let own = true;
  /** The last delivery got no answer, so the next one may not either. */
  let silent = false;
  const knock: Knock = async () => {
    if (!silent && deps.networkHint()) return null;
    const away = await deps.knock();
    if (away) heard(away, null);
    return away;
  };
  const post: PostRequests = async (requests) => {
    const result = await deps.post(requests);
    silent = result.kind !== 'answered';
    heard(result, own ? sessionShownBy(result) : null);
    return result;
  };
  return keepSending(async () => {
    // Before the queue is read: what a browser cleared is in it again.
    await restoreSpares();
    own = true;
    const mine = await sendRound({ account, database: deps.database, post, knock, now, alone, hasSession: deps.hasSession, news });
    if (mine.failed) return mine;
    own = false;
    const others = await sendForOthers(device, account, { post, now, alone });
    const wakes = [mine.wakeAt, others.wakeAt].filter((at) => at !== null);
    return { failed: others.failed, wakeAt: wakes.length > 0 ? Math.min(...wakes) : null };
  }, now);
}

/** An outcome in full is told only to a carrier with the author's session; a bare one proves that there is none (R11). */
function sessionShownBy(result: PostResult): boolean | null {
  if (result.kind !== 'answered') return null;
  const { answers } = result.answer;
  if (answers.some((answer) => answer.outcome !== undefined)) return true;
  return answers.some((answer) => answer.state !== 'retry' && answer.state !== 'refused') ? false : null;
}
