import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { appointmentState, type AppointmentState } from '../../schema/booking-states.ts';
import { weekAppointment, type WeekAppointment } from '../../schema/desk.ts';
import { newId } from '../../schema/ids.ts';
import { weekAt } from '../../schema/iso-week.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam } from '../../sync-server/record/database.ts';
import { setMark } from '../../sync-server/shared/contact-marks.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';
import { insertBookingClinic, morning, wishOf, type BookingClinic } from './booking-clinic.ts';

describeEachDatabase('the front desk', (createTarget) => {
  let serving: Serving;
  let clinic: BookingClinic;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => { clinic = await insertBookingClinic(serving.database); serving.shiftClock(0); });
  afterAll(() => serving.close());

  const zone = 'Africa/Nairobi';
  const ask = (who: Member, type: string, body: object): Promise<RequestAnswer> => serving.one(who.device.request(type, body), who.cookie);
  const codeOf = (answer: RequestAnswer): string | undefined => answer.outcome?.refusal?.code;
  async function shown(at: number): Promise<WeekAppointment[]> {
    await serving.projector.drain();
    const name = viewName.week(clinic.location, weekAt(zone, at));
    return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, 'appointments')).map((one) => weekAppointment.parse(one));
  }
  interface Made { readonly appointment: string; readonly at: number; readonly patient: string }
  /** Confirmed by the coordinator, its week open from then on. */
  async function made(at: number, who = clinic.fatma): Promise<Made> {
    const booking = newId();
    await ask(who, 'booking.request', wishOf(clinic, who.patient, { startsAt: at, booking }));
    expect((await ask(clinic.coordinator, 'booking.confirm', { patient: who.patient, booking, override: '' })).state).toBe('done');
    await serving.projector.ensure(viewName.week(clinic.location, weekAt(zone, at)));
    const [row] = await serving.database.query<{ appointment_id: string }>(sql`select appointment_id from booking where id = ${booking}`);
    return { appointment: row?.appointment_id ?? '', at, patient: who.patient };
  }
  const about = ({ appointment, at, patient }: Made) => ({ patient, appointment, location: clinic.location, week: weekAt(zone, at) });
  const moveOf = (of: Made, startsAt: number, over: object = {}) => ({ ...about(of), fromStaff: clinic.doctor.staff, from: of.at, staff: clinic.doctor.staff, startsAt, override: '', ...over });
  const taken = () => serving.database.query(sql`select starts_at, ends_at from taken_time where clinic_id = ${clinic.id} order by starts_at`);

  it('[C14] arrived, then fulfilled; who did it stands there; a second one hears it', async () => {
    const one = await made(morning(9));
    expect(codeOf(await ask(clinic.coordinator, 'appointment.arrive', about(one)))).toBe('appointment.early');
    serving.shiftClock(one.at - Date.now());
    expect(codeOf(await ask(clinic.coordinator, 'appointment.fulfil', about(one)))).toBe('appointment.standsElse');
    expect((await ask(clinic.coordinator, 'appointment.arrive', about(one))).state).toBe('done');
    expect(await shown(one.at)).toMatchObject([{ state: 'arrived', changed: { by: 'Tomas Rivera' } }]);
    const second = await ask(clinic.doctor, 'appointment.arrive', about(one));
    expect([second.state, second.outcome?.refusal?.params?.['by']]).toEqual(['superseded', 'Tomas Rivera']);
    expect((await ask(clinic.doctor, 'appointment.fulfil', about(one))).state).toBe('done');
    expect(await shown(one.at)).toMatchObject([{ state: 'fulfilled', changed: { by: 'Dr Otieno' } }]);
  });

  it('[C14] noted by mistake, it is put back with a reason that is kept; its time is still its own, and what came since stands', async () => {
    const one = await made(morning());
    serving.shiftClock(one.at + 60_000 - Date.now());
    const undo = (from: string, reason = 'Wrong person') => ask(clinic.coordinator, 'appointment.undo', { ...about(one), from, reason });
    await ask(clinic.coordinator, 'appointment.miss', about(one));
    expect((await undo('noshow', ' She came by the other door ')).state).toBe('done');
    expect(await shown(one.at)).toMatchObject([{ state: 'booked', changed: { by: 'Tomas Rivera' } }]);
    expect(await taken()).toHaveLength(1);
    await ask(clinic.coordinator, 'appointment.arrive', about(one));
    await ask(clinic.doctor, 'appointment.fulfil', about(one));
    // The doctor has seen her since: nothing of that is taken back by who saw her arrive.
    expect((await undo('arrived')).outcome?.refusal).toMatchObject({ code: 'appointment.changedBy', params: { by: 'Dr Otieno' } });
    expect((await undo('fulfilled')).state).toBe('done');
    expect(await shown(one.at)).toMatchObject([{ state: 'arrived' }]);
    const audits = await serving.database.query(sql`select who, detail from audit where action = 'appointment.undone' and patient_id = ${one.patient} order by id`);
    expect(audits).toEqual([{ who: 'Tomas Rivera', detail: { from: 'noshow', reason: 'She came by the other door' } }, { who: 'Tomas Rivera', detail: { from: 'fulfilled', reason: 'Wrong person' } }]);
  });

  it('[R8] every state × every request: the record ends where the table says, and nowhere else', async () => {
    const { appointment, at, patient } = await made(morning());
    serving.shiftClock(at + 60_000 - Date.now());
    const reset = async (state: AppointmentState): Promise<void> => {
      await serving.database.query(sql`
        update appointment set state = ${state}, starts_at = ${instantParam(at)}, ends_at = ${instantParam(at + 1_800_000)}, cancelled_at = case when ${state}::text = 'cancelled' then now() end where id = ${appointment}`);
    };
    const stateNow = async (): Promise<string> => (await serving.database.query<{ state: string }>(sql`select state from appointment where id = ${appointment}`))[0]?.state ?? '';
    const bodies: Record<string, object> = { arrive: {}, fulfil: {}, miss: {}, cancel: { reason: 'Ill' }, undo: { reason: 'Wrong person' }, mark: { mark: 'sms', on: true }, move: { fromStaff: clinic.doctor.staff, from: at, staff: clinic.doctor.staff, startsAt: at + 7_200_000, override: '' } };
    const ends: Record<string, string> = {};
    for (const state of appointmentState.options) {
      for (const [event, more] of Object.entries(bodies)) {
        await reset(state);
        const answer = await ask(clinic.coordinator, `appointment.${event}`, { ...about({ appointment, at, patient }), ...more, ...(event === 'undo' ? { from: state === 'fulfilled' || state === 'noshow' ? state : 'arrived' } : {}) });
        const now = await stateNow();
        if (answer.state === 'done') ends[`${state} ${event}`] = now;
        else expect(now, `${state} ${event} was refused`).toBe(state);
      }
    }
    expect(ends).toEqual({
      'booked arrive': 'arrived', 'booked miss': 'noshow', 'booked cancel': 'cancelled', 'booked mark': 'booked', 'booked move': 'booked',
      'arrived fulfil': 'fulfilled', 'arrived cancel': 'cancelled', 'arrived mark': 'arrived', 'arrived undo': 'booked', 'fulfilled undo': 'arrived', 'noshow undo': 'booked', 'fulfilled mark': 'fulfilled', 'cancelled mark': 'cancelled', 'noshow mark': 'noshow',
    });
  });

  it('[C14] cancelled with words the patient reads; its time is free; a change that waited is declined with them', async () => {
    const one = await made(morning());
    const change = newId();
    await ask(clinic.fatma, 'booking.request', wishOf(clinic, clinic.fatma.patient, { startsAt: morning(6), booking: change, replaces: one.appointment }));
    expect(codeOf(await ask(clinic.coordinator, 'appointment.move', moveOf(one, morning(5, 12))))).toBe('appointment.changeWaits');
    expect((await ask(clinic.coordinator, 'appointment.cancel', { ...about(one), reason: ' Dr Otieno is ill ' })).state).toBe('done');
    expect(await shown(one.at)).toMatchObject([{ state: 'cancelled', cancelled: { byClinic: true, words: 'Dr Otieno is ill' } }]);
    expect(await taken()).toEqual([]);
    expect(await serving.database.query(sql`select state, reason from booking where id = ${change}`)).toEqual([{ state: 'declined', reason: 'Dr Otieno is ill' }]);
  });

  it('[C14] moved, it stands at its new time and week; onto somebody’s time it is refused with three that are free', async () => {
    const [one, other] = [await made(morning()), await made(morning(5, 10), clinic.joseph)];
    // The buffer before it, and the buffer after it.
    for (const at of [other.at, other.at - 30 * 60_000, other.at + 30 * 60_000]) {
      const refused = (await ask(clinic.coordinator, 'appointment.move', moveOf(one, at))).outcome?.refusal;
      expect([refused?.code, Object.keys(refused?.params ?? {})]).toEqual(['booking.taken', ['first', 'second', 'third']]);
      expect(Number(refused?.params?.['first'])).toBeGreaterThan(at);
    }
    // Over its own time it may.
    expect((await ask(clinic.coordinator, 'appointment.move', moveOf(one, one.at + 600_000))).state).toBe('done');
    expect(codeOf(await ask(clinic.coordinator, 'appointment.move', moveOf(one, morning(5, 12))))).toBe('appointment.changedBy');
    const now = { ...one, at: one.at + 600_000 };
    expect((await ask(clinic.coordinator, 'appointment.move', moveOf(now, morning(12)))).state).toBe('done');
    await serving.projector.ensure(viewName.week(clinic.location, weekAt(zone, morning(12))));
    expect([(await shown(one.at)).map(({ id }) => id), (await shown(morning(12))).map(({ id }) => id)]).toEqual([[other.appointment], [one.appointment]]);
    expect(await taken()).toEqual([{ starts_at: other.at, ends_at: other.at + 2_400_000 }, { starts_at: morning(12), ends_at: morning(12) + 2_400_000 }]);
  });

  it('[C14] outside the provider’s hours only with a reason, which is written down; never to nobody, never into the past', async () => {
    const one = await made(morning());
    const evening = morning(5, 18);
    expect(codeOf(await ask(clinic.coordinator, 'appointment.move', moveOf(one, evening)))).toBe('appointment.closed');
    expect((await ask(clinic.coordinator, 'appointment.move', moveOf(one, evening, { override: 'Agreed by phone' }))).state).toBe('done');
    expect(await serving.database.query(sql`select detail from audit where action = 'appointment.override' and subject = ${one.appointment}`)).toEqual([{ detail: { reason: 'Agreed by phone' } }]);
    const late = { ...one, at: evening };
    expect(codeOf(await ask(clinic.coordinator, 'appointment.move', moveOf(late, morning(6), { staff: newId() })))).toBe('appointment.nobody');
    expect(codeOf(await ask(clinic.coordinator, 'appointment.move', moveOf(late, morning(-1))))).toBe('booking.past');
  });

  it('[C14] two desks move two appointments onto one time at once: one has it, the other hears three others', async () => {
    const second = await insertStaff(serving.database, clinic.id, 'Grace', ['nurse']);
    const [one, other] = [await made(morning()), await made(morning(5, 10), clinic.joseph)];
    const answers = await Promise.all([ask(clinic.coordinator, 'appointment.move', moveOf(one, morning(7))), ask(second, 'appointment.move', moveOf(other, morning(7)))]);
    expect(answers.map((answer) => codeOf(answer) ?? answer.state).sort()).toEqual(['booking.taken', 'done']);
    expect(await taken()).toHaveLength(2);
  });

  it('[R6] contact marks are registers: set, taken back, and what the clinic’s system sets stands beside them', async () => {
    const one = await made(morning());
    const mark = (name: string, on: boolean): Promise<RequestAnswer> => ask(clinic.coordinator, 'appointment.mark', { ...about(one), mark: name, on });
    for (const name of ['reminder', 'email', 'sms', 'avm', 'callback']) expect((await mark(name, true)).state).toBe('done');
    expect((await mark('avm', false)).state).toBe('done');
    const values = async (): Promise<Record<string, boolean>> => Object.fromEntries(Object.entries((await shown(one.at))[0]?.marks ?? {}).map(([name, { value }]) => [name, value]));
    expect(await values()).toEqual({ reminder: true, email: true, sms: true, avm: false, callback: true });
    await serving.database.transaction((tx) => setMark(tx, one.appointment, 'avm', true, { who: '', at: Date.now() + 1 }));
    expect(await values()).toMatchObject({ avm: true });
    const foreign = await insertBookingClinic(serving.database);
    expect(codeOf(await ask(foreign.coordinator, 'appointment.mark', { ...about(one), mark: 'sms', on: false }))).toBe('appointment.unknown');
  });
});
