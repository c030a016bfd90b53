import type { OlderEntry } from '../../schema/chart.ts';

/** What a section may hold of a record that may be any size (V6): what is dropped is counted and said, never silently gone. */
export interface Fitted<T> {
  readonly shown: ReadonlyMap<string, T>;
  readonly older: ReadonlyMap<string, OlderEntry>;
}

/** What Yjs adds to an entry's JSON, and the id it stands under. */
const ENTRY_OVERHEAD = 48;

export const bytesOf = (entry: unknown): number => Buffer.byteLength(JSON.stringify(entry)) + ENTRY_OVERHEAD;

/**
 * Takes entries in the order given, newest or most needed first, until the bytes are used up; one that does not fit ends it, so
 * that what is missing is always the far end.
 * @param total how many there are in the record, the ones not given included
 */
export function fitSection<T extends { readonly id: string }>(section: string, entries: readonly T[], bytes: number, total: number): Fitted<T> {
  const shown = new Map<string, T>();
  let left = bytes;
  for (const entry of entries) {
    left -= bytesOf(entry);
    if (left < 0) break;
    shown.set(entry.id, entry);
  }
  const missing = total - shown.size;
  return { shown, older: new Map(missing > 0 ? [[section, { section, group: null, name: null, count: missing }]] : []) };
}

/** Lines that say what is missing take room themselves. */
const LINES = 40;

/** The same for measurements: what is missing is said per thing that is measured. */
export function fitGroups<T extends { readonly id: string; readonly group: string; readonly measured: { readonly name: string } }>(
  section: string, entries: readonly T[], bytes: number, totals: ReadonlyMap<string, number>,
): Fitted<T> {
  const { shown } = fitSection(section, entries, bytes, 0);
  const counts = new Map<string, number>();
  for (const { group } of shown.values()) counts.set(group, (counts.get(group) ?? 0) + 1);
  const older = new Map<string, OlderEntry>();
  let others = 0;
  for (const [group, total] of totals) {
    const missing = total - (counts.get(group) ?? 0);
    const name = entries.find((entry) => entry.group === group)?.measured.name ?? null;
    if (missing > 0 && counts.has(group) && older.size < LINES) older.set(`${section}.${group}`, { section, group, name, count: missing });
    // Things no room was left for are one line, however many they are.
    else others += missing;
  }
  if (others > 0) older.set(section, { section, group: null, name: null, count: others });
  return { shown, older };
}
