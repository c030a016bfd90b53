import { For, Show, type JSX } from 'solid-js';
import { deviceEntry } from '../../../schema/accounts.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useOwnSessions } from '../../shared/shell/own-sessions.ts';
import { ownSessionsTexts } from '../../shared/shell/own-sessions-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import styles from './settings.module.css';
import { settingsTexts } from './texts.ts';

/** Everywhere this account is signed in, and the devices that may send for it: listed offline, ended online. */
export function SessionsPart(): JSX.Element {
  const t = useT(settingsTexts);
  const f = useFormat();
  const sync = useSync();
  const devices = useView(() => viewName.account(sync.account.id)).section('devices', deviceEntry);
  const newest = () => Object.values(devices()).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  return (
    <>
      <OwnSessionRows />
      <Show when={newest().length > 0}>
        <section class={styles.part}>
          <h2 class={styles.heading}>{t('devices.title')}</h2>
          <ul class={styles.rows}>
            <For each={newest()}>
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

function OwnSessionRows(): JSX.Element {
  const t = useT(ownSessionsTexts);
  const f = useFormat();
  const sessions = useOwnSessions();
  return (
    <section class={styles.part}>
      <h2 class={styles.heading}>{t('title')}</h2>
      <ul class={styles.rows}>
        <For each={sessions.list()} fallback={<li class={styles.row}>{t('none')}</li>}>
          {(session) => (
            <li class={styles.row}>
              <span class={styles.text}>
                <span id={`session-${session.id}`}>{session.device}</span>
                <span class={styles.second}>{t('since', { start: f.dated(session.startedAt), seen: f.dated(session.lastSeenAt) })}</span>
              </span>
              <Show when={session.current} fallback={
                <Button describedBy={`session-${session.id}`} onPress={() => void sessions.end(session)} unavailable={sessions.unavailable()}>{t('end')}</Button>
              }>
                <Tag>{t('here')}</Tag>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={sessions.list().length > 1}>
        <div><Button onPress={() => void sessions.endOthers()} unavailable={sessions.unavailable()}>{t('endOthers')}</Button></div>
      </Show>
    </section>
  );
}
