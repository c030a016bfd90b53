import type { SessionMemory } from '../local/session-memory.ts';

const DAY_MS = 86_400_000;
/** DESIGN §6; the clinic's own number comes with the session. */
const USUAL_DAYS = 14;

/**
 * Days this device may show what it keeps without hearing the clinic, once they have passed; else null. What was written
 * before there was the rule counts from its person's last act. A clock set back behind that act gains nothing.
 */
export function daysUnheard(memory: SessionMemory, now: number): number | null {
  const days = memory.contactDays ?? USUAL_DAYS;
  const silent = Math.max(now, memory.activeAt) - (memory.heardAt ?? memory.activeAt);
  return silent > days * DAY_MS ? days : null;
}
