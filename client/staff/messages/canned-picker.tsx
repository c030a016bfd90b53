import { createMemo, type JSX } from 'solid-js';
import { fillPlaceholders, type CannedReply, type Placeholder } from '../../../schema/canned-replies.ts';
import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { PickDialog } from '../shared/pick-dialog.tsx';
import { useCanned } from '../shared/use-canned.ts';
import { CANNED_REPLIES } from '../shell/addresses.ts';
import { messagesTexts } from './texts.ts';
import type { ThreadData } from './thread-data.ts';

export interface CannedPickerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly data: ThreadData;
  /** The words, with everything in them that this device knows. */
  readonly onPick: (words: string) => void;
}

/** B15: one's own canned replies and the clinic's, found by typing. Filled from what is on this device, now. */
export function CannedPicker(props: CannedPickerProps): JSX.Element {
  const t = useT(messagesTexts);
  const canned = useCanned();
  const known = useKnown(() => props.data);
  const items = createMemo(() => {
    const list = (replies: readonly CannedReply[], group: string) => replies.map(({ id, is: { value } }) => {
      const words = fillPlaceholders(value.text, known());
      return { id, label: value.title, second: words, group, pick: () => props.onPick(words) };
    });
    return [...list(canned.own.replies(), t('canned.own')), ...list(canned.clinic.replies(), t('canned.clinic'))];
  });
  return (
    <PickDialog
      open={props.open} onClose={props.onClose} title={t('canned.title')} items={items()} none={t('canned.none')}
      foot={<Button kind="quiet" href={CANNED_REPLIES}>{t('canned.manage')}</Button>}
    />
  );
}

/** What placeholders stand for in this thread, as far as this device knows. */
function useKnown(data: () => ThreadData): () => Partial<Record<Placeholder, string | undefined>> {
  const sync = useSync();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const brand = clinic.section('brand', brandEntry);
  const texts = clinic.section('texts', clinicTextsEntry);
  return () => {
    const actor = sync.actor();
    const of = texts()['texts'];
    return {
      'first name': data().identity()?.given.split(' ')[0], patient: data().identity()?.name, 'my name': actor?.name, 'my title': actor?.title,
      clinic: brand()['brand']?.name, 'clinic phone': of?.phone, 'emergency phone': of?.emergencyPhone, 'reply time': of?.replyPromise,
    };
  };
}
