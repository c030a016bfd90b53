import { createMemo, createSignal, For, Show, type JSX } from 'solid-js';
import type { ObservationEntry } from '../../../../schema/chart.ts';
import { chartTexts } from '../../../shared/chart/chart-texts.ts';
import { TrendPlot } from '../../../shared/chart/trend-plot.tsx';
import { trendOf } from '../../../shared/chart/trend.ts';
import { ValuesTable } from '../../../shared/chart/values-table.tsx';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Panel } from '../../../shared/ui/panel.tsx';
import styles from './chart.module.css';
import { staffChartTexts } from './texts.ts';
import type { Chart } from './use-chart.ts';

/** The latest of everything that is measured; each opens to its plot and, always with it, its table. */
export function MeasurementsPanel(props: { readonly chart: Chart; readonly section: 'vitals' | 'findings' }): JSX.Element {
  const t = useT(staffChartTexts);
  const words = useT(chartTexts);
  const f = useFormat();
  const groups = createMemo(() => props.chart.measurements(props.section));
  const of = (group: string) => groups().find((one) => one.group === group);
  const count = (): number => groups().reduce((sum, { entries }) => sum + entries.length, 0) + props.chart.older(props.section);
  return (
    <Panel title={words(`sections.${props.section}`)} second={f.number(count())}>
      <Show when={groups().length > 0} fallback={<p class={styles.small}>{t('none')}</p>}>
        <ul class={styles.plain} role="list">
          {/* By name: what is open stays open when a value comes. */}
          <For each={groups().map(({ group }) => group)}>{(group) => <Measurement chart={props.chart} name={of(group)?.name ?? ''} entries={of(group)?.entries ?? []} />}</For>
        </ul>
      </Show>
      <Show when={props.chart.older(props.section) > 0}><p class={styles.small}>{words('older', { count: props.chart.older(props.section) })}</p></Show>
    </Panel>
  );
}

function Measurement(props: { readonly chart: Chart; readonly name: string; readonly entries: readonly ObservationEntry[] }): JSX.Element {
  const words = useT(chartTexts);
  const [open, setOpen] = createSignal(false);
  const trend = createMemo(() => trendOf(props.entries));
  const said = (entry: ObservationEntry) => props.chart.describe.observation(entry);
  const latest = (): string => { const entry = props.entries[0]; return entry ? said(entry).lines.slice(0, 2).join(' · ') : ''; };
  const rows = () => props.entries.map((entry) => ({
    head: entry.at === null ? words('lines.notDated') : props.chart.describe.day(entry.at),
    value: [said(entry).lines[0], props.chart.describe.status(entry.status), props.chart.note(entry.id)].filter(Boolean).join(', '), measured: [entry.measured, ...entry.parts],
  }));
  return (
    <li class={styles.result}>
      <div class={styles.line}>
        <Button kind="quiet" size="small" expanded={open()} onPress={() => setOpen(!open())}>{props.name}</Button>
        <span><bdi>{latest()}</bdi></span>
      </div>
      <Show when={open()}>
        <Show when={trend()}>{(it) => <TrendPlot name={props.name} trend={it()} />}</Show>
        <ValuesTable caption={words('table.caption', { name: props.name })} first="when" rows={rows()} />
      </Show>
    </li>
  );
}
