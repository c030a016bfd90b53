import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

/** What is somebody's and open: it is handed over before their account is closed (B45). */
export const openItems = z.object({
  /** Conversations assigned to them. */
  assigned: z.number(),
  /** Conversations patients addressed to them by name that are not assigned to them. */
  addressed: z.number(),
  /** Colleagues they cover for, now or later. */
  covers: z.number(),
  /** Appointments that are still to come. */
  appointments: z.number(),
  /** Requests for one that wait, and offers. */
  bookings: z.number(),
  /** Usual weeks that are not over. */
  schedules: z.number(),
});
export type OpenItems = z.infer<typeof openItems>;
export const countItems = ({ assigned, addressed, covers, appointments, bookings, schedules }: OpenItems): number => assigned + addressed + covers + appointments + bookings + schedules;
/** Of these, what patients count on at a certain time: who closes decides what becomes of it. */
export const countTimes = ({ appointments, bookings }: Pick<OpenItems, 'appointments' | 'bookings'>): number => appointments + bookings;

/** GET /api/staff: who has or had a sign-in at the clinic. */
export const colleagueRow = z.object({
  id,
  name: z.string(),
  title: z.string(),
  /** May be given what is open of others. */
  answersMessages: z.boolean(),
  /** `to`: who took over; null: everybody who answers messages. */
  closed: z.nullable(z.object({ by: z.string(), at: z.nullable(instant), to: z.nullable(z.string()) })),
  items: openItems,
});
export type ColleagueRow = z.infer<typeof colleagueRow>;
export const staffAnswer = z.object({ staff: z.array(colleagueRow) });
export type StaffAnswer = z.infer<typeof staffAnswer>;
