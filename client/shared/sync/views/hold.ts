import { areRecordsLater, readBudget, setRecordsLater } from '../../local/budget.ts';
import { letGo, letGoPages, noteLetGo, patientsOf, patientsWithUnsent, wantAgain, weighViews, type Place, type Weighed } from '../../local/hold-store.ts';
import type { AccountDatabase } from '../../local/account-database.ts';
import { readStorageRoom } from '../../local/storage-room.ts';
import type { Hold } from './types.ts';
import type { FetchedView } from './view-round.ts';

/** What arrives as one byte is kept as rows and as what a screen shows of them. */
const KEPT_PER_BYTE = 3;
/** The clinic lists a view that it has not put together yet as nothing. */
const LEAST_BYTES = 1_000;
const expected = ({ bytes }: FetchedView): number => Math.max(bytes, LEAST_BYTES) * KEPT_PER_BYTE;
/** Once over, so far down: the next reply does not begin it anew. */
const DOWN_TO = 0.8;
/** Below that what was let go of is wanted again. */
const ROOMY = 0.5;
const AMPLE = 100_000_000;
/** Another tab may have it on its screen: it says so with each of its rounds. */
const ON_SCREEN_MS = 5 * 60_000;
/** What is new to this device pushes out only what nobody looked at for so long. */
const STALE_MS = 7 * 24 * 60 * 60_000;
/** The browser's own room is not used to its last byte: what a person writes goes before what can be fetched. */
const SPARE = 0.9;

export interface Holding extends Hold {
  /** Those of these there is room for, in their order, and all that must be here; where the clinic has the others is noted. */
  fit(views: readonly FetchedView[]): Promise<readonly FetchedView[]>;
  /** Is not to be fetched after all. */
  leftOut(name: string): boolean;
}

const isRecord = (name: string): boolean => /^(record|chart|billing)\//.test(name);

export function createHold(deps: {
  readonly database: AccountDatabase;
  /** On a screen of this tab. */
  readonly onScreen: () => readonly string[];
  /** They are not here any more, nor may memory say so. */
  readonly forget: (names: readonly string[]) => void;
  readonly now: () => number;
  readonly budget?: () => number;
}): Holding {
  const { database, now, budget = readBudget } = deps;

  /** Those that may go, what was longest not used first. */
  async function candidates(weighed: readonly Weighed[]): Promise<Weighed[]> {
    const open = new Set(deps.onScreen());
    const about = await patientsOf(database, [...weighed.map(({ name }) => name), ...open]);
    const stays = await patientsWithUnsent(database);
    for (const { name, openedAt } of weighed) if (open.has(name) || now() - openedAt < ON_SCREEN_MS) stays.add(about.get(name) ?? '');
    return weighed
      .filter(({ name, letGo: gone }) => {
        const patient = about.get(name) ?? null;
        return !gone && !open.has(name) && patient !== null && !stays.has(patient);
      })
      .sort((a, b) => a.usedAt - b.usedAt);
  }

  async function free(bytes: number, weighed: readonly Weighed[], usedBefore = Number.POSITIVE_INFINITY): Promise<{ freed: number; count: number }> {
    const may = (await candidates(weighed)).filter(({ usedAt }) => usedAt < usedBefore);
    let freed = 0;
    // Earlier messages first: the newest of each conversation, which somebody may need without a line, are in the view itself.
    const pages = may.filter(({ pageBytes }) => pageBytes > 0 && freed < bytes && (freed += pageBytes) > 0).map(({ name }) => name);
    if (pages.length > 0) await letGoPages(database, pages);
    const views = may.filter((view) => freed < bytes && (freed += view.bytes) > 0).map(({ name }) => name);
    if (views.length > 0) {
      await letGo(database, views);
      deps.forget(views);
    }
    return { freed, count: pages.length + views.length };
  }

  const sum = (weighed: readonly Weighed[]): number => weighed.reduce((all, { bytes, pageBytes }) => all + bytes + pageBytes, 0);

  /** Bytes there is room for: what the person allows, and the browser. */
  async function room(weighed: readonly Weighed[]): Promise<number> {
    const found = await readStorageRoom().catch(() => null);
    const allowed = found && found.allowed > 0 ? found.allowed * SPARE - found.used : Number.POSITIVE_INFINITY;
    return Math.min(budget() * SPARE - sum(weighed), allowed);
  }

  let coming: readonly FetchedView[] = [];
  const left = new Set<string>();
  const placesOf = (views: readonly FetchedView[]): Place[] => views.flatMap(({ name, epoch, seq, head }) => (head === undefined ? [] : [{ name, epoch, seq, head }]));

  return {
    leftOut: (name) => left.has(name),
    async leaveRecords() {
      setRecordsLater(true);
      const open = new Set(deps.onScreen());
      const here = new Set((await weighViews(database)).map(({ name }) => name));
      const leaves = coming.filter(({ name }) => isRecord(name) && !open.has(name) && !here.has(name));
      for (const { name } of leaves) left.add(name);
      await noteLetGo(database, placesOf(leaves));
      deps.forget([]);
    },
    async fit(views) {
      const weighed = await weighViews(database);
      const here = new Set(weighed.filter((view) => !view.letGo).map(({ name }) => name));
      const gone = new Set(weighed.filter((view) => view.letGo).map(({ name }) => name));
      const open = new Set(deps.onScreen());
      const about = await patientsOf(database, views.map(({ name }) => name));
      const must = (name: string): boolean => here.has(name) || open.has(name) || (about.get(name) ?? null) === null;
      const fresh = views.filter(({ name }) => !must(name) && !gone.has(name) && !(isRecord(name) && areRecordsLater()));
      let bytes = await room(weighed);
      const lacks = fresh.reduce((sum, view) => sum + expected(view), 0) - bytes;
      if (lacks > 0) bytes += (await free(lacks, weighed, now() - STALE_MS)).freed;
      const takes = new Set<string>();
      for (const view of fresh) {
        bytes -= expected(view);
        if (bytes < 0) break;
        takes.add(view.name);
      }
      const leaves = views.filter(({ name }) => !must(name) && !takes.has(name));
      await noteLetGo(database, placesOf(leaves));
      coming = views.filter(({ name }) => must(name) || takes.has(name));
      left.clear();
      return coming;
    },
    async weigh() {
      const weighed = await weighViews(database);
      const of = (kinds: RegExp): number => weighed.filter(({ name }) => kinds.test(name)).reduce((all, { bytes }) => all + bytes, 0);
      const messages = of(/^(threads|triage|handover)\//);
      const records = weighed.reduce((all, { name, bytes }) => all + (isRecord(name) ? bytes : 0), 0);
      const pages = weighed.reduce((all, { pageBytes }) => all + pageBytes, 0);
      const about = await patientsOf(database, weighed.filter((view) => view.letGo).map(({ name }) => name));
      return { messages, records, pages, rest: sum(weighed) - messages - records - pages, letGo: new Set(about.values()).size };
    },
    async settle() {
      const weighed = await weighViews(database);
      const all = sum(weighed);
      if (all > budget()) return (await free(all - budget() * DOWN_TO, weighed)).count;
      if (weighed.some((view) => view.letGo) && !areRecordsLater() && all < budget() * ROOMY && await room(weighed) > Math.min(budget(), AMPLE) / 4) await wantAgain(database);
      return 0;
    },
    async makeRoom() {
      const weighed = await weighViews(database);
      return (await free(Math.max(sum(weighed) / 4, 1), weighed)).count;
    },
    wantAgain() {
      setRecordsLater(false);
      return wantAgain(database);
    },
  };
}
