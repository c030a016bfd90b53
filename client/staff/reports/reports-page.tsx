import { useSearchParams } from '@solidjs/router';
import { createMemo, For, Match, Switch, type JSX } from 'solid-js';
import { addDays, faultOf, type ReportAnswer } from '../../../schema/reports.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { createZonedDay } from '../../shared/i18n/zoned-day.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { CloudOff } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { presets, type Choice } from './choice.ts';
import { PartSection } from './part-section.tsx';
import { parts } from './parts.ts';
import { PeriodForm } from './period-form.tsx';
import styles from './reports.module.css';
import { reportsTexts } from './texts.ts';
import { useReport } from './use-report.ts';

/** B33: figures of a time and place, each as a plot, a table and a file. */
export function ReportsPage(): JSX.Element {
  const t = useT(reportsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const isReachable = useReachable();
  const zonedDay = createZonedDay();
  const [search, setSearch] = useSearchParams<{ period?: string; from?: string; until?: string; place?: string }>();
  const today = createMemo(() => zonedDay(i18n.timeZone(), new Date(f.now())));
  const choice = createMemo((): Choice => {
    const { from = '', until = '' } = search;
    const location = search.place ?? null;
    if (search.period === 'own' && faultOf(from, until) === null) return { period: 'own', from, until, location };
    const period = (Object.keys(presets) as (keyof typeof presets)[]).find((one) => one === search.period) ?? 'month';
    return { period, from: addDays(today(), 1 - presets[period]), until: today(), location };
  });
  const query = createMemo(() => {
    const { from, until, location } = choice();
    return new URLSearchParams({ from, until, ...(location === null ? {} : { location }) }).toString();
  });
  const report = useReport(query);
  const isOther = (answer: ReportAnswer): boolean => answer.from !== choice().from || answer.until !== choice().until || answer.location !== choice().location;
  const placeOf = (answer: ReportAnswer): string => answer.locations.find(({ id }) => id === answer.location)?.name ?? t('everywhere');
  function choose(next: Choice): void {
    setSearch({
      period: next.period === 'month' ? null : next.period, place: next.location,
      from: next.period === 'own' ? next.from : null, until: next.period === 'own' ? next.until : null,
    });
  }
  return (
    <StaffFrame
      current="reports"
      title={t('title')}
      pane={
        <div class={styles.page}>
          <p class={styles.second}>{t('intro')}</p>
          <PeriodForm choice={choice()} locations={report.answer()?.locations ?? []} onChoose={choose} />
          <Switch>
            <Match when={report.answer()}>
              {(answer) => (
                <>
                  <Switch>
                    <Match when={!report.isAsking() && isOther(answer())}><Notice icon={CloudOff} title={t('other.title')} act={{ label: t('again'), onPress: report.again }}>{t('other.text')}</Notice></Match>
                    <Match when={!isReachable()}><Notice icon={CloudOff} title={t('old.title')}>{t('old.text', { time: f.dated(answer().asOf) })}</Notice></Match>
                    <Match when={report.problem()}><Notice tone="asks" announce title={t('failed.title')} act={{ label: t('again'), onPress: report.again }}>{t('failed.text')}</Notice></Match>
                  </Switch>
                  <p class={styles.second} role="status">
                    {t('facts', { from: f.birthDate(answer().from), until: f.birthDate(answer().until), place: placeOf(answer()), zone: answer().timeZone })} {t('asOf', { time: f.stamp(answer().asOf) })}
                  </p>
                  <For each={parts}>{(part) => <PartSection part={part} answer={answer()} place={placeOf(answer())} />}</For>
                </>
              )}
            </Match>
            <Match when={report.isAsking()}><Skeleton of="text" /></Match>
            <Match when={!isReachable()}><EmptyState kind="notHere" why={t('offline.why')} next={t('offline.next')} act={{ label: t('again'), onPress: report.again }} /></Match>
            <Match when={true}><EmptyState kind="nothingYet" why={t('failed.title')} next={t('failed.text')} act={{ label: t('again'), onPress: report.again }} /></Match>
          </Switch>
        </div>
      }
    />
  );
}
