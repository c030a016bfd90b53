import { createSignal, For, Show, type JSX } from 'solid-js';
import type { ResultEntry } from '../../../../schema/chart.ts';
import { chartTexts } from '../../../shared/chart/chart-texts.ts';
import { plainName } from '../../../shared/chart/measured-words.ts';
import { useUsualRanges } from '../../../shared/chart/use-usual-ranges.ts';
import { ValuesTable } from '../../../shared/chart/values-table.tsx';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Panel } from '../../../shared/ui/panel.tsx';
import { Tag } from '../../../shared/ui/tag.tsx';
import styles from './chart.module.css';
import { staffChartTexts } from './texts.ts';
import type { Chart } from './use-chart.ts';

/** Results no patient sees, and said to be so; each opens to its values as they were sent. */
export function ResultsPanel(props: { readonly chart: Chart }): JSX.Element {
  const t = useT(staffChartTexts);
  const words = useT(chartTexts);
  const f = useFormat();
  const older = (): number => props.chart.older('results');
  return (
    <Panel title={words('sections.results')} second={f.number(props.chart.results().length + older())}>
      <Show when={props.chart.results().length > 0} fallback={<p class={styles.small}>{t('results.none')}</p>}>
        <Show when={props.chart.results().every(({ state }) => state !== 'released' && state !== 'correcting')}><p class={styles.small}>{t('results.unseen')}</p></Show>
        <ul class={styles.plain} role="list">
          {/* By id: what is open stays open when its result changes. */}
          <For each={props.chart.results().map(({ id }) => id)}>
            {(id) => <Show when={props.chart.results().find((result) => result.id === id)}>{(result) => <Result chart={props.chart} result={result()} />}</Show>}
          </For>
        </ul>
      </Show>
      <Show when={older() > 0}><p class={styles.small}>{words('older', { count: older() })}</p></Show>
    </Panel>
  );
}

function Result(props: { readonly chart: Chart; readonly result: ResultEntry }): JSX.Element {
  const t = useT(staffChartTexts);
  const words = useT(chartTexts);
  const f = useFormat();
  const usual = useUsualRanges();
  const [open, setOpen] = createSignal(false);
  const name = (): string => plainName(props.result.name) || words('unnamed');
  const second = (): string => [
    props.result.at === null ? words('lines.notDated') : props.chart.describe.day(props.result.at), props.result.category, props.chart.describe.status(props.result.status),
  ].filter(Boolean).join(' · ');
  const rows = () => props.result.values.map((one) => ({ head: props.chart.describe.nameOf(one), value: props.chart.describe.value(one), measured: [one], usual: usual(one, props.result.at, props.chart.identity()) }));
  return (
    <li class={styles.result}>
      <div class={styles.line}>
        <Button kind="quiet" size="small" expanded={open()} onPress={() => setOpen(!open())}>{name()}</Button>
        <Tag look="outlined">{t(`results.${props.result.state}`)}</Tag>
        <Show when={props.result.history}><Tag look="outlined">{t('results.history')}</Tag></Show>
      </div>
      <p class={styles.small}>{second()} · {t('results.values', { count: props.result.values.length + props.result.more })}</p>
      <Show when={props.result.given}>
        {(given) => <Show when={given().openedAt ?? given().onDeviceAt}>{(at) => <p class={styles.small}>{t(given().openedAt === null ? 'results.onDevice' : 'results.opened', { when: f.stamp(at()) })}</p>}</Show>}
      </Show>
      <Show when={props.result.conclusion}>{(text) => <p class={styles.small}><bdi>{t('results.conclusion', { text: text() })}</bdi></p>}</Show>
      <Show when={props.chart.note(props.result.id)}>{(text) => <p class={styles.small}><bdi>{words('lines.noteOf', { text: text() })}</bdi></p>}</Show>
      <Show when={open()}>
        <Show when={rows().length > 0} fallback={<p class={styles.small}>{t('results.noValues')}</p>}>
          <ValuesTable caption={name()} first="test" rows={rows()} />
        </Show>
        <Show when={props.result.more > 0}><p class={styles.small}>{t('results.more', { count: props.result.more })}</p></Show>
      </Show>
    </li>
  );
}
