import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { Tx } from '../../sync-server/record/database.ts';
import type { LivePerson, Place } from '../support/rights-people.ts';

// Of request-probes.ts, what is asked of video visits. --------------------------------------------------------------------------

const ofConsult = ({ patient, consult }: { readonly patient: string; readonly consult: string }) => ({ patient, consult });
type Of = Parameters<typeof ofConsult>[0];

export const consultProbes = {
  'consult.checkIn': { on: 'video visit', body: (aim: Of) => ({ ...ofConsult(aim), devices: { camera: 'ok', microphone: 'ok' }, consent: { version: '1', language: 'en' } }) },
  'consult.leave': { on: 'waiting video visit', body: ofConsult },
  'consult.start': { on: 'video visit', body: (aim: Of) => ({ ...ofConsult(aim), phone: true }) },
  'consult.end': { on: 'running video visit', body: ofConsult },
  'consult.phone': { on: 'running video visit', body: ofConsult },
  'consult.fail': { on: 'running video visit', body: (aim: Of) => ({ ...ofConsult(aim), reason: 'No sound' }) },
  'consult.word': { on: 'waiting video visit', body: (aim: Of) => ({ ...ofConsult(aim), text: 'Ten minutes more' }) },
  'consult.invite': { on: 'video visit', body: ofConsult },
  'consult.colleagues': { on: 'running video visit', body: (aim: Of, place: Place) => ({ ...ofConsult(aim), staff: [place.nurse] }) },
} as const;

const states = { 'video visit': 'scheduled', 'waiting video visit': 'waiting', 'running video visit': 'inProgress' } as const;
export type VisitAim = keyof typeof states;
export const isVisitAim = (on: string): on is VisitAim => Object.hasOwn(states, on);

/** At this hour; `conducts` null: somebody else's of the clinic. */
export async function insertConsult(tx: Tx, place: Place, patient: string, conducts: LivePerson | null, on: VisitAim): Promise<string> {
  const [appointment, consult, encounter, state] = [newId(), newId(), newId(), states[on]];
  await tx.query(sql`
    insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
    values (${appointment}, ${place.clinic}, ${patient}, coalesce((select staff_id from account where id = ${conducts?.account ?? null}), ${place.nurse}), ${place.location}, ${place.visit},
            now() - interval '1 minute', now() + interval '4 minutes', now(), ${state === 'scheduled' ? 'booked' : 'arrived'}, 'Grace', now())`);
  if (state === 'inProgress') await tx.query(sql`insert into encounter (id, clinic_id, patient_id, class, status, started_at) values (${encounter}, ${place.clinic}, ${patient}, 'VR', 'in-progress', now())`);
  const [waits, runs] = [state === 'waiting' ? sql`now()` : sql`null`, state === 'inProgress' ? sql`now()` : sql`null`];
  await tx.query(sql`
    insert into consult (id, clinic_id, patient_id, appointment_id, state, waiting_since, presence_at, started_at, encounter_id)
    values (${consult}, ${place.clinic}, ${patient}, ${appointment}, ${state}, ${waits}, ${waits}, ${runs}, ${state === 'inProgress' ? encounter : null})`);
  return consult;
}
