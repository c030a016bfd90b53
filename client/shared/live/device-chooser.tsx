import { createSignal, For, onCleanup, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { ModalPanel } from '../ui/modal-panel.tsx';
import { Select } from '../ui/select.tsx';
import { listDevices, readChosenDevice, watchDevices, type DeviceKind, type LiveDevice } from './devices.ts';
import { liveTexts } from './live-texts.ts';

const kinds: readonly DeviceKind[] = ['camera', 'microphone', 'speaker'];

export interface DeviceChooserProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly shape: 'sheet' | 'dialog';
  readonly onChoose: (kind: DeviceKind, id: string) => void;
}

/** Which camera, microphone and speaker, where there is more than one. Follows what is plugged in and pulled out. */
export function DeviceChooser(props: DeviceChooserProps): JSX.Element {
  const t = useT(liveTexts);
  return (
    <ModalPanel open={props.open} onClose={props.onClose} shape={props.shape} title={t('devices.title')}
      acts={<Button kind="primary" size={props.shape === 'sheet' ? 'last' : 'normal'} wide onPress={props.onClose}>{t('devices.done')}</Button>}>
      <Choices onChoose={props.onChoose} />
    </ModalPanel>
  );
}

function Choices(props: Pick<DeviceChooserProps, 'onChoose'>): JSX.Element {
  const t = useT(liveTexts);
  const [found, setFound] = createSignal<readonly { readonly kind: DeviceKind; readonly devices: readonly LiveDevice[] }[]>();
  async function look(): Promise<void> {
    setFound(await Promise.all(kinds.map(async (kind) => ({ kind, devices: await listDevices(kind) }))));
  }
  void look();
  onCleanup(watchDevices(() => void look()));
  const usable = () => (found() ?? []).filter(({ devices }) => devices.length > 0);
  return (
    <Show when={found() === undefined || usable().length > 0} fallback={<p>{t('devices.none')}</p>}>
      <For each={usable()}>
        {({ kind, devices }) => (
          <Select
            label={t(`devices.${kind}`)} value={chosenOf(kind, devices)} onChange={(id) => props.onChoose(kind, id)}
            options={[...(devices.some(({ id }) => id === 'default') ? [] : [{ value: '', label: t('devices.system') }]), ...devices.map(({ id, label }) => ({ value: id, label }))]}
          />
        )}
      </For>
    </Show>
  );
}

/** What was chosen and pulled out since is not shown as chosen. */
function chosenOf(kind: DeviceKind, devices: readonly LiveDevice[]): string {
  const chosen = readChosenDevice(kind);
  return devices.some(({ id }) => id === chosen) ? (chosen ?? '') : devices.some(({ id }) => id === 'default') ? 'default' : '';
}
