import type { RegisteredHandler } from '../requests/slice.ts';
import { clinicBookingHandlers } from './handle-clinic.ts';
import { patientBookingHandlers } from './handle-patient.ts';

export const bookingHandlers: readonly RegisteredHandler[] = [...patientBookingHandlers, ...clinicBookingHandlers];
