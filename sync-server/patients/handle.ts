import type { RegisteredHandler } from '../requests/slice.ts';
import { contactHandlers } from './handle-contact.ts';
import { portalHandlers } from './handle-portal.ts';

export const patientHandlers: readonly RegisteredHandler[] = [...contactHandlers, ...portalHandlers];
