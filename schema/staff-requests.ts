import type { AnyRequestDefinition } from './request-definition.ts';
import { patientSideRequests } from './patient-side-requests.ts';
import { patientRequests } from './patient-requests.ts';
import { clinicRequests } from './clinic-requests.ts';
import { colleagueRequests } from './colleague-requests.ts';
import { handoverRequests } from './handover-requests.ts';
import { cannedRequests } from './canned-replies.ts';
import { heldRequests } from './held-requests.ts';
import { misdirectedRequests } from './misdirected-requests.ts';
import { bookingRequests } from './booking-requests.ts';
import { deskRequests } from './desk-requests.ts';
import { resultRequests } from './result-requests.ts';
import { triageRequests } from './triage-requests.ts';

/** The rows of table two that the staff app carries from its start. The others: later-requests.ts. */
export const staffRequests: readonly AnyRequestDefinition[] = [...patientSideRequests, ...patientRequests, ...triageRequests, ...handoverRequests, ...heldRequests, ...misdirectedRequests, ...cannedRequests, ...clinicRequests, ...colleagueRequests, ...resultRequests, ...bookingRequests, ...deskRequests];
