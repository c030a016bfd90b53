import { createResource, For, Show, type JSX } from 'solid-js';
import { deviceEntry, sessionEntry } from '../../../schema/accounts.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { useReachable } from '../shared/use-reachable.ts';
import { endSession, readCurrentSession } from './own-sessions.ts';
import styles from './settings.module.css';
import { settingsTexts } from './texts.ts';

/** Everywhere this account is signed in, and the devices that may send for it: listed offline, ended online. */
export function SessionsPart(): JSX.Element {
  const t = useT(settingsTexts);
  const f = useFormat();
  const sync = useSync();
  const view = useView(() => viewName.account(sync.account.id));
  const sessions = view.section('sessions', sessionEntry);
  const devices = view.section('devices', deviceEntry);
  const newest = <T extends { readonly lastSeenAt: number }>(all: Readonly<Record<string, T>>): T[] => Object.values(all).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  const [current] = createResource(readCurrentSession);
  return (
    <>
      <section class={styles.part}>
        <h2 class={styles.heading}>{t('sessions.title')}</h2>
        <ul class={styles.rows}>
          <For each={newest(sessions())} fallback={<li class={styles.row}>{t('sessions.none')}</li>}>
            {(session) => (
              <li class={styles.row}>
                <span class={styles.text}>
                  <span>{session.device}</span>
                  <span class={styles.second}>{t('sessions.since', { start: f.dated(session.startedAt), seen: f.dated(session.lastSeenAt) })}</span>
                </span>
                <Show when={session.id === current.latest} fallback={<EndButton session={session.id} device={session.device} />}>
                  <Tag>{t('sessions.here')}</Tag>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
      <Show when={newest(devices()).length > 0}>
        <section class={styles.part}>
          <h2 class={styles.heading}>{t('devices.title')}</h2>
          <ul class={styles.rows}>
            <For each={newest(devices())}>
              {(device) => (
                <li class={styles.row}>
                  <span class={styles.text}>
                    <span>{device.name}</span>
                    <span class={styles.second}>{t('devices.second', { start: f.dated(device.registeredAt), seen: f.dated(device.lastSeenAt) })}</span>
                  </span>
                  <Show when={device.revokedAt}>{(at) => <span class={styles.second}>{t('devices.revoked', { when: f.dated(at()) })}</span>}</Show>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  );
}

function EndButton(props: { readonly session: string; readonly device: string }): JSX.Element {
  const t = useT(settingsTexts);
  const isReachable = useReachable();
  const snackbar = useSnackbar();
  const words = useRefusalWords('staff');
  async function end(): Promise<void> {
    const refusal = await endSession(props.session);
    if (refusal === null) snackbar.show({ text: t('sessions.ended', { device: props.device }) });
    else snackbar.show({ text: `${words(refusal).reason} ${words(refusal).remedy}` });
  }
  return <Button onPress={() => void end()} unavailable={isReachable() ? undefined : t('sessions.offline')}>{t('sessions.end')}</Button>;
}
