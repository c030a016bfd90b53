import { sql, type SQL } from 'drizzle-orm';
import { appointmentOf, consultTransitions, type ConsultEvent } from '../../schema/consult-states.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { consultTouches } from '../shared/consult-touches.ts';
import { freeTouches } from '../shared/free-touches.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import type { ConsultRow } from './read-facts.ts';

export interface By {
  /** null: nobody of the clinic; the patient came, or went. */
  readonly staff: string | null;
  readonly who: string;
  readonly at: number;
}

/** Puts a video visit, and its appointment with it, where the event leads; under both their locks. */
export async function moveConsult(tx: Tx, row: ConsultRow, event: ConsultEvent, { staff, who, at }: By, set: SQL = sql``): Promise<void> {
  const state = consultTransitions[row.state][event];
  if (state === null) throw new Error('A video visit was let through to where its state does not lead');
  const when = instantParam(at);
  const waits = state === 'waiting' ? sql`waiting_since = ${when}, presence_at = ${when}` : sql`waiting_since = null, presence_at = null`;
  const changed = staff === null ? sql`changed_by = null, changed_at = null` : sql`changed_by = ${who}, changed_at = ${when}`;
  await tx.query(sql`update consult set state = ${state}, ${waits}, ${changed} ${set} where id = ${row.id}`);
  const appointment = appointmentOf[state];
  if (appointment !== appointmentOf[row.state]) {
    const failed = appointment === 'cancelled' ? sql`, cancelled_at = ${when}, cancelled_by = ${who}, cancelled_by_clinic = true, cancel_words = (select reason from consult where id = ${row.id})` : sql``;
    await tx.query(sql`update appointment set state = ${appointment}, changed_by = ${who}, changed_at = ${when} ${failed} where id = ${row.appointment_id}`);
    if (appointment === 'cancelled') await freeTime(tx, row);
    await touchWeeks(tx, { appointments: [row.appointment_id] });
    await touch(tx, [{ view: viewName.person(row.patient_id), section: 'appointments', entry: '*' }]);
  }
  await touch(tx, consultTouches(row.clinic_id, row.patient_id));
}

/** The provider's time is nobody's again. */
async function freeTime(tx: Tx, { appointment_id: appointment, clinic_id: clinic }: ConsultRow): Promise<void> {
  const rows = await tx.query<{ staff_id: string }>(sql`delete from taken_time where appointment_id = ${appointment} returning staff_id`);
  for (const { staff_id: staff } of rows) await touch(tx, await freeTouches(tx, clinic, staff));
}
