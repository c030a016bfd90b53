import { Show, type JSX } from 'solid-js';

import { awayNotice, isAwayOn } from '../../../schema/away.ts';
import { addresseeEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n } from '../../shared/i18n/context.tsx';
import { createZonedDay } from '../../shared/i18n/zoned-day.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { useRoutedWords } from '../../shared/ui/routed-words.ts';
import styles from './messages.module.css';

/** B45: said before one sends, from what is on the device: whoever this goes to is away, until when, and who reads it instead. */
export function AwayLine(props: { /** The addressee's reference. */ readonly to: string }): JSX.Element {
  const sync = useSync();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const absences = clinic.section('away', awayNotice);
  const addressees = clinic.section('addressees', addresseeEntry);
  const f = useFormat();
  const i18n = useI18n();
  const dayIn = createZonedDay();
  const words = useRoutedWords();
  const away = () => {
    const notice = absences()[props.to];
    return notice && isAwayOn(notice, dayIn(i18n.timeZone(), new Date(f.now()))) ? notice : undefined;
  };
  return (
    <Show when={away()}>
      {(notice) => <p class={styles.opening} role="note">{words({ kind: 'away', name: addressees()[props.to]?.name ?? '', to: notice().to, until: notice().until, words: notice().words })}</p>}
    </Show>
  );
}
