import type { JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { DeviceRoom } from '../../shared/shell/device-room.tsx';
import { InstallSetting } from '../../shared/shell/install-offer.tsx';
import { LastTries } from '../../shared/shell/last-tries.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { RefreshCw } from '../../shared/ui/icons.ts';
import styles from './settings.module.css';
import { settingsTexts } from './texts.ts';

/** How safe this device keeps things, and whether it reaches the clinic. */
export function DevicePart(): JSX.Element {
  const t = useT(settingsTexts);
  const sync = useSync();
  return (
    <div class={styles.stack}>
      <p>{t('device.connect')}</p>
      <DeviceRoom heading="h3" />
      <InstallSetting heading="h3" />
      <h3 class={styles.subheading}>{t('device.lastTries')}</h3>
      <LastTries />
      <div><Button icon={RefreshCw} onPress={() => void sync.tryNow()}>{t('device.tryNow')}</Button></div>
    </div>
  );
}
