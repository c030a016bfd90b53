import { parseViewName } from '../../../schema/view-kinds.ts';
import { isNoteName } from '../../../schema/view-names.ts';
import type { AccountDatabase, StoredView } from './account-database.ts';
import { open } from './seal.ts';
import { steadily } from './steady.ts';

/** A view on this device, and what it weighs in bytes, about. Let go of: it weighs nothing. */
export interface Weighed {
  readonly name: string;
  readonly bytes: number;
  /** Of its sealed pages. */
  readonly pageBytes: number;
  /** Device clock, ms: when it was last on a screen, or came. */
  readonly usedAt: number;
  /** Device clock, ms: when a screen last had it; 0: never. */
  readonly openedAt: number;
  readonly letGo: boolean;
}
export type Place = Pick<StoredView, 'name' | 'epoch' | 'seq' | 'head'>;

const ROW_BYTES = 150;

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  return typeof value === 'string' ? value.length : JSON.stringify(value ?? '').length;
}

export async function weighViews(database: AccountDatabase): Promise<Weighed[]> {
  const bytes = new Map<string, number>();
  const pages = new Map<string, number>();
  const add = (to: Map<string, number>, name: string, value: unknown): void => void to.set(name, (to.get(name) ?? 0) + sizeOf(value) + ROW_BYTES);
  return steadily(database, () => database.transaction('r', database.views, database.viewRows, database.snapshots, database.pages, async () => {
    bytes.clear();
    pages.clear();
    await database.viewRows.each((row) => add(bytes, row.view, row.update));
    await database.snapshots.each((row) => add(bytes, row.name, row.sections));
    await database.pages.each((row) => add(pages, row.view, row.body));
    return (await database.views.toArray()).map((view): Weighed => ({
      name: view.name, bytes: bytes.get(view.name) ?? 0, pageBytes: pages.get(view.name) ?? 0,
      usedAt: Math.max(view.openedAt ?? 0, view.cameAt ?? 0), openedAt: view.openedAt ?? 0, letGo: view.letGo === 1,
    }));
  }));
}

/** Whom a view or a note is about; null: nobody in particular, and the app does not work without it. */
export async function patientsOf(database: AccountDatabase, names: readonly string[]): Promise<Map<string, string | null>> {
  const threads = await patientOfThread(database);
  return new Map(names.map((name) => {
    const patient = isNoteName(name) ? threads.get(name.split('/')[1] ?? '') : parseViewName(name)?.patient;
    return [name, patient ?? null];
  }));
}

async function patientOfThread(database: AccountDatabase): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const snapshots = await steadily(database, () => database.snapshots.where('name').startsWith('threads/').toArray());
  for (const { name, sections } of snapshots) {
    for (const thread of Object.keys((await open(sections))['threads'] ?? {})) found.set(thread, name.slice('threads/'.length));
  }
  return found;
}

/**
 * Whose views stay whatever is short: something written about them has not reached the clinic, was not accepted, or is still
 * being written. What was written itself is in tables that nothing here touches.
 */
export async function patientsWithUnsent(database: AccountDatabase): Promise<Set<string>> {
  const { requests, drafts, noteUpdates } = database;
  const [open, keys, notes, threads] = await Promise.all([
    steadily(database, () => requests.where('open').equals(1).or('state').anyOf('saved', 'sending').toArray()),
    steadily(database, () => drafts.toCollection().primaryKeys()),
    steadily(database, () => noteUpdates.where('state').equals('waiting').toArray()),
    patientOfThread(database),
  ]);
  // A draft's key says its thread or its patient, in the way of the app that keeps it.
  const written = keys.flatMap((key) => key.split(/[.:/]/)).flatMap((part) => [part, ...(threads.has(part) ? [threads.get(part) ?? ''] : [])]);
  return new Set([
    ...open.flatMap((row) => [...(row.patient === undefined ? [] : [row.patient]), ...Object.keys(row.positions ?? {}).flatMap((name) => name.split('/').slice(1))]),
    ...notes.map(({ about }) => about.patient),
    ...written,
  ]);
}

/**
 * Off this device until somebody opens them. First what they take, then the mark: a full disk may have room for the first
 * alone, and then the next round of views finds them missing.
 */
export async function letGo(database: AccountDatabase, names: readonly string[]): Promise<void> {
  const { views, viewRows, snapshots, pages } = database;
  const places = await steadily(database, () => database.transaction('rw', views, viewRows, snapshots, pages, async () => {
    const stood = (await views.bulkGet([...names])).filter((view) => view !== undefined);
    await pages.where('view').anyOf([...names]).delete();
    await viewRows.where('view').anyOf([...names]).delete();
    await snapshots.bulkDelete([...names]);
    await views.bulkDelete([...names]);
    return stood;
  }));
  await noteLetGo(database, places);
}

/** Where the clinic has them, so that it need not list them each time. */
export async function noteLetGo(database: AccountDatabase, places: readonly Place[]): Promise<void> {
  await steadily(database, () => database.transaction('rw', database.views, async () => {
    const stand = await database.views.bulkGet(places.map(({ name }) => name));
    await database.views.bulkPut(places
      // Opened meanwhile: it is here.
      .filter((_, i) => stand[i] === undefined || stand[i].letGo === 1)
      .map(({ name, epoch, seq, head }) => ({ name, epoch, seq, head, asOf: 0, letGo: 1 as const })));
  }));
}

/** Sealed pages alone: the view lists them, and whoever wants one opens it. */
export async function letGoPages(database: AccountDatabase, names: readonly string[]): Promise<void> {
  await steadily(database, () => database.pages.where('view').anyOf([...names]).delete());
}

/** As if they had never been let go of: the next round of views fetches what there is room for. */
export async function wantAgain(database: AccountDatabase): Promise<void> {
  await steadily(database, () => database.views.filter((view) => view.letGo === 1).delete());
}
