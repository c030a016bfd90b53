import { For, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { chartTexts } from './chart-texts.ts';
import styles from './chart.module.css';
import { measuredWords, pressureWords, valueWords } from './measured-words.ts';
import type { Point, Trend } from './trend.ts';
import { useCareTime } from './use-care-time.ts';

const WIDTH = 328;
const HEIGHT = 176;
const INSET = { start: 14, end: 44, top: 26, bottom: 26 };

/** Points and straight lines, never smoothed; first and latest are written out. Its table stands beside it, always. */
export function TrendPlot(props: { readonly name: string; readonly trend: Trend }): JSX.Element {
  const t = useT(chartTexts);
  const day = useCareTime();
  const all = (): readonly Point[] => props.trend.series.flatMap(({ points }) => points);
  const scale = () => {
    const range = props.trend.range;
    const values = [...all().map(({ value }) => value), ...(range ? [range.low, range.high] : [])];
    const times = all().map(({ at }) => at);
    const [least, most, first, last] = [Math.min(...values), Math.max(...values), Math.min(...times), Math.max(...times)];
    // All alike: in the middle, not on the edge.
    const slack = most === least ? Math.max(1, Math.abs(most) * 0.1) : 0;
    const place = (share: number, from: number, to: number): number => Math.round((from + share * (to - from)) * 10) / 10;
    return {
      x: (at: number): number => place(last === first ? 0.5 : (at - first) / (last - first), INSET.start, WIDTH - INSET.end),
      y: (value: number): number => place((value - least + slack) / (most - least + 2 * slack), HEIGHT - INSET.bottom, INSET.top),
    };
  };
  const dayOf = (point: Point | undefined): string => (point ? day(new Date(point.at).toISOString().slice(0, 10)) : '');
  const words = (point: Point | undefined): string => (point ? (measuredWords(point.one) ?? '') : '');
  const ends = () => {
    const points = props.trend.series[0]?.points ?? [];
    return { first: points[0], last: points[points.length - 1], count: points.length };
  };
  const label = (): string => t('plot.label', {
    name: props.name, count: ends().count, from: dayOf(ends().first), to: dayOf(ends().last), first: words(ends().first), latest: words(ends().last),
  });
  return (
    <figure class={styles.figure}>
      <svg class={styles.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label()}>
        <Show when={props.trend.range}>
          {(range) => (
            <g>
              <rect class={styles.range} x={0} width={WIDTH - INSET.end + 10} y={scale().y(range().high)} height={Math.max(1, scale().y(range().low) - scale().y(range().high))} />
              <For each={[range().low, range().high]}>
                {(end) => (
                  <>
                    <line class={styles.rangeEnd} x1={0} x2={WIDTH - INSET.end + 10} y1={scale().y(end)} y2={scale().y(end)} />
                    <text class={styles.tick} x={WIDTH - INSET.end + 14} y={scale().y(end) + 5}>{valueWords(String(end))}</text>
                  </>
                )}
              </For>
            </g>
          )}
        </Show>
        <For each={props.trend.series}>
          {(series) => {
            const last = (): Point | undefined => series.points[series.points.length - 1];
            return (
              <g>
                <polyline class={styles.line} points={series.points.map((point) => `${scale().x(point.at)},${scale().y(point.value)}`).join(' ')} />
                <For each={series.points}>
                  {(point) => <circle class={styles.point} data-latest={point === last() ? '' : undefined} cx={scale().x(point.at)} cy={scale().y(point.value)} r={point === last() ? 7 : 5} />}
                </For>
                <For each={[series.points[0], last()]}>
                  {(point, which) => (
                    <Show when={point}>
                      {(it) => (
                        <text class={styles.written} data-latest={which() === 1 ? '' : undefined} x={Math.max(2, scale().x(it().at) - (which() === 1 ? 0 : 6))} y={scale().y(it().value) - 11} text-anchor={which() === 1 ? 'middle' : 'start'}>
                          {(props.trend.series.length > 1 ? pressureWords : valueWords)(it().one.value ?? '')}
                        </text>
                      )}
                    </Show>
                  )}
                </For>
              </g>
            );
          }}
        </For>
        <text class={styles.tick} x={2} y={HEIGHT - 4}>{dayOf(ends().first)}</text>
        <text class={styles.tick} x={WIDTH - 2} y={HEIGHT - 4} text-anchor="end">{dayOf(ends().last)}</text>
      </svg>
      <Show when={props.trend.range}><figcaption class={styles.small}>{props.trend.usual === null ? t('plot.range') : t('plot.usual', { said: props.trend.usual })}</figcaption></Show>
      <Show when={props.trend.elsewhere > 0}><p class={styles.small}>{t('plot.otherUnits', { count: props.trend.elsewhere })}</p></Show>
    </figure>
  );
}
