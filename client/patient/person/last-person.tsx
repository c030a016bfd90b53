import { createContext, createSignal, useContext, type Accessor, type JSX } from 'solid-js';

import type { Reach } from '../../../schema/actor.ts';
import { readDeviceSetting, writeDeviceSetting } from '../../shared/local/device-settings.ts';
import { lastPersonKey } from '../../shared/local/person-setting.ts';
import { useSync } from '../../shared/sync/sync.ts';

export interface LastPerson {
  /**
   * Whom the screens were about last, as long as this account reaches them: a link to somebody else asks first. Kept on
   * the device for this account alone, and without a name: that comes from the account's own view.
   */
  readonly reach: Accessor<Reach | undefined>;
  /** Where one lands: the person above, else oneself. Undefined where the account reaches nobody, or nothing is held yet. */
  readonly landing: Accessor<Reach | undefined>;
  readonly choose: (now: Reach) => void;
}

const LastPersonContext = createContext<LastPerson>();

export function LastPersonProvider(props: { readonly children: JSX.Element }): JSX.Element {
  const sync = useSync();
  const key = lastPersonKey(sync.account.id);
  const [patient, setPatient] = createSignal(readDeviceSetting(key));
  const reaches = (): readonly Reach[] => sync.actor()?.reaches ?? [];
  const reach = (): Reach | undefined => reaches().find((one) => one.patient === patient());
  const last: LastPerson = {
    reach,
    landing: () => reach() ?? reaches().find((one) => one.as === 'self') ?? reaches()[0],
    choose(now) {
      setPatient(now.patient);
      writeDeviceSetting(key, now.patient);
    },
  };
  return <LastPersonContext.Provider value={last}>{props.children}</LastPersonContext.Provider>;
}

export function useLastPerson(): LastPerson {
  const last = useContext(LastPersonContext);
  if (!last) throw new Error('useLastPerson needs <LastPersonProvider> above it');
  return last;
}
