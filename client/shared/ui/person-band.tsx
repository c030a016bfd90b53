import { createEffect, onCleanup, type JSX } from 'solid-js';

import styles from './person-band.module.css';

/** 6 px across the top in the person's colour; the system's bar (theme-color) follows it, in either theme. */
export function PersonBand(props: { readonly colour: number }): JSX.Element {
  let band: HTMLDivElement | undefined;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  function paintSystemBar(): void {
    if (!band) return;
    const colour = getComputedStyle(band).backgroundColor;
    let meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
    if (!meta) {
      meta = document.createElement('meta');
      meta.name = 'theme-color';
      document.head.append(meta);
    }
    meta.content = colour;
  }

  createEffect(() => {
    band?.setAttribute('data-person', String(props.colour % 8));
    paintSystemBar();
  });
  dark.addEventListener('change', paintSystemBar);
  onCleanup(() => dark.removeEventListener('change', paintSystemBar));

  return <div class={styles.band} ref={(element) => (band = element)} aria-hidden="true" />;
}
