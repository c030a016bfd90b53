import { createSignal, onCleanup, Show, type JSX } from 'solid-js';

import { hoursEntry } from '../../../schema/clinic-settings.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { nextOpening } from '../../../schema/opening-hours.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { closedTexts } from '../../shared/ui/closed-texts.ts';
import { useDayName } from '../../shared/ui/closed-words.ts';
import styles from './messages.module.css';

const LOOK_MS = 30_000;

/** B45: said where one writes, by the clinic's own clock, without a network too. Nothing where it is open or says no hours. */
export function OpeningLine(): JSX.Element {
  const sync = useSync();
  const clinic = useView(() => viewName.clinic(sync.account.clinic)).section('hours', hoursEntry);
  const t = useT(closedTexts);
  const dayName = useDayName();
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
  onCleanup(() => clearInterval(timer));
  const closed = () => {
    const hours = clinic()['hours'];
    return hours?.openingHours ? nextOpening(hours.openingHours, hours.timeZone, now()) : null;
  };
  return (
    <Show when={closed()}>
      {(next) => <p class={styles.opening} role="note"><strong>{t('now')}</strong> {t('opens', { day: dayName(next().date), from: next().from })}</p>}
    </Show>
  );
}
