import { viewName } from '../../schema/view-names.ts';
import type { Touch } from '../record/touch.ts';

/** Where a booking stands: with its patient, and with whoever decides. What each section holds depends on all of it. */
export const bookingTouches = (clinic: string, patient: string): Touch[] => [
  { view: viewName.person(patient), section: 'bookings', entry: '*' },
  { view: viewName.person(patient), section: 'appointments', entry: '*' },
  { view: viewName.bookings(clinic), section: 'bookings', entry: '*' },
  { view: viewName.bookings(clinic), section: 'waits', entry: '*' },
  { view: viewName.bookings(clinic), section: 'older', entry: '*' },
];
