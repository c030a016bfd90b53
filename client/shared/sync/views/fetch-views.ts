import type { Position } from '../../../../schema/sync.ts';
import { BEGINNINGS, takePage } from './catch-up.ts';
import type { Copy } from './copy.ts';
import { VIEWS_AT_ONCE, type AskedView, type PageResult, type ViewApi } from './view-api.ts';

export interface FetchingDeps {
  readonly api: ViewApi;
  readonly copyOf: (name: string) => Copy;
  readonly untold: (copy: Copy) => boolean;
  /** The socket brings what it lacks. */
  readonly carried: (copy: Copy) => boolean;
  /** Its person does without it for now (hold.ts). */
  readonly leftOut: (name: string) => boolean;
  readonly closed: () => boolean;
  /** So much more has come, and so many views are done with. */
  readonly tell: (bytes: number, done: number) => void;
}

/**
 * Fetches what these views lack, in their order, as many of them in one exchange as a page holds; each view's rows are stored
 * as they arrive (V8). A line that breaks loses one page at most, and the next round goes on from there.
 */
export async function fetchViews(names: readonly string[], deps: FetchingDeps): Promise<'all' | 'some' | 'away'> {
  const { api, copyOf } = deps;
  let left = [...names];
  let all = true;
  let bytes = 0;
  const beginnings = new Map<string, number>();
  const over = (name: string, refused: boolean): void => {
    left = left.filter((one) => one !== name);
    all &&= !refused;
  };

  /** What came for one view. The copy's turn was not kept while the line was slow: it may stand elsewhere by now. */
  async function take({ name, at }: AskedView, result: PageResult, asked: number): Promise<void> {
    const copy = copyOf(name);
    if (result.kind === 'refused') return over(name, true);
    if (result.kind === 'gone') {
      await copy.run(() => copy.drop(true));
      return over(name, false);
    }
    bytes += result.page.rows.reduce((sum, row) => sum + row.update.byteLength, 0);
    const taken = await copy.run(() => takePage(copy, at, result.page, asked));
    const begun = (beginnings.get(name) ?? 0) + (taken === 'again' || result.page.reset ? 1 : 0);
    beginnings.set(name, begun);
    if (taken === 'whole') over(name, false);
    else if (taken === 'refused' || begun >= BEGINNINGS) over(name, true);
  }

  while (left.length > 0) {
    deps.tell(bytes, names.length - left.length);
    if (deps.closed()) return 'away';
    left = left.filter((name) => !deps.carried(copyOf(name)) && !deps.leftOut(name));
    const next = await Promise.all(left.slice(0, VIEWS_AT_ONCE).map((name) => where(copyOf(name), deps.untold)));
    if (next.length === 0) break;
    const asked = api.serverNow();
    const found = await api.pages(next);
    if (found === 'away') return 'away';
    // Nothing for anybody: asking again would ask for ever.
    if (found === 'refused' || found.size === 0) return 'some';
    for (const [at, result] of found) {
      const view = next[at];
      if (view) await take(view, result, asked);
      deps.tell(bytes, names.length - left.length);
    }
  }
  return all ? 'all' : 'some';
}

async function where(copy: Copy, untold: (copy: Copy) => boolean): Promise<AskedView> {
  const at = await copy.run(async (): Promise<Position | null> => {
    await copy.load(copy.users > 0);
    return copy.at();
  });
  return { name: copy.name, at, onScreen: untold(copy) };
}
