import { sql } from 'drizzle-orm';
import { views } from '../../schema/views.ts';
import type { FaultPoint } from '../faults.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import { createGatherer } from '../record/gather.ts';
import { deleteOrphanedTouches, insertViews, positionOf, readView, readViews } from './linear-history.ts';
import { readPage } from './pages.ts';
import { drainViews, projectorKey, type Drained, type DrainTask } from './project-view.ts';
import type { LogRow, Projector } from './projector-types.ts';
import type { SectionProjector } from './section-projector.ts';
import { createTurns } from './turns.ts';
import { createViewAlarms } from './view-alarms.ts';
import { createWriterCopies } from './writer-copies.ts';

export interface ProjectorDeps {
  readonly database: Database;
  readonly projectors: readonly SectionProjector[];
  readonly faultPoint: FaultPoint;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'count' | 'gauge'>;
  readonly now?: () => number;
  /** Off in tests that drain themselves. */
  readonly timers?: boolean;
  /** Writer's copies kept in memory. */
  readonly copies?: number;
}

/** "view,seq" of rows just committed, with spaces between: a hint between instances, never relied upon. */
export const ROW_CHANNEL = 'outpost_view_row';
export const SWEEP_MS = 2000;
/** Views brought up together at most: their hints fit into one notification (8,000 bytes). */
const SHARED = 32;
/** There everybody else waits for the one connection meanwhile. */
const SHARED_EMBEDDED = 8;
/** How long views that are brought up together wait for another instance's lock before each goes on alone. */
const SHARED_WAIT_MS = 200;
/** Names of views read at once by the nightly check; the views themselves are read one after another. */
const CHECKED_AT_ONCE = 500;
const BACKOFF_MS = [0, 2000, 4000, 8000, 16_000, 30_000];

/**
 * Brings views up to the record (V2, V3). Any number of instances may run on one database. A view that fails keeps its
 * touches, is tried again ever less often, and stops no other.
 */
export function createProjector(deps: ProjectorDeps): Projector {
  const { database, log, now = Date.now } = deps;
  const projectors = gather(deps.projectors, log);
  const alarms = createViewAlarms(deps);
  const copies = createWriterCopies(deps.copies ?? 300);
  const listeners = new Set<(row: LogRow) => void>();
  const tasks = new Map<string, DrainTask>();
  const failures = new Map<string, { times: number; until: number }>();
  /** Since when something that is committed is not in its view; null: nothing is known to be. */
  let behindSince: number | null = null;
  let closed = false;

  /** Brings views up to the record in one transaction; a copy that was written with is kept only after the commit. */
  async function drainAll(names: readonly string[]): Promise<Map<string, Drained | null>> {
    for (const _ of names) deps.faultPoint('beforeProjection');
    const asked = names.map((name) => ({ name, held: tasks.get(name)?.check ? null : copies.take(name), task: tasks.get(name) ?? {} }));
    for (const name of names) tasks.delete(name);
    const drained = await database.transaction(async (tx) => {
      if (names.length > 1) void tx.query(sql.raw(`set local lock_timeout = '${SHARED_WAIT_MS}ms'`)).catch(() => undefined);
      return drainViews(tx, asked, { projectors, alarm: alarms.raise, now });
    });
    const moved: string[] = [];
    for (const [name, one] of drained) {
      failures.delete(name);
      if (one?.copy) copies.put(name, one.copy);
      for (const row of one?.rows ?? []) for (const listen of listeners) tell(listen, row);
      const last = one?.rows.at(-1);
      if (last) moved.push(`${name},${last.seq}`);
    }
    if (moved.length > 0) void database.notify(ROW_CHANNEL, moved.join(' ')).catch(() => undefined);
    for (const [name, one] of drained) if (one?.next && !closed) void drainFor(name, one.next).catch(() => undefined);
    return drained;
  }

  async function drainFor(name: string, task: DrainTask): Promise<void> {
    // Who asked for a beginning for another reason has it, and for that reason.
    if (!tasks.get(name)?.anew || !task.worn) tasks.set(name, task);
    await drainOne(name);
  }

  const drains = createTurns(database.kind === 'postgres' ? 4 : 1, async (name: string) => (await drainAll([name])).get(name) ?? null, {
    most: database.kind === 'postgres' ? SHARED : SHARED_EMBEDDED,
    // Of which there is a copy, so that what changed is all there is to do.
    fits: (name) => copies.has(name) && !tasks.has(name) && !failures.has(name),
    work: drainAll,
  });

  function tell(listen: (row: LogRow) => void, row: LogRow): void {
    try {
      listen(row);
    } catch (error) {
      log.error({ err: error }, 'a listener for rows of views threw');
    }
  }

  async function drainOne(name: string, options?: { readonly urgent: boolean }): Promise<Awaited<ReturnType<typeof drains.run>>> {
    try {
      return await drains.run(name, options);
    } catch (error) {
      const times = (failures.get(name)?.times ?? 0) + 1;
      failures.set(name, { times, until: now() + (BACKOFF_MS[times] ?? 60_000) });
      alarms.failed(name, times, error);
      throw error;
    }
  }

  const exists = createGatherer(async (names: readonly string[]) => {
    const known = new Set((await readViews(database, names)).map(({ name }) => name));
    return names.map((name) => known.has(name));
  });

  const sweeps = createTurns(1, async () => {
    try {
      await deleteOrphanedTouches(database);
      // Ages by the database's clock: only that one wrote `at`.
      const due = await database.query<{ view: string; age: number }>(sql`
        select coalesce(t.view, v.name) as view, coalesce(extract(epoch from clock_timestamp() - min(t.at)) * 1000, 0)::int as age
        from view v left join touch t on t.view = v.name where t.id is not null or not v.built group by 1`);
      const since = (ages: readonly number[]): number | null => (ages.length > 0 ? now() - Math.max(...ages) : null);
      behindSince = since(due.map(({ age }) => age));
      const late = await Promise.all(due.map(async ({ view, age }) => {
        const failed = failures.get(view);
        if (failed && failed.until > now()) return age;
        return drainOne(view).then(() => null, () => age);
      }));
      behindSince = since(late.filter((age) => age !== null));
    } catch (error) {
      behindSince ??= now();
      if (!closed) log.error({ err: error }, 'looking for touched views failed; it is tried again');
    }
  });

  const timer = deps.timers === false ? undefined : setInterval(() => void sweeps.run('all'), SWEEP_MS);
  timer?.unref();
  if (deps.timers !== false) void sweeps.run('all');

  const projector: Projector = {
    drain: () => sweeps.run('all'),

    async settle(names, waitMs) {
      const settled: Record<string, { epoch: string; seq: number }> = {};
      const settleOne = async (name: string): Promise<void> => {
        const { position } = await drainOne(name, { urgent: true }) ?? {};
        if (position) settled[name] = { epoch: position.epoch, seq: position.seq };
      };
      // What fails here is late, nothing worse: it was logged, and the sweep tries again.
      // Of what is written here there is a row; what else has none is nobody's yet.
      await withinMs(Promise.allSettled([...new Set(names)].map(async (name) => {
        if (copies.has(name) || await exists(name)) await settleOne(name);
      })), waitMs);
      return { ...settled };
    },

    async ensure(name) {
      const found = await readView(database, name);
      if (found?.built) return positionOf(found);
      if (!found) await insertViews(database, [name]);
      const drained = await drainOne(name, { urgent: true });
      if (!drained) throw new Error(`View ${name} was deleted while it was built`);
      return drained.position;
    },

    async rows(name, since, maxBytes) {
      const page = await readPage(database, name, since, maxBytes);
      if (page !== 'broken') return page;
      await projector.rebuild(name);
      return projector.rows(name, since, maxBytes);
    },

    onRow(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },

    lag: () => (behindSince === null ? 0 : Math.max(0, now() - behindSince)),

    rebuild: (name) => drainFor(name, { anew: true }),

    async check() {
      for (let after = ''; ;) {
        const some = await database.query<{ name: string }>(sql`select name from view where name > ${after} order by name limit ${CHECKED_AT_ONCE}::int`);
        for (const { name } of some) {
          if (closed) return;
          // One whose epoch is to begin anew is made from the record anyway.
          if (!tasks.has(name)) tasks.set(name, { check: true });
          // What fails was alarmed, and is no reason to leave the others unseen.
          const drained = await drainOne(name).catch(() => null);
          // A new epoch was asked for: it goes before the next view, so that this ends when all that differed is healed.
          if (drained?.next) await drainOne(name).catch(() => undefined);
        }
        const last = some.at(-1);
        if (!last) return;
        after = last.name;
      }
    },

    async close() {
      closed = true;
      clearInterval(timer);
      await sweeps.idle();
      await drains.idle();
    },
  };
  return projector;
}

/** Slices register themselves; two for one section, or one for no section of table one, is refused at start. */
function gather(projectors: readonly SectionProjector[], log: Log): ReadonlyMap<string, SectionProjector> {
  const gathered = new Map<string, SectionProjector>();
  for (const projector of projectors) {
    const key = projectorKey(projector.kind, projector.section);
    if (!Object.hasOwn(views[projector.kind].sections, projector.section)) throw new Error(`Table one has no section ${key}`);
    if (gathered.has(key)) throw new Error(`Two projectors for ${key}`);
    gathered.set(key, projector);
  }
  const listing = new Set(projectors.map(({ kind, window }) => projectorKey(kind, window?.pages ?? '')));
  for (const [kind, { sections }] of Object.entries(views)) {
    const missing = Object.keys(sections).map((section) => projectorKey(kind, section)).filter((key) => !gathered.has(key) && !listing.has(key));
    if (missing.length > 0) log.warn({ kind, missing }, 'sections of a view that nobody projects stay empty');
  }
  return gathered;
}

async function withinMs(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, ms); });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
