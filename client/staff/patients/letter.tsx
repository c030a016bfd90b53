import { encode } from 'uqr';
import { For, Show, type JSX } from 'solid-js';
import { Portal } from 'solid-js/web';
import type { LetterContent } from './letter-content.ts';
import styles from './letter.module.css';

/** Only on paper: on the screen nothing of it is seen or read out. */
export function Letter(props: { readonly content: LetterContent }): JSX.Element {
  return (
    <Portal ref={(mount) => mount.setAttribute('data-letter', '')}>
      <article class={styles.letter} aria-hidden="true">
        <p class={styles.clinic}>{props.content.clinic}</p>
        <p class={styles.to}><For each={props.content.to}>{(line) => <span>{line}</span>}</For></p>
        <h1 class={styles.heading}>{props.content.heading}</h1>
        <p>{props.content.greeting}</p>
        <p>{props.content.intro}</p>
        <div class={styles.columns}>
          <ol class={styles.steps}>
            <For each={props.content.steps}>
              {(step, index) => <li>{step}<Show when={index() === props.content.passwordStep}><span class={styles.password}>{props.content.password}</span></Show></li>}
            </For>
          </ol>
          <Square text={props.content.address} />
        </div>
        <For each={props.content.closing}>{(line) => <p>{line}</p>}</For>
        <p class={styles.printed}>{props.content.printed}</p>
      </article>
    </Portal>
  );
}

function Square(props: { readonly text: string }): JSX.Element {
  const modules = () => encode(props.text, { border: 2 });
  const path = (): string => modules().data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return <svg class={styles.square} viewBox={`0 0 ${modules().size} ${modules().size}`} shape-rendering="crispEdges"><path d={path()} /></svg>;
}

/** Hands the page to the printer with nothing but the letter on it. Resolves when the browser's dialog is closed. */
export function printLetter(): Promise<void> {
  const root = document.documentElement;
  root.dataset['print'] = 'letter';
  return new Promise((done) => {
    addEventListener('afterprint', () => {
      delete root.dataset['print'];
      done();
    }, { once: true });
    print();
  });
}
