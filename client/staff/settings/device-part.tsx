import { createResource, Show, type JSX } from 'solid-js';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { InstallSetting } from '../../shared/shell/install-offer.tsx';
import { LastTries } from '../../shared/shell/last-tries.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { RefreshCw } from '../../shared/ui/icons.ts';
import styles from './settings.module.css';
import { settingsTexts } from './texts.ts';

interface Storage { readonly persisted: boolean; readonly used: number; readonly quota: number }

/** null where the browser does not tell. */
async function readStorage(): Promise<Storage | null> {
  // Old Safari has no navigator.storage; its type says otherwise.
  // oxlint-disable-next-line house/no-newer-api -- asked for first
  const storage = 'storage' in navigator ? navigator.storage : undefined;
  if (!storage) return null;
  const [persisted, estimate] = await Promise.all([storage.persisted(), storage.estimate()]);
  return { persisted, used: estimate.usage ?? 0, quota: estimate.quota ?? 0 };
}

/** How safe this device keeps things, and whether it reaches the clinic. */
export function DevicePart(): JSX.Element {
  const t = useT(settingsTexts);
  const f = useFormat();
  const sync = useSync();
  const [storage, { refetch }] = createResource(readStorage);
  async function askKeep(): Promise<void> {
    // oxlint-disable-next-line house/no-newer-api -- the button stands only where it is
    await navigator.storage.persist();
    await refetch();
  }
  return (
    <div class={styles.stack}>
      <p>{t('device.connect')}</p>
      <Show when={storage.latest}>
        {(now) => (
          <>
            <p>{now().persisted ? t('device.kept') : t('device.mayClear')}</p>
            <p class={styles.second}>{t('device.used', { used: f.bytes(now().used), quota: f.bytes(now().quota) })}</p>
            <Show when={!now().persisted}>
              <div><Button onPress={() => void askKeep()}>{t('device.askKeep')}</Button></div>
            </Show>
          </>
        )}
      </Show>
      <InstallSetting heading="h3" />
      <h3 class={styles.subheading}>{t('device.lastTries')}</h3>
      <LastTries />
      <div><Button icon={RefreshCw} onPress={() => void sync.tryNow()}>{t('device.tryNow')}</Button></div>
    </div>
  );
}
