import { openDeviceDatabase } from '../client/shared/local/device.ts';
import { createKnock } from '../client/shared/sync/knock.ts';
import { oneAtATime } from '../client/shared/sync/one-at-a-time.ts';
import { createPost } from '../client/shared/sync/post-requests.ts';
import { sendForOthers } from '../client/shared/sync/send-for-others.ts';

/** Held replies leave after seconds; a worker that waits longer is ended by the browser. */
const LONGEST_STAY_MS = 60_000;

/**
 * Delivers what anybody on this device left waiting, with no page open, under whoever's session, or none, and however
 * locked the apps are: the signature says who asks (R11). Pages and workers take turns by the same lock.
 *
 * @returns whether nothing is left that could have gone now; false: the browser should start the worker again later
 */
export async function sendInBackground(): Promise<boolean> {
  const device = openDeviceDatabase();
  try {
    const ask = globalThis.fetch.bind(globalThis);
    const deps = { post: createPost({ fetch: ask, now: Date.now }), knock: createKnock({ fetch: ask }), now: Date.now, alone: oneAtATime };
    const until = Date.now() + LONGEST_STAY_MS;
    for (;;) {
      const { failed, wakeAt } = await sendForOthers(device, null, deps);
      if (failed) return false;
      if (wakeAt === null) return true;
      if (wakeAt > until) return false;
      await new Promise((resolve) => { setTimeout(resolve, Math.max(0, wakeAt - Date.now())); });
    }
  } finally {
    device.close();
  }
}
