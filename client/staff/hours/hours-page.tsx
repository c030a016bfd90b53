import { createSignal, Match, Show, Switch, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Tabs } from '../../shared/ui/tabs.tsx';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { AbsencesPart } from './absences-part.tsx';
import { HolidaysPart } from './holidays-part.tsx';
import styles from './hours.module.css';
import { SchedulesPart } from './schedules-part.tsx';
import { hoursTexts } from './texts.ts';
import { TypesPart } from './types-part.tsx';
import { usePlan } from './use-plan.ts';

const parts = ['schedules', 'types', 'absences', 'holidays'] as const;
type Part = (typeof parts)[number];

/** C103: when providers are in the office, for what kinds of visit. What is changed here waits until the clinic has it. */
export function HoursPage(): JSX.Element {
  const t = useT(hoursTexts);
  const plan = usePlan();
  const [part, setPart] = createSignal<Part>('schedules');
  return (
    <StaffFrame
      current="hours"
      title={t('title')}
      pane={
        <Show when={plan.view.held()} fallback={<EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} />}>
          <div class={styles.page}>
            <p class={styles.second}>{t('zone', { zone: plan.timeZone() })}</p>
            <Tabs label={t('title')} value={part()} onChange={(value) => setPart(parts.find((one) => one === value) ?? 'schedules')} tabs={parts.map((value) => ({ value, label: t(`tabs.${value}`) }))}>
              <Switch>
                <Match when={part() === 'schedules'}><SchedulesPart plan={plan} /></Match>
                <Match when={part() === 'types'}><TypesPart plan={plan} /></Match>
                <Match when={part() === 'absences'}><AbsencesPart plan={plan} /></Match>
                <Match when={part() === 'holidays'}><HolidaysPart plan={plan} /></Match>
              </Switch>
            </Tabs>
          </div>
        </Show>
      }
    />
  );
}
