import { useNavigate } from '@solidjs/router';
import { createEffect, createSignal, Show, type Component, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { loadPart } from '../../shared/shell/load-part.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CalendarDays } from '../../shared/ui/icons.ts';
import { NextAppointment } from '../../shared/ui/next-appointment.tsx';
import { usePerson } from '../person/person.tsx';
import { bookingsTexts } from './bookings-texts.ts';
import { isAppointment, useBookings } from './use-bookings.ts';
import { useCalendar } from './use-calendar.ts';
import { useConsults } from './use-consults.ts';
import { useVisitWords } from './use-visit-words.ts';

/** The next appointment on the home; without one, the first request that waits. Only what the clinic has confirmed is filled. */
export function NextCard(): JSX.Element {
  const t = useT(bookingsTexts);
  const f = useFormat();
  const person = usePerson();
  const navigate = useNavigate();
  const bookings = useBookings();
  const words = useVisitWords();
  const addToCalendar = useCalendar();
  const confirmed = () => { const one = shown(); return one && isAppointment(one) ? one : undefined; };
  const here = () => (bookings.next().length + bookings.open().length === 0 ? bookings.here()[0] : undefined);
  const consults = useConsults();
  /** A visit by video that is near has a card of its own, above this one. */
  const next = () => bookings.next().find(({ id }) => id !== consults.near()?.appointment);
  const shown = () => next() ?? (consults.near() ? undefined : bookings.open()[0]);
  const [visit, setVisit] = createSignal<Component>();
  let asked = false;
  createEffect(() => {
    if (asked || !consults.near()) return;
    asked = true;
    void loadPart(() => import('./visit-card.tsx')).then((part) => setVisit(() => part.VisitCard));
  });
  return (
    <>
      <Dynamic component={visit()} />
      <Show when={shown()}>
        {(one) => (
          <NextAppointment
            look={'cutoffAt' in one() ? 'confirmed' : 'requested'} icon={CalendarDays} kind={words.kind(one())} inWords={f.inDays(one().startsAt)}
            date={f.day(one().startsAt)} second={t('at', { time: f.clock(one().startsAt), name: one().provider.name })}
            state={'cutoffAt' in one() ? { kind: 'handled', at: one().startsAt, what: 'confirmed' } : { kind: 'received', at: one().startsAt }}
            stateWords={'cutoffAt' in one() ? t('confirmedBy') : words.state(one())}
            acts={<>
              <Button wide onPress={() => navigate(person.pathTo(`bookings/${one().id}`))}>{t('open.act')}</Button>
              <Show when={confirmed()}>{(appointment) => <Button wide onPress={() => void addToCalendar(appointment())}>{t('calendar.act')}</Button>}</Show>
            </>}
          />
        )}
      </Show>
      <Show when={here()}>
        {(one) => (
          <NextAppointment
            look="saved" icon={CalendarDays} kind={t('state.requested')} inWords={f.inDays(one().wish.startsAt)} date={f.day(one().wish.startsAt)} second={f.clock(one().wish.startsAt)}
            state={{ kind: 'saved', at: one().request.savedAt }} acts={<Button wide onPress={() => navigate(person.pathTo('bookings'))}>{t('open.act')}</Button>}
          />
        )}
      </Show>
    </>
  );
}
