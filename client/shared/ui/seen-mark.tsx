import type { JSX } from 'solid-js';

import { useFormat, useT } from '../i18n/context.tsx';
import type { Moment } from '../i18n/create-format.ts';
import { IconMark } from './icon.tsx';
import { Smartphone } from './icons.ts';
import styles from './state-mark.module.css';
import { uiTexts } from './ui-texts.ts';

export interface SeenMarkProps {
  readonly name: string;
  readonly onDeviceAt?: Moment | undefined;
  readonly openedAt?: Moment | undefined;
}

/** What the patient saw, for staff: first on a device, first opened on screen. Both are reports of that device. */
export function SeenMark(props: SeenMarkProps): JSX.Element {
  const t = useT(uiTexts);
  const format = useFormat();
  const words = (): string => {
    const name = props.name;
    if (props.openedAt === undefined)
      return props.onDeviceAt === undefined ? t('seen.notYet', { name }) : t('seen.onPhone', { name, time: format.stamp(props.onDeviceAt) });
    const opened = format.stamp(props.openedAt);
    return props.onDeviceAt === undefined
      ? t('seen.openedOnly', { name, opened })
      : t('seen.opened', { name, time: format.stamp(props.onDeviceAt), opened });
  };
  return (
    <span class={styles.mark} data-size="tiny">
      <IconMark icon={Smartphone} size={16} class={styles.icon} />
      <span>{words()}</span>
    </span>
  );
}
