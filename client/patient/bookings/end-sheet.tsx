import { createSignal, Show, type JSX } from 'solid-js';
import { bookingCancel, bookingWithdraw } from '../../../schema/booking-requests.ts';
import { BOOKING_WORDS_MAX } from '../../../schema/booking-states.ts';
import type { AppointmentEntry, BookingEntry } from '../../../schema/bookings.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Sheet } from '../../shared/ui/sheet.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { usePerson } from '../person/person.tsx';
import { bookingsTexts } from '../shared/bookings-texts.ts';
import { earlierTexts } from './earlier-texts.ts';

/** Asks before a time is given up: what is free may be somebody else's a moment later. */
export function EndSheet(props: { readonly entry: AppointmentEntry | BookingEntry; readonly what: 'withdraw' | 'cancel' | 'refuse'; readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(bookingsTexts);
  const te = useT(earlierTexts);
  const say = (key: 'title' | 'yes' | 'not'): string => (props.what === 'refuse' ? te(`refuse.${key}`) : t(`${props.what}.${key}`));
  const f = useFormat();
  const sync = useSync();
  const person = usePerson();
  const refusals = useRefusalWords('patient');
  const [words, setWords] = createSignal('');
  const [problem, setProblem] = createSignal<string>();
  async function end(): Promise<void> {
    const text = words().trim();
    if (text.length > BOOKING_WORDS_MAX) return void setProblem(t('form.tooLong', { most: BOOKING_WORDS_MAX }));
    const patient = person.patient();
    const answer = props.what === 'cancel'
      ? await sync.act(bookingCancel, { patient, appointment: props.entry.id, words: text })
      : await sync.act(bookingWithdraw, { patient, booking: props.entry.id });
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    setProblem(undefined);
    props.onClose();
  }
  return (
    <Sheet
      open={props.open} onClose={props.onClose} title={say('title')}
      acts={<><Button kind="primary" wide onPress={() => void end()}>{say('yes')}</Button><Button wide onPress={props.onClose}>{say('not')}</Button></>}
    >
      <p>{f.appointment(props.entry.startsAt)}. {props.what === 'refuse' ? te('refuse.second') : t('withdraw.second')}</p>
      <Show when={problem()}>{(reason) => <Notice tone="asks" title={reason()} announce />}</Show>
      <Show when={props.what === 'cancel'}><TextArea label={t('cancel.words')} value={words()} onInput={setWords} rows={2} /></Show>
    </Sheet>
  );
}
