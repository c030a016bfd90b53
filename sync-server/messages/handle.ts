import type { RegisteredHandler } from '../requests/slice.ts';
import { patientMessageHandlers } from './handle-patient.ts';
import { triageHandlers } from './handle-triage.ts';

export const messageHandlers: RegisteredHandler[] = [...patientMessageHandlers, ...triageHandlers];
