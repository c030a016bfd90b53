import { openDeviceDatabase } from '../local/device.ts';
import { oneAtATime } from '../sync/one-at-a-time.ts';
import { createPost } from '../sync/post-requests.ts';
import { sendForOthers } from '../sync/send-for-others.ts';

/** What people of this device left waiting goes out while nobody is signed in, or the lock is shut (R11). */
export async function deliverOnce(): Promise<void> {
  const device = openDeviceDatabase();
  try {
    const post = createPost({ fetch: globalThis.fetch.bind(globalThis), now: Date.now });
    await sendForOthers(device, null, { post, now: Date.now, alone: oneAtATime });
  } finally {
    device.close();
  }
}
