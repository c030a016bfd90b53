import { Show, type JSX } from 'solid-js';

import { useT } from '../../shared/i18n/context.tsx';
import { threadTexts } from './texts.ts';
import styles from './unwell.module.css';

/** Under every field one writes to the clinic in: a message is not the way when it is urgent. */
export function Unwell(props: { readonly phone: string | undefined }): JSX.Element {
  const t = useT(threadTexts);
  return (
    <Show when={props.phone}>
      {(phone) => (
        <p class={styles.unwell}>
          {t('unwell')} <a href={`tel:${phone().replace(/\s/g, '')}`}>{t('call', { phone: phone().replace(/ /g, '\u00a0') })}</a>
        </p>
      )}
    </Show>
  );
}
