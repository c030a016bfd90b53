import { createEffect, onCleanup, type JSX } from 'solid-js';

import { theme } from '../shell/theme.ts';
import styles from './person-band.module.css';

/** 6 px across the top in the person's colour; the system's bar (theme-color) follows it, in either theme. */
export function PersonBand(props: { readonly colour: number }): JSX.Element {
  let band: HTMLDivElement | undefined;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  function paintSystemBar(): void {
    if (band) paintBars(getComputedStyle(band).backgroundColor);
  }

  createEffect(() => {
    theme();
    band?.setAttribute('data-person', String(props.colour % 8));
    paintSystemBar();
  });
  dark.addEventListener('change', paintSystemBar);
  onCleanup(() => {
    dark.removeEventListener('change', paintSystemBar);
    // The next screen's band is there by then, if it has one; where nobody is shown, nobody's colour stays.
    queueMicrotask(() => {
      if (!document.querySelector('[data-band]')) paintBars(null);
    });
  });

  return <div class={styles.band} data-band="" ref={(element) => (band = element)} aria-hidden="true" />;
}

/** null: the colours index.html gave. */
function paintBars(colour: string | null): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset['own'] ??= meta.content;
    meta.content = colour ?? meta.dataset['own'];
  }
}
