import { createContext, createSignal, useContext, type Accessor, type JSX } from 'solid-js';
import { dropDeviceSetting, readDeviceSetting, writeDeviceSetting } from '../../shared/local/device-settings.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { readKeymap, standardKeys, type KeyAct, type Keymap } from './keymap.ts';
import { useMedia } from './use-media.ts';

export interface StaffSettings {
  /** Single-letter keys in lists. On unless switched off (WCAG 2.1.4). */
  readonly keysOn: Accessor<boolean>;
  /** As set, whatever this device can do. */
  readonly keysChosen: Accessor<boolean>;
  readonly setKeysOn: (on: boolean) => void;
  /** Which key does what, for this person on this device. */
  readonly keymap: Accessor<Keymap>;
  readonly setKey: (act: KeyAct, key: string) => void;
  readonly resetKeys: () => void;
  /** The key to draw beside an act; none while keys are off. */
  readonly cap: (act: KeyAct) => string | undefined;
}

const StaffSettingsContext = createContext<StaffSettings>();
const KEYS = 'staff.keys';
const keymapOf = (account: string): string => `staff.keymap.${account}`;

/** What staff set for themselves on this device. Kept on the device, read before the first page needs it. */
export function StaffSettingsProvider(props: { readonly children: JSX.Element }): JSX.Element {
  const sync = useSync();
  const [keysOn, setKeysOn] = createSignal(readDeviceSetting(KEYS) !== 'off');
  const [keymap, setKeymap] = createSignal<Keymap>(readKeymap(readDeviceSetting(keymapOf(sync.account.id))));
  // A phone has no keys to press: nothing speaks of them there.
  const hasKeys = useMedia('(any-hover: hover)');
  const settings: StaffSettings = {
    keysOn: () => keysOn() && hasKeys(),
    keysChosen: keysOn,
    setKeysOn(on) {
      setKeysOn(on);
      writeDeviceSetting(KEYS, on ? 'on' : 'off');
    },
    keymap,
    setKey(act, key) {
      setKeymap((map) => ({ ...map, [act]: key }));
      writeDeviceSetting(keymapOf(sync.account.id), JSON.stringify(keymap()));
    },
    resetKeys() {
      setKeymap(standardKeys);
      dropDeviceSetting(keymapOf(sync.account.id));
    },
    cap: (act) => (settings.keysOn() ? keymap()[act] : undefined),
  };
  return <StaffSettingsContext.Provider value={settings}>{props.children}</StaffSettingsContext.Provider>;
}

export function useStaffSettings(): StaffSettings {
  const settings = useContext(StaffSettingsContext);
  if (!settings) throw new Error('useStaffSettings is called outside a StaffSettingsProvider');
  return settings;
}
