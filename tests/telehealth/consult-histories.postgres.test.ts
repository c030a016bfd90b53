import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppointmentState } from '../../schema/booking-states.ts';
import { appointmentOf, consultTransitions, type ConsultEvent, type ConsultState } from '../../schema/consult-states.ts';
import { weekAt } from '../../schema/iso-week.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import type { Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { insertConsultClinic, insertVideoVisit, type ConsultClinic, type MadeConsult } from './consult-clinic.ts';

/** So many visits, so many things done to each, in an order nobody chose. */
const [HISTORIES, STEPS] = [12, 9];

describeEachDatabase('histories of video visits', (createTarget) => {
  let serving: Serving;
  let clinic: ConsultClinic;
  beforeAll(async () => {
    serving = await openServing(await createTarget());
    clinic = await insertConsultClinic(serving.database);
  });
  afterAll(() => serving.close());

  interface Act { readonly who: Member; readonly type: string; readonly body: object }
  function actOf(event: ConsultEvent, { consult, appointment, patient, at }: MadeConsult): Act {
    const about = { patient, consult };
    const desk = { patient, appointment, location: clinic.location, week: weekAt('Africa/Nairobi', at) };
    switch (event) {
      case 'checkIn': return { who: clinic.fatma, type: 'consult.checkIn', body: { ...about, devices: { camera: 'ok', microphone: 'ok' }, consent: { version: '1', language: 'en' } } };
      case 'leave': return { who: clinic.fatma, type: 'consult.leave', body: about };
      case 'start': return { who: clinic.doctor, type: 'consult.start', body: { ...about, phone: true } };
      case 'end': return { who: clinic.doctor, type: 'consult.end', body: about };
      case 'fail': return { who: clinic.doctor, type: 'consult.fail', body: { ...about, reason: 'No sound' } };
      case 'cancel': return { who: clinic.coordinator, type: 'appointment.cancel', body: { ...desk, reason: 'Ill' } };
      case 'miss': return { who: clinic.live, type: 'appointment.miss', body: desk };
    }
  }

  it('[C26] [C27] [C28] whatever is asked in whatever order, each appointment by video has one visit, they agree, and one that began has one Encounter', async () => {
    const random = seededRandom(23);
    const events = Object.keys(consultTransitions.scheduled) as ConsultEvent[];
    const ends = new Map<ConsultState, number>();
    for (let history = 0; history < HISTORIES; history += 1) {
      const one = await insertVideoVisit(serving.database, clinic, Date.now() - 60_000 - history);
      let state: ConsultState = 'scheduled';
      let begun = 0;
      for (let step = 0; step < STEPS; step += 1) {
        const event = events[Math.floor(random() * events.length)] ?? 'leave';
        const next: ConsultState | null = consultTransitions[state][event];
        const { who, type, body } = actOf(event, one);
        const answer = await serving.one(who.device.request(type, body), who.cookie);
        expect([state, event, answer.state === 'done'], answer.outcome?.refusal?.code).toEqual([state, event, next !== null]);
        state = next ?? state;
        if (next === 'inProgress') begun += 1;
        const rows = await serving.database.query<{ consult: ConsultState; appointment: AppointmentState; encounter: string | null; status: string | null }>(sql`
          select k.state as consult, a.state as appointment, k.encounter_id as encounter, e.status from appointment a left join consult k on k.appointment_id = a.id left join encounter e on e.id = k.encounter_id where a.id = ${one.appointment}`);
        const status = state === 'inProgress' ? 'in-progress' : state === 'completed' ? 'finished' : state === 'failed' ? 'cancelled' : null;
        expect(rows).toEqual([{ consult: state, appointment: appointmentOf[state], encounter: begun === 0 ? null : expect.any(String) as unknown, status }]);
      }
      ends.set(state, (ends.get(state) ?? 0) + 1);
    }
    const [all] = await serving.database.query(sql`
      select (select count(*) from consult) as consults, (select count(distinct appointment_id) from consult) as appointments,
             (select count(*) from encounter) as encounters, (select count(*) from consult where encounter_id is not null) as begun`);
    expect(all).toMatchObject({ consults: HISTORIES, appointments: HISTORIES });
    expect(all?.['encounters']).toBe(all?.['begun']);
    // Each way to be over was gone, or nothing above says much.
    expect(ends.size).toBeGreaterThan(3);
  });
});
