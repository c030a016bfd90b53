import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { instantParam } from '../record/database.ts';
import type { RequestContext } from '../requests/slice.ts';
import { consultFollows } from '../shared/consult-follows.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import { takeTime, type Holding } from './taken.ts';
import { endWaitOf } from './waits.ts';

/** What is confirmed: a booking at a time, which may be another than the one asked for. */
export interface Confirmed {
  readonly id: string;
  readonly patient: string;
  readonly visitType: string;
  readonly endsAt: number;
  readonly cutoffHours: number;
  readonly replaces: string | null;
  readonly holding: Holding;
  /** Whose decision it was; '' where nobody's was asked. */
  readonly by: string;
  readonly override: string | null;
}

/** The Appointment itself (C13): made, or moved where the booking replaces one, in the transaction that confirms it. @returns its id */
export async function makeAppointment({ tx, actor, request }: RequestContext, confirmed: Confirmed): Promise<string> {
  const { holding, endsAt } = confirmed;
  const { startsAt } = holding.span;
  const at = instantParam(request.receivedAt);
  const cutoff = instantParam(startsAt - confirmed.cutoffHours * 3_600_000);
  const id = confirmed.replaces ?? newId();
  // Where it was, and where it is then.
  const weeks = { bookings: [confirmed.id], appointments: [id] };
  await touchWeeks(tx, weeks);
  if (confirmed.replaces === null) {
    await tx.query(sql`
      insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
      values (${id}, ${actor.clinic}, ${confirmed.patient}, ${holding.staff}, ${holding.location}, ${confirmed.visitType}, ${instantParam(startsAt)}, ${instantParam(endsAt)},
              ${cutoff}, 'booked', ${confirmed.by}, ${at})`);
  } else {
    await tx.query(sql`
      update appointment set staff_id = ${holding.staff}, location_id = ${holding.location}, visit_type_id = ${confirmed.visitType}, starts_at = ${instantParam(startsAt)},
        ends_at = ${instantParam(endsAt)}, cutoff_at = ${cutoff}, moved_at = ${at}, changed_by = ${confirmed.by}, changed_at = ${at}
      where id = ${id}`);
  }
  await takeTime(tx, id, confirmed.id, holding, request.receivedAt);
  await tx.query(sql`
    update booking set state = 'confirmed', appointment_id = ${id}, decided_at = ${at}, decided_by = ${confirmed.by}, override = ${confirmed.override},
      starts_at = ${instantParam(startsAt)}, ends_at = ${instantParam(endsAt)}
    where id = ${confirmed.id}`);
  await endWaitOf(tx, confirmed.id, request.receivedAt);
  await touchWeeks(tx, weeks);
  await consultFollows(tx, id, { by: confirmed.by, at: request.receivedAt });
  return id;
}
