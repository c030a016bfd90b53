import { createMemo, createSignal, For, Show, type JSX } from 'solid-js';
import { scheduleGap, type ScheduleEntry } from '../../../schema/schedules.ts';
import { useI18n, useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useDayName } from '../../shared/ui/closed-words.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { writeDay } from '../shared/day-spans.ts';
import styles from './hours.module.css';
import { PlanRow } from './plan-row.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { hoursTexts } from './texts.ts';
import { useDayNames } from './use-day-names.ts';
import type { Plan } from './use-plan.ts';

/** Everybody's usual weeks; one that nobody can ask for times by says why (C103). */
export function SchedulesPart(props: { readonly plan: Plan }): JSX.Element {
  const t = useT(hoursTexts);
  const i18n = useI18n();
  const dayName = useDayName();
  const names = useDayNames('short');
  const [open, setOpen] = createSignal<ScheduleEntry | 'new' | null>(null);
  const active = createMemo(() => new Set(props.plan.types().filter((type) => type.active).map(({ id }) => id)));
  const offered = (entry: ScheduleEntry): string =>
    new Intl.ListFormat(i18n.language(), { type: 'unit' }).format(props.plan.types().filter(({ id, active: is }) => is && entry.types.includes(id)).map((type) => props.plan.typeName(type)));
  const week = (entry: ScheduleEntry): string => entry.weekly.flatMap((spans, day) => (spans.length === 0 ? [] : [`${names()[day] ?? ''} ${writeDay(spans)}`])).join(' · ');
  const period = (entry: ScheduleEntry): string => {
    if (entry.until !== null) return t('period', { from: dayName(entry.from), until: dayName(entry.until) });
    return entry.from > props.plan.today() ? t('since', { from: dayName(entry.from) }) : '';
  };
  return (
    <div class={styles.part}>
      <Show when={props.plan.mayPlan()} fallback={<p class={styles.second}>{t('readOnly')}</p>}>
        <div><Button kind="primary" onPress={() => setOpen('new')}>{t('schedule.add')}</Button></div>
      </Show>
      <Show when={props.plan.schedules().length > 0} fallback={<EmptyState kind="nothingYet" why={t('schedule.none')} next={t('schedule.noneNext')} />}>
        <ul class={styles.list} aria-label={t('tabs.schedules')}>
          <For each={props.plan.schedules()}>
            {(entry) => (
              <PlanRow id={entry.id} plan={props.plan} title={<>{props.plan.colleagueName(entry.staff)}, {props.plan.placeName(entry.location)}</>} act={props.plan.mayPlan() ? { label: t('change'), onPress: () => setOpen(entry) } : undefined}>
                <Show when={scheduleGap(entry, active(), props.plan.today())}>{(gap) => <span><Tag look="outlined">{t(`gap.${gap()}`)}</Tag></span>}</Show>
                <span class={styles.second} dir="auto">{week(entry)}</span>
                <span class={styles.second}>{offered(entry)}</span>
                <Show when={period(entry)}>{(words) => <span class={styles.second}>{words()}</span>}</Show>
              </PlanRow>
            )}
          </For>
        </ul>
      </Show>
      <Show when={open()}>{(what) => <ScheduleDialog plan={props.plan} entry={what() === 'new' ? null : (what() as ScheduleEntry)} onClose={() => setOpen(null)} />}</Show>
    </div>
  );
}
