import type { Group } from './section-projector.ts';
import { chooseWindow, cutUnits } from './window.ts';

/** Sealed together, so that a group that leaves or comes back moves the pages of its neighbours alone. */
const UNIT_GROUPS = 16;

/**
 * Which groups have left the view (V6), in units of neighbours, each in the order they began. A function of the record
 * alone: what stays anyway stays, and of the others the units that were last added to, as many as `keep` has room for.
 */
export function chooseArchived(groups: readonly Group[], keep: number): Group[][] {
  const units = cutUnits(groups.flatMap(({ stays, at }, i) =>
    (stays ? [] : [{ group: String(Math.floor(i / UNIT_GROUPS)), seq: i % UNIT_GROUPS + 1, bytes: 1, at }])));
  return chooseWindow(units, keep).sealed.map(({ group }) => {
    const first = Number(group) * UNIT_GROUPS;
    return groups.slice(first, first + UNIT_GROUPS).filter(({ stays }) => !stays);
  });
}
