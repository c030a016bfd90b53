import { createEffect, createSignal, on, type JSX } from 'solid-js';
import { bookingConfirm, bookingDecline } from '../../../schema/booking-requests.ts';
import { BOOKING_WORDS_MAX } from '../../../schema/booking-states.ts';
import type { RequestedEntry } from '../../../schema/bookings.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../shared/ui/live-region.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { bookingDraft } from '../shared/words-of.ts';
import { staffBookingsTexts } from './texts.ts';

/** Declines with words the patient reads; or confirms what the provider's hours do not cover any more, with words for colleagues. */
export function ReasonDialog(props: {
  readonly entry: RequestedEntry; readonly what: 'declining' | 'overriding'; readonly open: boolean; readonly onClose: () => void;
  /** The confirmation that was not accepted: it is done with when this one is saved. */
  readonly refused?: string | undefined;
}): JSX.Element {
  const t = useT(staffBookingsTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const reason = useDraft(() => bookingDraft(props.entry.id));
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.open, (open) => { if (open) setProblem(undefined); }));
  async function decide(): Promise<void> {
    const text = reason.text().trim();
    if (text === '') return void setProblem(t(`${props.what}.empty`));
    if (text.length > BOOKING_WORDS_MAX) return void setProblem(t('tooLong', { most: BOOKING_WORDS_MAX }));
    const about = { patient: props.entry.patient.id, booking: props.entry.id };
    const options = { draft: reason.key() };
    const answer = props.what === 'declining' ? await sync.act(bookingDecline, { ...about, reason: text }, options) : await sync.act(bookingConfirm, { ...about, override: text }, options);
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    if (props.refused !== undefined) await sync.dismiss(props.refused);
    reason.sent();
    announce(t('saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.open} onClose={props.onClose} title={t(`${props.what}.title`)}
      second={props.what === 'declining' ? t('declining.second', { name: props.entry.patient.name.split(' ')[0] ?? '' }) : t('overriding.second')}
      acts={<><Button onPress={props.onClose}>{t(`${props.what}.not`)}</Button><Button kind="primary" onPress={() => void decide()}>{t(`${props.what}.act`)}</Button></>}
    >
      <TextArea label={t(`${props.what}.reason`)} value={reason.text()} onInput={(text) => reason.write(text)} error={problem()} rows={3} />
    </Dialog>
  );
}
