import { createMemo, type Accessor } from 'solid-js';
import { answeringFor, awayEntry, isAwayOn, type AwayEntry } from '../../../schema/away.ts';
import { colleagueEntry, tagEntry, type ColleagueEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n } from '../../shared/i18n/context.tsx';
import { createZonedDay } from '../../shared/i18n/zoned-day.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

export interface Office {
  readonly colleagues: Accessor<Readonly<Record<string, ColleagueEntry>>>;
  /** Tag id → the clinic's word. */
  readonly tags: Accessor<Readonly<Record<string, { readonly id: string; readonly label: string }>>>;
  /** Absences that hold or are to come, by staff id. */
  readonly absences: Accessor<Readonly<Record<string, AwayEntry>>>;
  /** The absence that holds today. */
  readonly away: (staff: string) => AwayEntry | undefined;
  /** Who answers today what is theirs; null: whoever takes it. */
  readonly answering: (staff: string) => string | null;
}

/** Who works here, who of them is away, and the clinic's own words, from `office/`. */
export function useOffice(): Office {
  const sync = useSync();
  const f = useFormat();
  const i18n = useI18n();
  const dayIn = createZonedDay();
  const office = useView(() => viewName.office(sync.account.clinic));
  const absences = office.section('away', awayEntry);
  const today = createMemo(() => dayIn(i18n.timeZone(), new Date(f.now())));
  return {
    colleagues: office.section('colleagues', colleagueEntry), tags: office.section('tags', tagEntry), absences,
    away(staff) {
      const entry = absences()[staff];
      return entry && isAwayOn(entry, today()) ? entry : undefined;
    },
    answering: (staff) => answeringFor(staff, today(), (one) => absences()[one]),
  };
}

/** Slate for whom this device does not know (yet). */
export const UNKNOWN_COLOUR = 7;
