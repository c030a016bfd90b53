import type { AnyRequestDefinition } from './request-definition.ts';
import { accountRequests } from './accounts.ts';
import { messageRequests } from './message-requests.ts';

/** The rows of table two that patients and carers ask with: all that their app carries. */
export const patientSideRequests: readonly AnyRequestDefinition[] = [...accountRequests, ...messageRequests];
