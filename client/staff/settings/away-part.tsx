import { Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { AwayForm } from '../shared/away-form.tsx';
import { awayTexts } from '../shared/away-texts.ts';
import styles from './settings.module.css';

/** One's own absence; without a line too. */
export function AwayPart(): JSX.Element {
  const t = useT(awayTexts);
  const sync = useSync();
  return (
    <section class={styles.part}>
      <h2 class={styles.heading}>{t('title')}</h2>
      <p>{t('own')}</p>
      <Show when={sync.actor()?.staff}>{(staff) => <AwayForm staff={staff()} />}</Show>
    </section>
  );
}
