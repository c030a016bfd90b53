import { expect, type BrowserContext, type Page } from '@playwright/test';

/** What came in over every connection of a page that is open: pictures decoded, sound heard. */
interface Seen { readonly frames: number; readonly sound: number }

/** Before the page is opened: keeps every peer connection it will make where `mediaSeen` finds it. */
export async function watchPeers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    const Own = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Own {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peers.push(this);
      }
    };
    Object.assign(globalThis, { outpostPeers: peers });
  });
}

async function mediaSeen(page: Page): Promise<Seen> {
  return page.evaluate(async () => {
    const { outpostPeers } = globalThis as unknown as { readonly outpostPeers: readonly RTCPeerConnection[] };
    const seen = { frames: 0, sound: 0 };
    for (const peer of outpostPeers.filter(({ connectionState }) => connectionState !== 'closed')) {
      for (const one of ((await peer.getStats()) as ReadonlyMap<string, Record<string, unknown>>).values()) {
        if (one['type'] !== 'inbound-rtp') continue;
        seen.frames += Number(one['framesDecoded'] ?? 0);
        seen.sound += Number(one['totalAudioEnergy'] ?? 0);
      }
    }
    return seen;
  });
}

/** Picture and sound come in, again and again: each round waits until both have grown, a second after the last at the soonest. */
export async function expectMedia(page: Page, rounds: number): Promise<void> {
  let before: Seen | undefined;
  for (let round = 0; round <= rounds; round += 1) {
    const last = before;
    await expect.poll(async () => {
      before = await mediaSeen(page);
      return last === undefined ? before.frames > 0 && before.sound > 0 : before.frames > last.frames && before.sound > last.sound;
    }, { message: `picture and sound, round ${round}`, timeout: 30_000, intervals: [1000] }).toBe(true);
  }
}
