import { laterRequests } from './later-requests.ts';
import type { AnyRequestDefinition } from './request-definition.ts';
import { gatherRequests, parseBodyBy, type ParsedBody } from './request-table.ts';
import { staffRequests } from './staff-requests.ts';

/** Table two: everything a person can ask for. Gathered from the nouns. */
export const requestTable: ReadonlyMap<string, AnyRequestDefinition> = gatherRequests([...staffRequests, ...laterRequests]);

/** Codes of a decision that lost to another one: outcome `superseded`, not `declined` (DESIGN §2). */
export const supersededCodes: ReadonlySet<string> = new Set(['thread.taken', 'thread.closedBy', 'thread.releasedSince', 'thread.openAlready', 'activation.already', 'held.returnedBy', 'held.discardedBy', 'reply.withdrawnBy', 'reply.reportedBy', 'settings.changedBy', 'staff.closedBy', 'staff.openAlready', 'away.changedBy', 'result.releasedBy', 'result.heldBy', 'booking.decidedBy', 'appointment.changedBy', 'consult.changedBy', 'schedule.changedBy']);

export function parseBody(type: string, v: number, raw: unknown): ParsedBody {
  return parseBodyBy(requestTable, type, v, raw);
}
