import { useParams } from '@solidjs/router';
import { Match, Switch, type JSX } from 'solid-js';
import { BookingPage } from './booking-page.tsx';
import { BookingsPage } from './bookings-page.tsx';
import { NewBookingPage } from './new-booking-page.tsx';

/** The list, one of it, or the form: one part of the app, so that who may be offline has all three or none. */
export function BookingsArea(): JSX.Element {
  const params = useParams<{ booking?: string }>();
  return (
    <Switch fallback={<BookingsPage />}>
      <Match when={params.booking === 'new'}><NewBookingPage /></Match>
      <Match when={params.booking !== undefined}><BookingPage /></Match>
    </Switch>
  );
}
