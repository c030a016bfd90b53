import type { Log } from '../log.ts';
import type { Queries } from '../record/database.ts';
import { securityEvent, type SecurityEvent } from './audit.ts';

/** Enough to see an attack, too few to fill the record. */
const PER_MINUTE = 30;

/** Writes down what was refused to people who never got in, so many in a minute; the rest is dropped. */
export function createLimitedEvents({ database, log, now = Date.now }: { readonly database: Queries; readonly log: Log; readonly now?: () => number }): (event: SecurityEvent) => void {
  let minute = { from: 0, count: 0 };
  return (event) => {
    if (now() - minute.from > 60_000) minute = { from: now(), count: 0 };
    minute.count += 1;
    if (minute.count > PER_MINUTE) return;
    securityEvent(database, event).catch((error: unknown) => log.error({ err: error }, 'a security event could not be written'));
  };
}
