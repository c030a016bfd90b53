import { useParams } from '@solidjs/router';
import { createEffect, createMemo, Show, type JSX } from 'solid-js';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { TrendPlot } from '../../shared/chart/trend-plot.tsx';
import { trendOf } from '../../shared/chart/trend.ts';
import { ValuesTable } from '../../shared/chart/values-table.tsx';
import { useT } from '../../shared/i18n/context.tsx';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { usePerson } from '../person/person.tsx';
import styles from './record.module.css';
import { WhenHere } from './record-frame.tsx';
import { recordTexts } from './texts.ts';
import { groupSlug, useRecord, type MeasuredGroup } from './use-record.ts';

/** One thing that is measured: its latest value, how it went, and every value in a table. */
export function VitalPage(): JSX.Element {
  const t = useT(recordTexts);
  const words = useT(chartTexts);
  const params = useParams();
  const person = usePerson();
  const record = useRecord();
  const group = createMemo((): MeasuredGroup | undefined => record.groups('vitals').find((one) => groupSlug(one.group) === params['group']));
  const title = (): string => group()?.name ?? words('sections.vitals');
  createEffect(() => { document.title = title(); });
  return (
    <PatientScreen
      colour={person.reach().colour}
      header={<DetailHeader title={title()} second={<><bdi>{person.reach().name}</bdi> · <FreshnessStamp of="record" {...record.stamp()} /></>} backHref={person.pathTo('record/vitals')} />}
      strip={<SyncStripConnected />}
    >
      <WhenHere record={record}>
        <Show when={group()} fallback={<EmptyState kind="notHere" why={t('notMeasured.why')} next={t('notMeasured.next')} act={{ label: t('notMeasured.act'), href: person.pathTo('record/vitals') }} />}>
          {(known) => {
            const trend = createMemo(() => trendOf(known().entries));
            const latest = () => { const entry = known().entries[0]; return entry && record.describe.observation(entry); };
            const rows = () => known().entries.map((entry) => ({
              head: entry.at === null ? t('undated') : record.describe.day(entry.at), value: [record.describe.observation(entry).lines[0], record.describe.status(entry.status)].filter(Boolean).join(', '),
              measured: [entry.measured, ...entry.parts],
            }));
            return (
              <div class={styles.stack}>
                <div>
                  <BigValue words={latest()?.lines[0] ?? ''} />
                  <p class={styles.quiet}>{t('latestOf', { when: latest()?.lines[1] ?? '' })}</p>
                  {latest()?.lines.slice(2).map((line) => <p class={styles.quiet}><bdi>{line}</bdi></p>)}
                </div>
                <Show when={trend()}>
                  {(it) => (
                    <section aria-labelledby="vital-trend">
                      <h2 id="vital-trend" class={styles.heading}>{t('trend')}</h2>
                      <TrendPlot name={known().name} trend={it()} />
                    </section>
                  )}
                </Show>
                <section aria-labelledby="vital-table">
                  <h2 id="vital-table" class={styles.heading}>{t('table')}</h2>
                  <ValuesTable caption={words('table.caption', { name: known().name })} first="when" rows={rows()} />
                  <Show when={known().older > 0}><p class={styles.quiet}>{words('older', { count: known().older })}</p></Show>
                </section>
              </div>
            );
          }}
        </Show>
      </WhenHere>
    </PatientScreen>
  );
}

/** The number large, its unit beside it; what is no number of few letters stands as text. */
function BigValue(props: { readonly words: string }): JSX.Element {
  const parts = (): readonly string[] => props.words.split('\u00a0');
  const isShort = (): boolean => parts().length <= 2 && (parts()[0]?.length ?? 0) <= 9 && !props.words.includes(',');
  return (
    <Show when={isShort()} fallback={<p class={styles.text}><bdi>{props.words}</bdi></p>}>
      <p class={styles.value}><bdi>{parts()[0]} <span class={styles.unit}>{parts()[1]}</span></bdi></p>
    </Show>
  );
}
