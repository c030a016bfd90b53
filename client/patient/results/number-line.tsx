import { Show, type JSX } from 'solid-js';
import type { Measured } from '../../../schema/chart.ts';
import { valueWords } from '../../shared/chart/measured-words.ts';
import { useT } from '../../shared/i18n/context.tsx';
import styles from './results.module.css';
import { resultsTexts } from './texts.ts';

const WIDTH = 312;

/** Where a value lies beside the range that was sent. Only where value and both ends are numbers of one unit; else nothing is drawn. */
export function NumberLine(props: { readonly one: Measured; readonly name: string }): JSX.Element {
  const t = useT(resultsTexts);
  const drawn = () => {
    const { number, value, ranges } = props.one;
    const [range] = ranges;
    if (number === null || value === null || !range || ranges.length > 1 || range.low === null || range.high === null || range.high <= range.low) return null;
    const span = range.high - range.low;
    const from = Math.min(range.low - span, number - span * 0.2);
    const to = Math.max(range.high + span, number + span * 0.2);
    const x = (at: number): number => Math.round(((at - from) / (to - from)) * WIDTH * 10) / 10;
    return { at: x(number), low: x(range.low), high: x(range.high), words: { low: valueWords(String(range.low)), high: valueWords(String(range.high)), value: valueWords(value) } };
  };
  return (
    <Show when={drawn()}>
      {(line) => (
        <svg class={styles.line} viewBox={`0 0 ${WIDTH} 62`} role="img" aria-label={t('line', { name: props.name, ...line().words })}>
          <rect class={styles.track} x="0" y="24" width={WIDTH} height="12" rx="2" />
          <rect class={styles.range} x={line().low} y="20" width={line().high - line().low} height="20" rx="3" />
          <rect class={styles.mark} x={line().at - 2.5} y="14" width="5" height="32" rx="2.5" />
          <text class={styles.lineWords} x={Math.min(WIDTH - 44, Math.max(44, line().at))} y="10" text-anchor="middle">{t('you')} {line().words.value}</text>
          <text class={styles.lineWords} x={line().low} y="57" text-anchor="middle">{line().words.low}</text>
          <text class={styles.lineWords} x={line().high} y="57" text-anchor="middle">{line().words.high}</text>
        </svg>
      )}
    </Show>
  );
}
