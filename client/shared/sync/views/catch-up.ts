import type { Copy } from './copy.ts';
import type { ViewApi } from './view-api.ts';

export interface CatchUpOptions {
  readonly onScreen: boolean;
  readonly onBytes?: (bytes: number) => void;
}

/** A copy that turns out no use this often is left for the next round. */
const BEGINNINGS = 4;

/**
 * Fetches what a copy lacks, page by page, each stored as it arrives, so that a line that breaks loses one page at most
 * (V8). Inside the copy's turn.
 * Whatever has come when it ends is kept, and the next call goes on from there.
 */
export async function catchUp(copy: Copy, api: ViewApi, options: CatchUpOptions): Promise<'whole' | 'gone' | 'refused' | 'away'> {
  await copy.load(copy.users > 0);
  let { onScreen } = options;
  for (let beginnings = 0; beginnings < BEGINNINGS;) {
    const asked = api.serverNow();
    const result = await api.page(copy.name, copy.at(), onScreen);
    if (result.kind === 'away' || result.kind === 'refused') return result.kind;
    if (result.kind === 'gone') {
      await copy.drop(true);
      return 'gone';
    }
    onScreen = false;
    const { page } = result;
    // More to come, and none of it here: asking again would ask for ever.
    if (page.more && page.rows.length === 0) return 'refused';
    options.onBytes?.(page.rows.reduce((sum, row) => sum + row.update.byteLength, 0));
    const taken = await copy.adopt(page, asked);
    if (taken === 'again' || page.reset) beginnings += 1;
    if (taken === 'taken' && !page.more && await copy.finish(asked) === 'whole') return 'whole';
  }
  return 'refused';
}
