import { createMemo, type Accessor } from 'solid-js';
import { locationEntry } from '../../../schema/clinic.ts';
import { dayIn } from '../../../schema/opening-hours.ts';
import { can, scopeOf } from '../../../schema/roles.ts';
import { absenceEntry, holidayEntry, scheduleEntry, visitTypeEntry, wordsIn, type AbsenceEntry, type HolidayEntry, type ScheduleEntry, type VisitTypeEntry } from '../../../schema/schedules.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync, type ActAnswer, type LocalRequest } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { useOffice } from '../shared/use-office.ts';
import { hoursTexts } from './texts.ts';

export interface Plan {
  readonly view: ReturnType<typeof useView>;
  readonly types: Accessor<readonly VisitTypeEntry[]>;
  readonly schedules: Accessor<readonly ScheduleEntry[]>;
  readonly absences: Accessor<readonly AbsenceEntry[]>;
  readonly holidays: Accessor<readonly HolidayEntry[]>;
  readonly places: Accessor<readonly { readonly id: string; readonly name: string }[]>;
  readonly colleagues: Accessor<readonly { readonly id: string; readonly name: string }[]>;
  readonly today: Accessor<string>;
  readonly timeZone: Accessor<string>;
  /** Null: everywhere. */
  placeName(id: string | null): string;
  colleagueName(id: string): string;
  typeName(type: VisitTypeEntry): string;
  /** What of it has not reached the clinic yet. */
  waiting(id: string): LocalRequest | undefined;
  /** Plans for everybody; else one's own absence at most. */
  readonly mayPlan: Accessor<boolean>;
  /** The staff row of whoever may say when they are away. */
  readonly ownAbsence: Accessor<string | null>;
  /** Says what became of a save; true: it is kept. */
  settle(answer: ActAnswer, said: string, problem: (words: string) => void): boolean;
}

/** All that the pages of hours show, from plan/. */
export function usePlan(): Plan {
  const t = useT(hoursTexts);
  const sync = useSync();
  const i18n = useI18n();
  const f = useFormat();
  const office = useOffice();
  const words = useRefusalWords('staff');
  const snackbar = useSnackbar();
  const view = useView(() => viewName.plan(sync.account.clinic));
  const locations = useView(() => viewName.clinic(sync.account.clinic)).section('locations', locationEntry);
  const [types, schedules, absences, holidays] = [view.section('visitTypes', visitTypeEntry), view.section('schedules', scheduleEntry), view.section('absences', absenceEntry), view.section('holidays', holidayEntry)];
  const named = <T extends { readonly name: string }>(all: readonly T[]): T[] => [...all].sort((a, b) => a.name.localeCompare(b.name));
  const colleagueName = (id: string): string => office.colleagues()[id]?.name ?? t('unknown');
  const placeName = (id: string | null): string => (id === null ? t('everywhere') : (locations()[id]?.name ?? t('unknown')));
  const typeName = (type: VisitTypeEntry): string => wordsIn(type.names, i18n.language());
  const about = (body: unknown): unknown[] => (typeof body === 'object' && body !== null ? ['schedule', 'visitType', 'absence', 'holiday'].map((key) => (body as Record<string, unknown>)[key]) : []);
  return {
    view, colleagueName, placeName, typeName,
    types: createMemo(() => Object.values(types()).sort((a, b) => Number(b.active) - Number(a.active) || typeName(a).localeCompare(typeName(b)))),
    schedules: createMemo(() => Object.values(schedules()).sort((a, b) => colleagueName(a.staff).localeCompare(colleagueName(b.staff)) || placeName(a.location).localeCompare(placeName(b.location)) || a.from.localeCompare(b.from))),
    absences: createMemo(() => Object.values(absences()).sort((a, b) => a.from - b.from)),
    holidays: createMemo(() => Object.values(holidays()).sort((a, b) => a.day.localeCompare(b.day))),
    places: createMemo(() => named(Object.values(locations()))),
    colleagues: createMemo(() => named(Object.values(office.colleagues()))),
    today: createMemo(() => dayIn(i18n.timeZone(), f.now())),
    timeZone: () => i18n.timeZone(),
    waiting: (id) => sync.waiting().find(({ body }) => about(body).includes(id)),
    mayPlan: () => { const actor = sync.actor(); return actor !== null && can(actor, 'appointments.configure'); },
    ownAbsence: () => { const actor = sync.actor(); return actor !== null && scopeOf(actor, 'appointments.configure') === 'ownAbsence' ? actor.staff : null; },
    settle(answer, said, problem) {
      if (answer.ok) snackbar.show({ text: said });
      else problem(`${words(answer.refusal).reason} ${words(answer.refusal).remedy}`);
      return answer.ok;
    },
  };
}
