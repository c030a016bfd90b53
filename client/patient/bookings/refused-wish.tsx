import { useNavigate } from '@solidjs/router';
import { For, type JSX } from 'solid-js';
import { bookingRequest } from '../../../schema/booking-requests.ts';
import { newId } from '../../../schema/ids.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { usePerson } from '../person/person.tsx';
import styles from './bookings.module.css';
import { bookingsTexts } from '../shared/bookings-texts.ts';
import type { LocalWish } from '../shared/use-bookings.ts';

/** A time that was not to be had, with the three others the clinic named (UX §1.4): one press asks for one of them, words and all. */
export function RefusedWish(props: { readonly refused: LocalWish }): JSX.Element {
  const t = useT(bookingsTexts);
  const f = useFormat();
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const words = useRefusalWords('patient');
  const refusal = () => props.refused.request.refusal ?? { code: 'general' };
  const instead = (): number[] => [refusal().params?.['first'], refusal().params?.['second'], refusal().params?.['third']]
    .flatMap((time) => (typeof time === 'number' && time > f.now() ? [time] : []));
  async function ask(startsAt: number): Promise<void> {
    const saved = await sync.act(bookingRequest, { ...props.refused.wish, booking: newId(), startsAt, freeAsOf: props.refused.request.answeredAt ?? Date.now() });
    if (saved.ok) await sync.dismiss(props.refused.request.id);
  }
  return (
    <section class={styles.refused} aria-label={t('refused.title', { when: f.appointment(props.refused.wish.startsAt) })}>
      <p><strong>{t('refused.title', { when: f.appointment(props.refused.wish.startsAt) })}</strong> {words(refusal()).reason}</p>
      <For each={instead()}>{(time) => <Button wide onPress={() => void ask(time)}>{t('refused.instead', { time: f.appointment(time) })}</Button>}</For>
      <Button wide onPress={() => navigate(person.pathTo('bookings/new'))}>{t('refused.again')}</Button>
      <Button kind="quiet" onPress={() => void sync.dismiss(props.refused.request.id)}>{t('refused.dismiss')}</Button>
    </section>
  );
}
