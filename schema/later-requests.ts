import { waitRequests } from './booking-waits.ts';
import { consultRequests } from './consult-requests.ts';
import { rangeRequests } from './reference-ranges.ts';
import type { AnyRequestDefinition } from './request-definition.ts';
import { scheduleRequests } from './schedule-requests.ts';

/** The rows of table two that show on no first screen of staff: their app brings them right after its start. */
export const laterRequests: readonly AnyRequestDefinition[] = [...scheduleRequests, ...rangeRequests, ...waitRequests, ...consultRequests];
