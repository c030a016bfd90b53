import { createEffect, createSignal, on, type JSX } from 'solid-js';
import { BOOKING_WORDS_MAX } from '../../../../schema/booking-states.ts';
import type { WeekAppointment } from '../../../../schema/desk.ts';
import { appointmentCancel } from '../../../../schema/desk-requests.ts';
import { useT } from '../../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../../shared/shell/refusal-words.ts';
import { useSync } from '../../../shared/sync/sync.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../../shared/ui/live-region.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { useDraft } from '../use-draft.ts';
import { cancelDraft } from '../words-of.ts';
import { deskTexts } from './texts.ts';

/** With words that the patient reads. */
export function CancelDialog<One extends Pick<WeekAppointment, 'id' | 'patient'>>(props: { readonly appointment: One | null; readonly about: (appointment: One) => { patient: string; appointment: string; location: string; week: string }; readonly onClose: () => void }): JSX.Element {
  const t = useT(deskTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const reason = useDraft(() => cancelDraft(props.appointment?.id ?? ''));
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.appointment, () => { setProblem(undefined); }));
  async function cancel(): Promise<void> {
    const text = reason.text().trim();
    if (!props.appointment) return;
    if (text === '') return void setProblem(t('cancelling.empty'));
    if (text.length > BOOKING_WORDS_MAX) return void setProblem(t('tooLong', { most: BOOKING_WORDS_MAX }));
    const answer = await sync.act(appointmentCancel, { ...props.about(props.appointment), reason: text }, { draft: reason.key() });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    reason.sent();
    announce(t('saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.appointment !== null} onClose={props.onClose} title={t('cancelling.title')} second={t('cancelling.second', { name: props.appointment?.patient.name.split(' ')[0] ?? '' })}
      acts={<><Button onPress={props.onClose}>{t('cancelling.not')}</Button><Button kind="primary" onPress={() => void cancel()}>{t('cancelling.act')}</Button></>}
    >
      <TextArea label={t('cancelling.reason')} value={reason.text()} onInput={(text) => reason.write(text)} error={problem()} rows={3} />
    </Dialog>
  );
}
