import { For, Show, type JSX } from 'solid-js';
import type { GoalTarget, Measured } from '../../../schema/chart.ts';
import { rangeWords, valueWords } from '../../shared/chart/measured-words.ts';
import type { UsualRange } from '../../shared/chart/use-usual-ranges.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { lineOf } from './goal-range.ts';
import styles from './results.module.css';
import { resultsTexts } from './texts.ts';

const WIDTH = 312;

/** Where a value lies beside its goal's range, the one that was sent, or the clinic's own where none was. Only where value and ends are numbers of one unit; else nothing is drawn. */
export function NumberLine(props: { readonly one: Measured; readonly goal: GoalTarget | null; readonly usual: UsualRange | null; readonly name: string }): JSX.Element {
  const t = useT(resultsTexts);
  const drawn = () => {
    const line = lineOf(props.one, props.goal ?? props.usual);
    if (!line) return null;
    const { low, high, at } = line;
    const x = (point: number): number => Math.round(((point - line.from) / (line.to - line.from)) * WIDTH * 10) / 10;
    const end = (point: number | null): { x: number; words: string } | null => (point === null ? null : { x: x(point), words: valueWords(String(point)) });
    return { at: x(at), left: low === null ? 0 : x(low), right: high === null ? WIDTH : x(high), ends: [end(low), end(high)].filter((one) => one !== null), value: valueWords(props.one.value ?? '') };
  };
  const label = (line: NonNullable<ReturnType<typeof drawn>>): string => {
    if (props.goal) return t('lineGoal', { name: props.name, value: line.value, range: rangeWords(props.goal.words) });
    if (props.usual) return t('lineUsual', { name: props.name, value: line.value, said: props.usual.said, range: props.usual.words });
    return t('line', { name: props.name, value: line.value, low: line.ends[0]?.words ?? '', high: line.ends[1]?.words ?? '' });
  };
  return (
    <Show when={drawn()}>
      {(line) => (
        <svg class={styles.line} viewBox={`0 0 ${WIDTH} 62`} role="img" aria-label={label(line())}>
          <rect class={styles.track} x="0" y="24" width={WIDTH} height="12" rx="2" />
          <rect class={styles.range} x={line().left} y="20" width={line().right - line().left} height="20" rx="3" />
          <rect class={styles.mark} x={line().at - 2.5} y="14" width="5" height="32" rx="2.5" />
          <text class={styles.lineWords} x={Math.min(WIDTH - 44, Math.max(44, line().at))} y="10" text-anchor="middle">{t('you')} {line().value}</text>
          <For each={line().ends}>{(end) => <text class={styles.lineWords} x={end.x} y="57" text-anchor="middle">{end.words}</text>}</For>
        </svg>
      )}
    </Show>
  );
}
