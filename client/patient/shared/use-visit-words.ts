import type { AppointmentEntry, BookingEntry } from '../../../schema/bookings.ts';
import { wordsIn } from '../../../schema/schedules.ts';
import { useI18n, useT } from '../../shared/i18n/context.tsx';
import { bookingsTexts } from './bookings-texts.ts';

/** What a visit is called, in the reader's language. */
export function useVisitWords(): { readonly kind: (one: BookingEntry | AppointmentEntry) => string; readonly second: (one: BookingEntry | AppointmentEntry) => string; readonly state: (one: BookingEntry | AppointmentEntry) => string } {
  const i18n = useI18n();
  const t = useT(bookingsTexts);
  const kind = (one: BookingEntry | AppointmentEntry): string => wordsIn(one.visitType.names, i18n.language());
  return {
    kind,
    second: (one) => t('with', { kind: kind(one), name: one.provider.name }),
    state(one) {
      if ('cutoffAt' in one) {
        if (one.state === 'cancelled') return t(one.cancelled?.byClinic ? 'state.cancelledByClinic' : 'state.cancelled');
        return t(one.state === 'booked' && one.endsAt <= Date.now() ? 'state.past' : `state.${one.state}`);
      }
      if (one.state === 'countered' && one.earlier === true) return t('state.earlier');
      return t(one.state === 'requested' && one.replaces !== null ? 'state.change' : `state.${one.state}`);
    },
  };
}
