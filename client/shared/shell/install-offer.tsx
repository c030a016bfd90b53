import { Show, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { useT } from '../i18n/context.tsx';
import { useSession } from '../session/session.tsx';
import { useSync } from '../sync/sync.ts';
import { Button } from '../ui/button.tsx';
import { InstallAct, installWay } from './install-act.tsx';
import styles from './install.module.css';
import { installNotes, noteNotNow, unsentOf } from './install-notes.ts';
import { installTexts } from './install-texts.ts';
import { mayOfferInstall } from './install-way.ts';
import { useReachable } from './use-reachable.ts';

/** At the end of a first screen, when the moment is right; covers nothing and moves nothing that stands above it. */
export function InstallOffer(): JSX.Element {
  const t = useT(installTexts);
  const sync = useSync();
  const session = useSession();
  const isReachable = useReachable();
  const offered = (): boolean => !['installed', 'none'].includes(installWay()) && mayOfferInstall({
    now: Date.now(), firstUse: installNotes.firstUse, hasSent: installNotes.hasSent(), notNowAt: installNotes.notNowAt(),
    signedInAt: session.account()?.signedInAt ?? 0, unsent: unsentOf(sync), reachable: isReachable(),
  });
  const inside = (): boolean => installWay() === 'otherBrowser';
  return (
    <Show when={offered()}>
      <section class={styles.offer} aria-labelledby="install-title">
        <h2 class={styles.title} id="install-title">{inside() ? t('otherBrowser.title') : t('title')}</h2>
        <p>{inside() ? t('otherBrowser.why') : t('why')}</p>
        <Show when={inside()}><p>{t('otherBrowser.how')}</p></Show>
        <InstallAct />
        <Button kind="quiet" wide onPress={noteNotNow}>{t('notNow')}</Button>
      </section>
    </Show>
  );
}

/** In the settings: for whoever looks for it, asked or not. Not while something is unsent. */
export function InstallSetting(props: { readonly heading: 'h2' | 'h3' }): JSX.Element {
  const t = useT(installTexts);
  const sync = useSync();
  return (
    <Show when={!['installed', 'none'].includes(installWay()) && unsentOf(sync) === 0}>
      <section class={styles.setting} aria-labelledby="install-setting">
        <Dynamic component={props.heading} class={styles.subtitle} id="install-setting">{installWay() === 'otherBrowser' ? t('otherBrowser.title') : t('title')}</Dynamic>
        <p>{installWay() === 'otherBrowser' ? t('otherBrowser.how') : t('why')}</p>
        <div><InstallAct /></div>
      </section>
    </Show>
  );
}
