import { createHash } from 'node:crypto';
import { PAGE_BYTES, writePage } from '../../schema/pages.ts';

/**
 * Which entries of a growing section stand in the view (V6). A function of the record alone: entries are cut into units by
 * their number within their group, so that neither a new entry nor a changed one moves the others; the units that were
 * last added to stay, as many as have room, and all others are sealed. A unit that is added to again comes back.
 */
export interface Measured {
  /** What is numbered together: a thread. */
  readonly group: string;
  readonly seq: number;
  /** About, as it takes room in the view. */
  readonly bytes: number;
  /** When it came, ms. */
  readonly at: number;
}

export interface Unit {
  readonly group: string;
  /** Both included. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly bytes: number;
  /** The newest entry's time of all up to here in its group: what stays of a group is its end, whatever clocks said. */
  readonly at: number;
}

export interface SealedPage { readonly hash: string; readonly body: string; readonly group: string; readonly from: number; readonly to: number; readonly count: number }

/** A unit lies within one block of so many numbers. */
const BLOCK = 128;
/** And has about this much, unless one entry alone is more. */
const UNIT_BYTES = 32 * 1024;

/** @param entries by group, then number */
export function cutUnits(entries: readonly Measured[]): Unit[] {
  const units: Unit[] = [];
  for (const { group, seq, bytes, at } of entries) {
    const last = units.at(-1);
    const fits = last?.group === group && blockOf(last.from) === blockOf(seq) && last.bytes + bytes <= UNIT_BYTES;
    if (last && fits) units[units.length - 1] = { ...last, to: seq, count: last.count + 1, bytes: last.bytes + bytes, at: Math.max(last.at, at) };
    else units.push({ group, from: seq, to: seq, count: 1, bytes, at: last?.group === group ? Math.max(last.at, at) : at });
  }
  return units;
}

const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK);

export function chooseWindow(units: readonly Unit[], budget: number): { readonly inside: readonly Unit[]; readonly sealed: readonly Unit[] } {
  const newestFirst = units.toSorted((a, b) => b.at - a.at || (a.group < b.group ? 1 : a.group > b.group ? -1 : b.from - a.from));
  let bytes = 0;
  const cut = newestFirst.findIndex((unit) => {
    bytes += unit.bytes;
    return bytes > budget;
  });
  return cut < 0 ? { inside: newestFirst, sealed: [] } : { inside: newestFirst.slice(0, cut), sealed: newestFirst.slice(cut) };
}

/** Halved until each part fits: what takes little room in a view may take six times as much as JSON. */
export function sealPages(section: string, group: string, entries: readonly { readonly seq: number; readonly value: unknown }[]): SealedPage[] {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) return [];
  const body = writePage(section, group, entries.map(({ value }) => value));
  if (Buffer.byteLength(body) > PAGE_BYTES && entries.length > 1) {
    const middle = Math.ceil(entries.length / 2);
    return [...sealPages(section, group, entries.slice(0, middle)), ...sealPages(section, group, entries.slice(middle))];
  }
  return [{ hash: createHash('sha256').update(body).digest('hex'), body, group, from: first.seq, to: last.seq, count: entries.length }];
}
