import { brandEntry, clinicTextsEntry, locationEntry } from '../../../schema/clinic.ts';
import type { AppointmentEntry } from '../../../schema/bookings.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { saveFile } from '../../shared/shell/save-file.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { bookingsTexts } from './bookings-texts.ts';

/** Gives an appointment as a calendar file, made here: with what this device knows, a line or not (B35). */
export function useCalendar(): (appointment: AppointmentEntry) => Promise<void> {
  const t = useT(bookingsTexts);
  const sync = useSync();
  const snackbar = useSnackbar();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const brand = clinic.section('brand', brandEntry);
  const texts = clinic.section('texts', clinicTextsEntry);
  const locations = clinic.section('locations', locationEntry);
  return async (appointment) => {
    const known = texts()['texts'];
    const name = brand()['brand']?.name;
    // Without the clinic's clock there is no right time to write.
    if (!known || name === undefined) return snackbar.show({ text: t('calendar.notHere') });
    try {
      const { makeCalendarFile } = await import('./calendar-file.ts');
      const place = locations()[appointment.location.id];
      const phone = place?.phone ?? known.phone;
      const file = makeCalendarFile({
        id: appointment.id, startsAt: appointment.startsAt, endsAt: appointment.endsAt, timeZone: known.timeZone, cancelled: appointment.state === 'cancelled',
        changedAt: appointment.cancelled?.at ?? appointment.movedAt, clinic: name, phone, place: [appointment.location.name, place?.address ?? ''].filter(Boolean).join(', '),
        summary: t('calendar.summary', { clinic: name }), note: t('calendar.note', { clinic: name, phone }),
      }, Date.now());
      saveFile('appointment.ics', new Blob([file], { type: 'text/calendar;charset=utf-8' }));
    } catch {
      snackbar.show({ text: t('calendar.notHere') });
    }
  };
}
