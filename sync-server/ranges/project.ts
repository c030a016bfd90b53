import { sql } from 'drizzle-orm';
import type { RangeEntry } from '../../schema/reference-ranges.ts';
import type { SectionProjector } from '../views/section-projector.ts';

/** clinic/ `ranges`: all there are, those that are over as well: earlier examinations have theirs. Not whose change it was: patients read it. */
export const rangeProjectors: readonly SectionProjector[] = [{
  kind: 'clinic', section: 'ranges',
  async project(tx, view, ids) {
    const rows = await tx.query<RangeEntry & Record<string, unknown>>(sql`
      select id, code, name, unit, sex, age_from as "ageFrom", age_until as "ageUntil", low, high, valid_from as "from", valid_until as until, revision from reference_range where clinic_id = ${view.clinic ?? ''}`);
    return new Map(rows.filter(({ id }) => ids === 'all' || ids.includes(id)).map((row) => [row.id, row]));
  },
}];
