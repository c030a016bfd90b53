import * as z from 'zod/mini';
import { calendarDate, id, instant } from './ids.ts';

// B45: a colleague who is away, and who reads instead. Days are of the clinic's calendar, both included. ------------------

/** A colleague who answers messages, by staff id, or a team that patients may write to, by its reference. */
export const standIn = z.object({ kind: z.enum(['person', 'team']), id });
export type StandIn = z.infer<typeof standIn>;

export const AWAY_WORDS = 200;

/** office/ `away`, id = staff id: one absence a person, the one that holds or comes next. */
export const awayEntry = z.object({
  id,
  staff: id,
  from: calendarDate,
  until: calendarDate,
  to: z.object({ kind: z.enum(['person', 'team']), id, name: z.string() }),
  /** A sentence for patients; '' for none. */
  words: z.string(),
  by: z.string(),
  at: instant,
});
export type AwayEntry = z.infer<typeof awayEntry>;

/** clinic/ `away`, id = the addressee's reference: what a patient reads before writing. `to` null: a colleague patients are not told by name. */
export const awayNotice = z.object({ id, from: calendarDate, until: calendarDate, to: z.nullable(z.string()), words: z.string() });
export type AwayNotice = z.infer<typeof awayNotice>;

type Absence = Pick<AwayEntry, 'from' | 'until'> & { readonly to: StandIn };

export const isAwayOn = (away: Pick<Absence, 'from' | 'until'>, day: string): boolean => away.from <= day && day <= away.until;

/**
 * Who answers on that day what is this person's: they themselves, who covers for them, who covers for that one, …; null: whoever
 * takes it, for a team covers, or everybody in the circle is away. Nothing is reassigned: on the day after, it is theirs again.
 */
export function answeringFor(staff: string, day: string, awayOf: (staff: string) => Absence | undefined): string | null {
  const met = new Set<string>();
  for (let at = staff; ;) {
    const away = awayOf(at);
    if (!away || !isAwayOn(away, day)) return at;
    if (away.to.kind === 'team' || met.has(at)) return null;
    met.add(at);
    at = away.to.id;
  }
}
