import { createEffect, createSignal, on, type JSX } from 'solid-js';
import { BOOKING_WORDS_MAX } from '../../../../schema/booking-states.ts';
import type { WeekAppointment } from '../../../../schema/desk.ts';
import { appointmentUndo } from '../../../../schema/desk-requests.ts';
import { useT } from '../../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../../shared/shell/refusal-words.ts';
import { useSync } from '../../../shared/sync/sync.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useAnnounce } from '../../../shared/ui/live-region.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { useDraft } from '../use-draft.ts';
import { undoDraft } from '../words-of.ts';
import { deskTexts } from './texts.ts';
import { notedOf, type Noted } from './use-desk.ts';

/** Puts back what was noted by mistake, with words for colleagues. */
export function UndoDialog(props: { readonly appointment: WeekAppointment | null; readonly about: (appointment: WeekAppointment) => { patient: string; appointment: string; location: string; week: string }; readonly onClose: () => void }): JSX.Element {
  const t = useT(deskTexts);
  const sync = useSync();
  const announce = useAnnounce();
  const refusals = useRefusalWords('staff');
  const reason = useDraft(() => undoDraft(props.appointment?.id ?? ''));
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.appointment, () => { setProblem(undefined); }));
  /** As it was when the dialog was opened: what it says stays while it closes. */
  const noted = (): Noted => (props.appointment && notedOf(props.appointment)) ?? 'arrived';
  async function undo(): Promise<void> {
    const text = reason.text().trim();
    if (!props.appointment) return;
    if (text === '') return void setProblem(t('undoing.empty'));
    if (text.length > BOOKING_WORDS_MAX) return void setProblem(t('tooLong', { most: BOOKING_WORDS_MAX }));
    const answer = await sync.act(appointmentUndo, { ...props.about(props.appointment), from: noted(), reason: text }, { draft: reason.key() });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    reason.sent();
    announce(t('saved'));
    props.onClose();
  }
  return (
    <Dialog
      open={props.appointment !== null} onClose={props.onClose} title={t(`undoing.title.${noted()}`)} second={t(`undoing.second.${noted()}`)}
      acts={<><Button onPress={props.onClose}>{t('undoing.not')}</Button><Button kind="primary" onPress={() => void undo()}>{t('undoing.act')}</Button></>}
    >
      <TextArea label={t('undoing.reason')} value={reason.text()} onInput={(text) => reason.write(text)} error={problem()} rows={2} />
    </Dialog>
  );
}
