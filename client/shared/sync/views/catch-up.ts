import { samePosition } from '../../local/doc-store.ts';
import type { Position } from '../../../../schema/sync.ts';
import type { Copy } from './copy.ts';
import type { ReadPage, ViewApi } from './view-api.ts';

/** A copy that turns out no use this often is left for the next round. */
export const BEGINNINGS = 4;

/**
 * Takes in a page that was asked for from `since`, at `asked`. Inside the copy's turn. 'again': it stands elsewhere by now, or was
 * no use and is gone; ask from where it stands.
 */
export async function takePage(copy: Copy, since: Position | null, page: ReadPage, asked: number): Promise<'whole' | 'more' | 'again' | 'refused'> {
  if (!samePosition(copy.at(), since)) return 'again';
  // More to come, and none of it here: asking again would ask for ever.
  if (page.more && page.rows.length === 0) return 'refused';
  if (await copy.adopt(page, asked) === 'again') return 'again';
  if (page.more) return 'more';
  return await copy.finish(asked) === 'whole' ? 'whole' : 'again';
}

/**
 * Fetches what one copy lacks, page by page, each stored as it arrives, so that a line that breaks loses one page at most
 * (V8). Inside the copy's turn. Whatever has come when it ends is kept, and the next call goes on from there.
 */
export async function catchUp(copy: Copy, api: ViewApi, onScreen: boolean): Promise<'whole' | 'gone' | 'refused' | 'away'> {
  await copy.load(copy.users > 0);
  for (let beginnings = 0; beginnings < BEGINNINGS;) {
    const asked = api.serverNow();
    const since = copy.at();
    const found = await api.pages([{ name: copy.name, at: since, onScreen }]);
    if (typeof found === 'string') return found;
    const result = found.get(0) ?? { kind: 'refused' };
    if (result.kind === 'refused') return 'refused';
    if (result.kind === 'gone') {
      await copy.drop(true);
      return 'gone';
    }
    onScreen = false;
    const taken = await takePage(copy, since, result.page, asked);
    if (taken === 'whole' || taken === 'refused') return taken;
    if (taken === 'again' || result.page.reset) beginnings += 1;
  }
  return 'refused';
}
