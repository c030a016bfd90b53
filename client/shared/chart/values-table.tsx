import { For, Show, type JSX } from 'solid-js';
import type { Measured } from '../../../schema/chart.ts';
import { useT } from '../i18n/context.tsx';
import { letKeysScroll } from '../ui/let-keys-scroll.ts';
import { chartTexts } from './chart-texts.ts';
import styles from './chart.module.css';
import { isRounded, rangeWords } from './measured-words.ts';
import type { UsualRange } from './use-usual-ranges.ts';

export interface ValueRow {
  /** What stands first: when, or which test. */
  readonly head: string;
  readonly value: string;
  readonly measured: readonly Measured[];
  /** The clinic's own range, where none was sent. */
  readonly usual?: UsualRange | null;
}

/** Values with the ranges and marks they were sent with, and in a column of its own the clinic's range. Columns without anything are not drawn. */
export function ValuesTable(props: { readonly caption: string; readonly first: 'when' | 'test'; readonly rows: readonly ValueRow[] }): JSX.Element {
  const t = useT(chartTexts);
  const ranges = (row: ValueRow): string => [...new Set(row.measured.flatMap((one) => one.ranges.map(({ words }) => rangeWords(words))))].filter(Boolean).join('; ');
  const flags = (row: ValueRow): string => row.measured.flatMap((one) => one.flags).join(', ');
  const hasRanges = (): boolean => props.rows.some((row) => ranges(row) !== '');
  const hasUsual = (): boolean => props.rows.some(({ usual }) => usual);
  const hasFlags = (): boolean => props.rows.some((row) => flags(row) !== '');
  return (
    <>
      <div class={styles.scroll} ref={letKeysScroll} role="region" aria-label={props.caption}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t(`table.${props.first}`)}</th>
              <th scope="col">{t('table.value')}</th>
              <Show when={hasRanges()}><th scope="col">{t('table.range')}</th></Show>
              <Show when={hasUsual()}><th scope="col">{t('table.usual')}</th></Show>
              <Show when={hasFlags()}><th scope="col">{t('table.flags')}</th></Show>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows}>
              {(row) => (
                <tr>
                  <th scope="row"><bdi>{row.head}</bdi></th>
                  <td><bdi>{row.value}</bdi></td>
                  <Show when={hasRanges()}><td><bdi>{ranges(row) || t('table.none')}</bdi></td></Show>
                  <Show when={hasUsual()}><td><bdi>{row.usual?.words ?? t('table.none')}</bdi></td></Show>
                  <Show when={hasFlags()}><td><bdi>{flags(row) || t('table.none')}</bdi></td></Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={props.rows.some((row) => row.measured.some((one) => isRounded(one.value)))}><p class={styles.small}>{t('plot.rounded')}</p></Show>
    </>
  );
}
