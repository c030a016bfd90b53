import type { AwayEntry, AwayNotice } from '../../schema/away.ts';
import type { Tx } from '../record/database.ts';
import { readAbsences, type Absence } from '../shared/absences.ts';
import type { SectionProjector } from '../views/section-projector.ts';

/** Which days are meant is said, and whether they are now is the reader's to tell: an entry ends on its day without being written again. */
function section(kind: 'office' | 'clinic', entriesOf: (absence: Absence) => readonly [string, unknown][]): SectionProjector {
  return {
    kind, section: 'away',
    async project(tx: Tx, view, ids) {
      const entries = new Map((await readAbsences(tx, view.clinic ?? '')).flatMap(entriesOf));
      return ids === 'all' ? entries : new Map([...entries].filter(([id]) => ids.includes(id)));
    },
  };
}

export const colleagueProjectors: readonly SectionProjector[] = [
  section('office', ({ id, staff, from, until, to, words, by, at }) => [[staff, { id, staff, from, until, to, words, by, at } satisfies AwayEntry]]),
  // Only of whom patients may address at all (C91).
  section('clinic', ({ ref, addressable, from, until, forPatients, words }) =>
    (addressable ? [[ref, { id: ref, from, until, to: forPatients, words } satisfies AwayNotice]] : [])),
];
