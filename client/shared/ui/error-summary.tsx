import { For, Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import styles from './error-summary.module.css';
import { IconMark } from './icon.tsx';
import { TriangleAlert } from './icons.ts';
import { uiTexts } from './ui-texts.ts';

export interface FieldProblem {
  readonly fieldId: string;
  readonly message: string;
}

/** Appears on submit and takes the focus; each line leads to its field. Draw it only when a form has several fields. */
export function ErrorSummary(props: { readonly errors: readonly FieldProblem[] }): JSX.Element {
  const t = useT(uiTexts);
  function goTo(event: MouseEvent, fieldId: string): void {
    event.preventDefault(); // a hash in the address would be taken for a route
    document.getElementById(fieldId)?.focus();
  }
  return (
    <Show when={props.errors.length > 0}>
      <section class={styles.summary} tabindex={-1} ref={(element) => queueMicrotask(() => element.focus())} role="alert">
        <h2 class={styles.title}>
          <IconMark icon={TriangleAlert} size={20} />
          {t('errorSummary', { count: props.errors.length })}
        </h2>
        <ul>
          <For each={props.errors}>
            {(problem) => (
              <li>
                <a class={styles.link} href={`#${problem.fieldId}`} onClick={(event) => goTo(event, problem.fieldId)}>
                  {problem.message}
                </a>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
