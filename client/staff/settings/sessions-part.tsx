import { createSignal, For, Show, type JSX } from 'solid-js';
import type * as z from 'zod/mini';
import { deviceEntry } from '../../../schema/accounts.ts';
import { sessionList } from '../../../schema/identity.ts';
import { refuse } from '../../../schema/outcome.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { createIdentityApi } from '../../shared/session/identity-api.ts';
import { useOwnSessions } from '../../shared/shell/own-sessions.ts';
import { ownSessionsTexts } from '../../shared/shell/own-sessions-texts.ts';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { RemoveDevice } from './remove-device.tsx';
import styles from './settings.module.css';
import { settingsTexts } from './texts.ts';

type Device = z.infer<typeof deviceEntry>;

/** Everywhere this account is signed in, and the devices that may send for it: listed offline, ended online. */
export function SessionsPart(): JSX.Element {
  const t = useT(settingsTexts);
  const f = useFormat();
  const sync = useSync();
  const devices = useView(() => viewName.account(sync.account.id)).section('devices', deviceEntry);
  const newest = () => Object.values(devices()).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  const isReachable = useReachable();
  const [wiping, setWiping] = createSignal<Device | null>(null);
  const mayWipe = (device: Device): boolean => device.id !== sync.account.deviceId && device.revokedAt === null && (device.wipedAt ?? null) === null;
  return (
    <>
      <OwnSessionRows />
      <Show when={wiping()} keyed>{(device) => <WipeDialog device={device} onClose={() => setWiping(null)} />}</Show>
      <Show when={newest().length > 0}>
        <section class={styles.part}>
          <h2 class={styles.heading}>{t('devices.title')}</h2>
          <ul class={styles.rows}>
            <For each={newest()}>
              {(device) => (
                <li class={styles.row}>
                  <span class={styles.text}>
                    <span id={`device-${device.id}`}>{device.name}</span>
                    <span class={styles.second}>{t('devices.second', { start: f.dated(device.registeredAt), seen: f.dated(device.lastSeenAt) })}</span>
                  </span>
                  <Show when={device.wipedAt}>{(at) => <span class={styles.second}>{t('devices.wiped', { when: f.dated(at()) })}</span>}</Show>
                  <Show when={mayWipe(device)}>
                    <Button describedBy={`device-${device.id}`} onPress={() => setWiping(device)} unavailable={isReachable() ? undefined : t('devices.offline')}>{t('devices.wipe')}</Button>
                  </Show>
                  <Show when={device.revokedAt} fallback={<RemoveDevice device={device} described={`device-${device.id}`} />}>
                    {(at) => <span class={styles.second}>{t('devices.revoked', { when: f.dated(at()) })}</span>}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  );
}

/** Not a request that waits: it is meant for now, and the clinic says whether it was told. */
function WipeDialog(props: { readonly device: Device; readonly onClose: () => void }): JSX.Element {
  const t = useT(settingsTexts);
  const words = useRefusalWords('staff');
  const snackbar = useSnackbar();
  async function wipe(): Promise<void> {
    const answer = await createIdentityApi().post('devices/wipe', sessionList, { app: 'staff', device: props.device.id });
    const refusal = answer.ok ? null : 'problem' in answer ? answer.problem : refuse('session.offline');
    snackbar.show({ text: refusal === null ? t('devices.told', { device: props.device.name }) : `${words(refusal).reason} ${words(refusal).remedy}` });
    props.onClose();
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('devices.question', { device: props.device.name })}
      acts={
        <>
          <Button onPress={props.onClose}>{t('devices.keep')}</Button>
          <Button kind="primary" onPress={() => void wipe()}>{t('devices.wipe')}</Button>
        </>
      }
    >
      <p>{t('devices.what')}</p>
    </Dialog>
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
