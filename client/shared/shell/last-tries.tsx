import { For, Show, type JSX } from 'solid-js';
import { useFormat, useT } from '../i18n/context.tsx';
import { useSync, type SyncTry } from '../sync/sync.ts';
import type { Icon } from '../ui/icon.tsx';
import { Check, CloudOff, Hourglass, LogIn, TriangleAlert } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import { shellTexts } from './shell-texts.ts';
import styles from './sync-sheet.module.css';

const icons: Readonly<Record<string, Icon>> = {
  sent: Check, answered: Check, noAnswer: Hourglass, noNetwork: CloudOff, notOurs: LogIn, signIn: LogIn,
};

/** The last tries with plain results, a run that says the same in one line: the page that shows a person that the device does keep trying. */
export function LastTries(): JSX.Element {
  const t = useT(shellTexts);
  const f = useFormat();
  const sync = useSync();
  function wordsOf(one: SyncTry): string {
    switch (one.result) {
      case 'sent': return one.count === 0 ? t('tries.answered') : t('tries.sent', { count: one.count });
      case 'noAnswer': return t('tries.noAnswer');
      case 'noNetwork': return t('tries.noNetwork');
      case 'notOurs': return t('tries.notOurs');
      case 'signIn': return t('tries.signIn');
      case 'refused': return t('tries.refused');
      default: return t('tries.unknown');
    }
  }
  function whenOf(one: SyncTry): string {
    const [from, to] = [f.stamp(one.from), f.stamp(one.at)];
    return from === to ? to : t('tries.fromTo', { from, to });
  }
  return (
    <ol class={styles.tries}>
      <For each={sync.tries()} fallback={<li class={styles.second}>{t('sheet.noTries')}</li>}>
        {(one) => (
          <li class={styles.try}>
            <span class={styles.time}>{whenOf(one)}</span>
            <IconMark icon={icons[one.result] ?? TriangleAlert} size={18} />
            <span>{wordsOf(one)}<Show when={one.times > 1}> <span class={styles.times}>{t('tries.times', { count: one.times })}</span></Show></span>
          </li>
        )}
      </For>
    </ol>
  );
}
