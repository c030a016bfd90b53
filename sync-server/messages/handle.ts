import type { RegisteredHandler } from '../requests/slice.ts';
import { patientMessageHandlers } from './handle-patient.ts';
import { misdirectedHandlers } from './handle-misdirected.ts';
import { moveHandlers } from './handle-move.ts';
import { triageHandlers } from './handle-triage.ts';

export const messageHandlers: RegisteredHandler[] = [...patientMessageHandlers, ...triageHandlers, ...misdirectedHandlers, ...moveHandlers];
