import type { JSX } from 'solid-js';

import type { Reach } from '../../../schema/actor.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Sheet } from '../../shared/ui/sheet.tsx';
import { personTexts } from './texts.ts';

/** A link led to another person than the one on the screen: nobody is switched without being asked (UX §1.8). */
export function AskSwitch(props: { readonly to: Reach; readonly now: Reach; readonly onSwitch: () => void; readonly onStay: () => void }): JSX.Element {
  const t = useT(personTexts);
  const first = (reach: Reach): string => reach.name.split(' ')[0] ?? reach.name;
  return (
    <Sheet
      open
      onClose={props.onStay}
      title={t('ask.title', { name: first(props.to) })}
      acts={
        <>
          <Button kind="primary" wide onPress={props.onSwitch}>{t('switchTo', { name: first(props.to) })}</Button>
          <Button wide onPress={props.onStay}>{t('ask.stay', { now: first(props.now) })}</Button>
        </>
      }
    >
      <p>{t('ask.text', { now: first(props.now), name: first(props.to) })}</p>
    </Sheet>
  );
}
