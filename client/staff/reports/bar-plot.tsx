import { For, Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import styles from './reports.module.css';
import { reportsTexts } from './texts.ts';

export interface Bar {
  readonly label: string;
  readonly outer: number;
  readonly inner: number;
}

/** One bar within the other, a pair a step, from the first to the last. Its table stands under it, always: the picture says no more. */
export function BarPlot(props: { readonly bars: readonly Bar[]; readonly outer: string; readonly inner: string; readonly most: (value: number) => string }): JSX.Element {
  const t = useT(reportsTexts);
  const top = (): number => Math.max(0, ...props.bars.map(({ outer }) => outer));
  const height = (value: number): number => (top() === 0 ? 0 : (value / top()) * 100);
  const last = (): Bar | undefined => props.bars[props.bars.length - 1];
  return (
    <figure class={styles.figure}>
      <figcaption class={styles.legend}>
        <span><i class={styles.swatch} data-of="outer" />{props.outer}</span>
        <span><i class={styles.swatch} data-of="inner" />{props.inner}</span>
        <Show when={top() > 0}><span>{t('plot.most', { value: props.most(top()) })}</span></Show>
      </figcaption>
      <Show when={top() > 0} fallback={<p class={styles.second}>{t('plot.nothing')}</p>}>
      <svg class={styles.plot} viewBox={`0 0 ${Math.max(1, props.bars.length) * 10} 100`} preserveAspectRatio="none" role="img"
        aria-label={t('plot.label', { outer: props.outer, inner: props.inner, from: props.bars[0]?.label ?? '', until: last()?.label ?? '', most: props.most(top()) })}>
        <For each={props.bars}>
          {(bar, index) => (
            <g>
              <rect class={styles.outer} x={index() * 10 + 1} width={8} y={100 - height(bar.outer)} height={height(bar.outer)} />
              <rect class={styles.inner} x={index() * 10 + 2.5} width={5} y={100 - height(bar.inner)} height={height(bar.inner)} />
            </g>
          )}
        </For>
      </svg>
      <div class={styles.ends} aria-hidden="true"><bdi>{props.bars[0]?.label}</bdi><Show when={props.bars.length > 1}><bdi>{last()?.label}</bdi></Show></div>
      </Show>
    </figure>
  );
}
