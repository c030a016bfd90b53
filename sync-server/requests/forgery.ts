import type { Refusal } from '../../schema/outcome.ts';
import { securityEvent } from '../audit/audit.ts';
import type { Queries } from '../record/database.ts';
import type { ReadEnvelope } from './read-envelope.ts';

const MINUTE = 60_000;
const REMEMBERED = 10_000;

/**
 * A signature that does not hold is a security event; a device the record does not know is none (an old backup was
 * restored, or noise). Anybody can send forgeries without a session: one event a device and minute, so that they cannot
 * fill the record.
 */
export function createForgeryReport(deps: {
  readonly database: Queries;
  readonly log: { error(facts: object, words: string): void };
}): (read: ReadEnvelope, refusal: Refusal, now: number) => Promise<void> {
  const reported = new Map<string, number>();
  return async ({ envelope }, refusal, now) => {
    if (refusal.code !== 'request.signature' || now - (reported.get(envelope.device) ?? 0) < MINUTE) return;
    if (reported.size >= REMEMBERED) reported.clear();
    reported.set(envelope.device, now);
    try {
      await securityEvent(deps.database, { kind: refusal.code, account: envelope.account, device: envelope.device, detail: { request: envelope.id } });
    } catch (error) {
      deps.log.error({ err: error }, 'security event not written');
    }
  };
}
