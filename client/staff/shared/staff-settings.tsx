import { createContext, createSignal, useContext, type Accessor, type JSX } from 'solid-js';
import { readDeviceSetting, writeDeviceSetting } from '../../shared/local/device-settings.ts';
import { useMedia } from './use-media.ts';

export interface StaffSettings {
  /** Single-letter keys in lists. On unless switched off (WCAG 2.1.4). */
  readonly keysOn: Accessor<boolean>;
  /** As set, whatever this device can do. */
  readonly keysChosen: Accessor<boolean>;
  readonly setKeysOn: (on: boolean) => void;
}

const StaffSettingsContext = createContext<StaffSettings>();
const KEYS = 'staff.keys';

/** What staff set for themselves on this device. Kept on the device, read before the first page needs it. */
export function StaffSettingsProvider(props: { readonly children: JSX.Element }): JSX.Element {
  const [keysOn, setKeysOn] = createSignal(readDeviceSetting(KEYS) !== 'off');
  // A phone has no keys to press: nothing speaks of them there.
  const hasKeys = useMedia('(any-hover: hover)');
  const settings: StaffSettings = {
    keysOn: () => keysOn() && hasKeys(),
    keysChosen: keysOn,
    setKeysOn(on) {
      setKeysOn(on);
      writeDeviceSetting(KEYS, on ? 'on' : 'off');
    },
  };
  return <StaffSettingsContext.Provider value={settings}>{props.children}</StaffSettingsContext.Provider>;
}

export function useStaffSettings(): StaffSettings {
  const settings = useContext(StaffSettingsContext);
  if (!settings) throw new Error('useStaffSettings is called outside a StaffSettingsProvider');
  return settings;
}
