import type { RegisteredHandler } from '../requests/slice.ts';
import { clinicBookingHandlers } from './handle-clinic.ts';
import { deskHandlers } from './handle-desk.ts';
import { patientBookingHandlers } from './handle-patient.ts';
import { waitHandlers } from './handle-waits.ts';

export const bookingHandlers: readonly RegisteredHandler[] = [...patientBookingHandlers, ...clinicBookingHandlers, ...deskHandlers, ...waitHandlers];
