import { createSignal, Match, Show, Switch, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tabs } from '../../shared/ui/tabs.tsx';
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { MeasurementsPanel } from '../shared/chart/measurements-panel.tsx';
import { ResultsPanel } from '../shared/chart/results-panel.tsx';
import { SectionPanel } from '../shared/chart/section-panel.tsx';
import { useChart } from '../shared/chart/use-chart.ts';
import styles from './room.module.css';
import { roomTexts } from './room-texts.ts';

const tabs = ['summary', 'results', 'values', 'visits'] as const;

/** The patient's chart under the picture, as it is on the device. Allergies first, always. */
export function RoomChart(props: { readonly patient: string }): JSX.Element {
  const t = useT(roomTexts);
  const chart = useChart(() => props.patient);
  const isReachable = useReachable();
  const [tab, setTab] = createSignal<string>('summary');
  const asOf = (): number | undefined => { const fresh = chart.freshness(); return fresh.kind === 'asOf' ? fresh.at : undefined; };
  return (
    <section aria-label={t('chart.label')} class={styles.chart}>
      <h2><VisuallyHidden>{t('chart.label')}</VisuallyHidden></h2>
      <Show when={chart.held()} fallback={<Show when={isReachable()} fallback={<p class={styles.small}>{t('chart.notHere')}</p>}><Skeleton of="text" /></Show>}>
        <Tabs
          label={t('chart.label')} value={tab()} onChange={setTab} tabs={tabs.map((value) => ({ value, label: t(`chart.${value}`) }))}
          end={<FreshnessStamp of="record" asOf={asOf()} live={chart.freshness().kind === 'live'} size="small" />}
        >
          <div class={styles.panels}>
            <Switch>
              <Match when={tab() === 'summary'}><SectionPanel chart={chart} section="allergies" /><SectionPanel chart={chart} section="problems" /><SectionPanel chart={chart} section="medication" /></Match>
              <Match when={tab() === 'results'}><ResultsPanel chart={chart} /></Match>
              <Match when={tab() === 'values'}><MeasurementsPanel chart={chart} section="vitals" /></Match>
              <Match when={tab() === 'visits'}><SectionPanel chart={chart} section="visits" /></Match>
            </Switch>
          </div>
        </Tabs>
      </Show>
    </section>
  );
}
