import type { RegisteredHandler } from '../requests/slice.ts';
import { accountStandingHandlers } from './handle-account.ts';
import { awayHandlers } from './handle-away.ts';

export const colleagueHandlers: readonly RegisteredHandler[] = [...accountStandingHandlers, ...awayHandlers];
