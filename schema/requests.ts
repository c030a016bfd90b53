import type { AnyRequestDefinition } from './request-definition.ts';
import { gatherRequests, parseBodyBy, type ParsedBody } from './request-table.ts';
import { patientSideRequests } from './patient-side-requests.ts';
import { patientRequests } from './patient-requests.ts';
import { clinicRequests } from './clinic-requests.ts';
import { colleagueRequests } from './colleague-requests.ts';
import { handoverRequests } from './handover-requests.ts';
import { cannedRequests } from './canned-replies.ts';
import { heldRequests } from './held-requests.ts';
import { misdirectedRequests } from './misdirected-requests.ts';
import { bookingRequests } from './booking-requests.ts';
import { waitRequests } from './booking-waits.ts';
import { deskRequests } from './desk-requests.ts';
import { resultRequests } from './result-requests.ts';
import { rangeRequests } from './reference-ranges.ts';
import { scheduleRequests } from './schedule-requests.ts';
import { triageRequests } from './triage-requests.ts';

/** Table two: everything a person can ask for. Gathered from the nouns. */
export const requestTable: ReadonlyMap<string, AnyRequestDefinition> = gatherRequests([...patientSideRequests, ...patientRequests, ...triageRequests, ...handoverRequests, ...heldRequests, ...misdirectedRequests, ...cannedRequests, ...clinicRequests, ...colleagueRequests, ...resultRequests, ...scheduleRequests, ...rangeRequests, ...bookingRequests, ...waitRequests, ...deskRequests]);

/** Codes of a decision that lost to another one: outcome `superseded`, not `declined` (DESIGN §2). */
export const supersededCodes: ReadonlySet<string> = new Set(['thread.taken', 'thread.closedBy', 'thread.releasedSince', 'thread.openAlready', 'activation.already', 'held.returnedBy', 'held.discardedBy', 'reply.withdrawnBy', 'reply.reportedBy', 'settings.changedBy', 'staff.closedBy', 'staff.openAlready', 'away.changedBy', 'result.releasedBy', 'result.heldBy', 'booking.decidedBy', 'appointment.changedBy', 'schedule.changedBy']);

export function parseBody(type: string, v: number, raw: unknown): ParsedBody {
  return parseBodyBy(requestTable, type, v, raw);
}
