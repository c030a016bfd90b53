import { For, Show, type JSX } from 'solid-js';
import { clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../i18n/context.tsx';
import type { KeptMarker } from '../local/kept-marker.ts';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { Button } from '../ui/button.tsx';
import { HardDrive, Phone } from '../ui/icons.ts';
import { ModalPanel } from '../ui/modal-panel.tsx';
import { lostTexts } from './lost-texts.ts';
import { useLostWords } from './lost-words.ts';

/** Told once, and again at each start until somebody has read it: an empty app would say that there had been nothing. */
export function LostDialog(props: { readonly lost: KeptMarker; readonly onRead: () => void }): JSX.Element {
  const t = useT(lostTexts);
  const words = useLostWords();
  const sync = useSync();
  const texts = useView(() => viewName.clinic(sync.account.clinic)).section('texts', clinicTextsEntry);
  const phone = (): string | undefined => texts()['texts']?.phone;
  const risky = (): boolean => props.lost.unsent + props.lost.drafts > 0;
  return (
    <ModalPanel
      open
      locked={risky()}
      shape={sync.account.app === 'staff' ? 'dialog' : 'sheet'}
      icon={HardDrive}
      title={t('title')}
      onClose={props.onRead}
      acts={
        <>
          <Button kind="primary" wide onPress={props.onRead}>{t('act')}</Button>
          <Show when={risky() && phone()}>{(number) => <Button kind="secondary" wide icon={Phone} href={`tel:${number().replace(/\s/g, '')}`}>{t('call', { phone: number() })}</Button>}</Show>
        </>
      }
    >
      <For each={words(props.lost)}>{(sentence) => <p><strong>{sentence}</strong></p>}</For>
      <Show when={risky()}><p>{t('look')}</p></Show>
      <p>{t('why')}</p>
      <p>{t('again')}</p>
    </ModalPanel>
  );
}
