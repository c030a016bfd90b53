import * as z from 'zod/mini';
import { named } from './bookings.ts';
import { consultState } from './consult-states.ts';
import { id, instant } from './ids.ts';

// What views hold of video visits. Their states: consult-states.ts. -----------------------------------------------------------

export const deviceCheck = z.enum(['ok', 'none', 'untested']);
const times = { waitingSince: z.nullable(instant), startedAt: z.nullable(instant), endedAt: z.nullable(instant), phonedAt: z.nullable(instant) };

/** live/ `consults`: of the last 7 and the next 28 days, and whatever waits or runs. */
export const liveConsult = z.object({
  id, appointment: id, patient: z.object({ id, name: z.string(), birthDate: z.nullable(z.string()) }),
  staff: id, provider: z.object({ name: z.string(), title: z.string() }),
  /** Of plan/ and clinic/. */
  visitType: id, location: id,
  startsAt: instant, endsAt: instant, state: consultState,
  /** When the patient checked in, when it began, ended, and was carried on by phone. */
  ...times,
  encounter: z.nullable(id),
  /** The part of its note that is being written, or was written last. */
  notePart: z.number(),
  /** Who may write the note beside the conducting clinician. */
  colleagues: z.array(id),
  guests: z.array(z.object({ id, name: z.string(), relation: z.string(), phoneEnd: z.string(), state: z.enum(['invited', 'here', 'left', 'removed']) })),
  word: z.nullable(z.object({ text: z.string(), by: z.string(), at: instant })),
  invitedAt: z.nullable(instant),
  /** Why it failed. */
  reason: z.string(),
  devices: z.nullable(z.object({ camera: deviceCheck, microphone: deviceCheck })),
  changed: z.nullable(z.object({ by: z.string(), at: instant })),
});
export type LiveConsult = z.infer<typeof liveConsult>;

/** person/ `consults`: what the patient and their carers see of it. */
export const ownConsult = z.object({
  id, appointment: id, state: consultState, startsAt: instant, endsAt: instant,
  provider: z.object({ ref: z.string(), name: z.string(), title: z.string() }),
  visitType: z.object({ id, names: named }),
  ...times,
  word: z.nullable(z.object({ text: z.string(), at: instant })),
  /** Whoever else is invited, by name. */
  guests: z.array(z.string()),
});
export type OwnConsult = z.infer<typeof ownConsult>;
