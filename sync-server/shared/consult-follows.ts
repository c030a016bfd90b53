import { sql } from 'drizzle-orm';
import type { AppointmentState } from '../../schema/booking-states.ts';
import { consultTransitions, type ConsultEvent, type ConsultState } from '../../schema/consult-states.ts';
import { newId } from '../../schema/ids.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { consultTouches } from './consult-touches.ts';

interface Row extends Record<string, unknown> {
  clinic_id: string; patient_id: string; state: AppointmentState; video: boolean; consult: string | null; consult_state: ConsultState | null;
}

/**
 * An appointment was made, moved, cancelled or missed, or that is put back: its video visit follows, in the same transaction and under the appointment's
 * lock. A telehealth appointment has exactly one, for good; one whose visit is not by video any more keeps it as cancelled.
 */
export async function consultFollows(tx: Tx, appointment: string, { by, at }: { readonly by: string; readonly at: number }): Promise<void> {
  const [row] = await tx.query<Row>(sql`
    select a.clinic_id, a.patient_id, a.state, v.telehealth and 'live' = any(c.modules) as video, k.id as consult, k.state as consult_state
    from appointment a join visit_type v on v.id = a.visit_type_id join clinic c on c.id = a.clinic_id left join consult k on k.appointment_id = a.id where a.id = ${appointment}`);
  if (!row || (row.consult === null && (!row.video || row.state !== 'booked'))) return;
  if (row.consult === null) {
    await tx.query(sql`
      insert into consult (id, clinic_id, patient_id, appointment_id, state) values (${newId()}, ${row.clinic_id}, ${row.patient_id}, ${appointment}, 'scheduled')`);
  } else {
    const next = followed(row);
    if (next !== null) {
      await tx.query(sql`
        update consult set state = ${next}, waiting_since = null, presence_at = null, invite_due = true, changed_by = ${by}, changed_at = ${instantParam(at)} where id = ${row.consult}`);
      if (next === 'noshow') await tellReaders(tx, { clinic: row.clinic_id, patient: row.patient_id, scope: null, template: 'record.new' });
    }
  }
  await touch(tx, consultTouches(row.clinic_id, row.patient_id));
}

/** null: it stands where it should. */
function followed({ state, video, consult_state: now }: Row): ConsultState | null {
  if (now === null) return null;
  // Moved to another kind of visit, or back to this one; or noted as missed by mistake.
  if (state === 'booked' && video) return now === 'cancelled' || now === 'noshow' ? 'scheduled' : null;
  const event: ConsultEvent | null = state === 'cancelled' || state === 'booked' ? 'cancel' : state === 'noshow' ? 'miss' : null;
  return event === null ? null : consultTransitions[now][event];
}
