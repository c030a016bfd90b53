import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { instantParam, jsonParam, type Database, type Tx } from '../../sync-server/record/database.ts';
import { insertStaff, insertThread } from '../support/clinic-rows.ts';
import { consultProbes, insertConsult, isVisitAim, type VisitAim } from './consult-probes.ts';
import { insertScratchPatient, type LivePerson, type Place } from '../support/rights-people.ts';

// For each request a body in which nothing but the asker's right can stand in the way. ------------------------------------

/** What a request is about. */
export interface Aim {
  readonly patient: string;
  readonly thread: string;
  readonly notice: string;
  readonly held: string;
  readonly canned: string;
  /** A reply of the clinic in that thread. */
  readonly reply: string;
  readonly clinic: string;
  /** Somebody who signs in there, and away under that id. */
  readonly colleague: string;
  readonly away: string;
  readonly result: string;
  readonly location: string;
  readonly holiday: string;
  readonly range: string;
  readonly booking: string;
  readonly appointment: string;
  readonly consult: string;
  /** Of that appointment. */
  readonly startsAt: number;
}

export const absentAim = (): Aim => ({ patient: newId(), thread: newId(), notice: newId(), held: newId(), canned: newId(), reply: newId(), clinic: newId(), colleague: newId(), away: newId(), result: newId(), location: newId(), holiday: newId(), range: newId(), booking: newId(), appointment: newId(), consult: newId(), startsAt: 1 });

interface Probe {
  /** What has to be there, made anew for each request that will be done. */
  readonly on: 'thread' | 'closed thread' | 'patient with access' | 'patient without access' | 'patient' | 'notice' | 'held request' | 'answered thread' | 'canned reply' | 'own canned reply' | 'nothing' | 'clinic' | 'colleague' | 'closed colleague' | 'colleague who is away' | 'colleague out of office' | 'colleague at a place' | 'holiday' | 'range' | 'waiting result' | 'held result' | 'released result' | 'free time' | 'waiting booking' | 'offered booking' | 'appointment' | 'begun appointment' | 'arrived appointment' | 'awaited appointment' | VisitAim;
  readonly body: (aim: Aim, place: Place) => object;
}

const about = ({ patient, thread }: Pick<Aim, 'patient' | 'thread'>) => ({ patient, thread });
const ofAppointment = ({ patient, appointment, location }: Aim) => ({ patient, appointment, location, week: '2026-W48' });
/** No two ranges for one test. */
let nextCode = 0;

const probes: Record<string, Probe> = {
  'patient.contact': { on: 'patient with access', body: ({ patient }) => ({ patient, field: 'phone', value: '+254722000111' }) },
  'patient.activate': { on: 'patient without access', body: ({ patient }) => ({ patient }) },
  'patient.block': { on: 'patient with access', body: ({ patient }) => ({ patient, reason: 'Lost phone' }) },
  'notice.dismiss': { on: 'notice', body: ({ notice }) => ({ notice }) },
  'message.start': { on: 'patient', body: ({ patient }, place) => ({ patient, thread: newId(), message: newId(), to: place.addressee, subject: 'Tablets', text: 'Dizzy' }) },
  'message.send': { on: 'thread', body: (aim) => ({ ...about(aim), message: newId(), text: 'Dizzy' }) },
  'message.seen': { on: 'thread', body: (aim) => ({ ...about(aim), onDevice: 1, opened: 1 }) },
  'thread.urgency': { on: 'thread', body: (aim) => ({ ...about(aim), value: 'urgent' }) },
  'thread.tag': { on: 'thread', body: (aim) => ({ ...about(aim), tag: 'call-back', on: true }) },
  'thread.read': { on: 'thread', body: (aim) => ({ ...about(aim), through: 1 }) },
  'thread.comment': { on: 'thread', body: (aim) => ({ ...about(aim), comment: newId(), text: 'Called her' }) },
  'thread.reply': { on: 'thread', body: (aim) => ({ ...about(aim), message: newId(), text: 'Sit down first' }) },
  'thread.claim': { on: 'thread', body: about },
  'thread.assign': { on: 'thread', body: (aim, place) => ({ ...about(aim), from: null, to: place.nurse }) },
  'thread.close': { on: 'thread', body: (aim) => ({ ...about(aim), lastSeq: 1 }) },
  'thread.handover': { on: 'thread', body: (aim) => ({ ...about(aim), text: 'Ask about the tablets' }) },
  'thread.reopen': { on: 'closed thread', body: about },
  'reply.withdraw': { on: 'answered thread', body: ({ reply, ...aim }) => ({ ...about(aim), message: reply, reason: 'Meant for somebody else' }) },
  'reply.disclose': { on: 'answered thread', body: ({ reply, ...aim }) => ({ ...about(aim), message: reply, disclosure: newId(), reason: 'Meant for somebody else' }) },
  'thread.move': { on: 'answered thread', body: (aim, place) => ({ ...about(aim), to: place.desk, lastSeq: 1, disclosure: newId(), reason: 'Written for the child' }) },
  'clinic.settings': {
    on: 'clinic',
    body: ({ clinic }) => ({ clinic, openingHours: null, emergencyPhone: '999', replyPromise: 'Soon', asksBirthDate: false, passwordRule: 'mixed', contactDays: 14, from: 0 }),
  },
  'staff.close': { on: 'colleague', body: ({ colleague }) => ({ staff: colleague, to: null, times: null, items: 0 }) },
  'staff.reopen': { on: 'closed colleague', body: ({ colleague }) => ({ staff: colleague }) },
  'staff.away': {
    on: 'colleague',
    body: ({ colleague }, place) => ({ away: newId(), staff: colleague, replaces: null, from: '2026-11-23', until: '2099-11-27', to: { kind: 'person', id: place.nurse }, words: 'Back soon' }),
  },
  'staff.back': { on: 'colleague who is away', body: ({ colleague, away }) => ({ staff: colleague, away }) },
  'held.return': { on: 'held request', body: ({ held }) => ({ request: held, words: 'Ask again' }) },
  'canned.save': { on: 'nothing', body: () => ({ reply: newId(), title: 'Fasting', text: 'Eat nothing', place: 1 }) },
  'canned.remove': { on: 'canned reply', body: ({ canned }) => ({ reply: canned }) },
  'canned.saveOwn': { on: 'nothing', body: () => ({ reply: newId(), title: 'Fasting', text: 'Eat nothing', place: 1 }) },
  'canned.removeOwn': { on: 'own canned reply', body: ({ canned }) => ({ reply: canned }) },
  'result.release': { on: 'waiting result', body: ({ patient, result }) => ({ patient, result, revision: 0, words: '' }) },
  'result.releaseNormal': { on: 'waiting result', body: ({ patient, result }) => ({ patient, result, revision: 0 }) },
  'result.hold': { on: 'waiting result', body: ({ patient, result }) => ({ patient, result, revision: 0, reason: 'To be spoken of first', until: Date.now() + 86_400_000 }) },
  'result.lift': { on: 'held result', body: ({ patient, result }) => ({ patient, result, reason: 'Spoken of' }) },
  'result.withdraw': { on: 'released result', body: ({ patient, result }) => ({ patient, result, reason: 'Another person’s' }) },
  'result.seen': { on: 'released result', body: ({ patient, result }) => ({ patient, result, opened: true }) },
  'visittype.save': {
    on: 'clinic',
    body: ({ clinic }) => ({ clinic, visitType: newId(), names: { en: 'Check-up' }, preparation: {}, minutes: 30, buffer: 5, telehealth: false, cancelHours: 24, policy: 'request', active: true, from: 0 }),
  },
  'schedule.save': {
    on: 'colleague at a place',
    body: ({ colleague, location }) => ({ schedule: newId(), staff: colleague, location, weekly: [[{ from: '09:00', to: '12:00' }], [], [], [], [], [], []], types: [], from: '2026-11-23', until: null, saw: 0 }),
  },
  'absence.add': { on: 'colleague', body: ({ colleague }) => ({ absence: newId(), staff: colleague, location: null, kind: 'away', from: 1_800_000_000_000, until: 1_800_003_600_000, reason: 'A course' }) },
  'absence.remove': { on: 'colleague out of office', body: ({ colleague, away }) => ({ absence: away, staff: colleague, kind: 'away' }) },
  'holiday.add': { on: 'clinic', body: ({ clinic }) => ({ clinic, holiday: newId(), location: null, day: '2026-12-25', name: 'Christmas' }) },
  'holiday.remove': { on: 'holiday', body: ({ holiday }) => ({ holiday }) },
  'range.save': { on: 'clinic', body: ({ clinic }) => ({ clinic, range: newId(), code: `${nextCode += 1}-7`, name: 'Hemoglobin', unit: 'g/dL', sex: null, ageFrom: null, ageUntil: null, low: 11, high: 15, from: '2026-01-01', until: null, saw: 0 }) },
  'range.remove': { on: 'range', body: ({ range }) => ({ range, saw: 1 }) },
  'booking.request': {
    on: 'free time',
    body: ({ patient }, place) => ({ patient, booking: newId(), location: place.location, visitType: place.visit, provider: place.provider, startsAt: freeTime(), words: 'Dizzy', replaces: null, freeAsOf: Date.now() }),
  },
  'booking.withdraw': { on: 'waiting booking', body: ({ patient, booking }) => ({ patient, booking }) },
  'booking.accept': { on: 'offered booking', body: ({ patient, booking }) => ({ patient, booking, offer: 0 }) },
  'booking.cancel': { on: 'appointment', body: ({ patient, appointment }) => ({ patient, appointment, words: '' }) },
  'booking.confirm': { on: 'waiting booking', body: ({ patient, booking }) => ({ patient, booking, override: 'It is agreed' }) },
  'booking.decline': { on: 'waiting booking', body: ({ patient, booking }) => ({ patient, booking, reason: 'Full' }) },
  'booking.offer': { on: 'waiting booking', body: ({ patient, booking }) => ({ patient, booking, times: [freeTime()], words: '' }) },
  'wait.join': { on: 'appointment', body: ({ patient, appointment }) => ({ patient, wait: newId(), appointment, anyone: true, from: '2026-11-23' }) },
  'wait.leave': { on: 'awaited appointment', body: ({ patient, appointment, booking }) => ({ patient, wait: booking, appointment }) },
  'wait.offer': { on: 'awaited appointment', body: ({ patient, booking, startsAt }, place) => ({ patient, wait: booking, booking: newId(), staff: place.nurse, startsAt }) },
  'appointment.arrive': { on: 'begun appointment', body: ofAppointment },
  'appointment.fulfil': { on: 'arrived appointment', body: ofAppointment },
  'appointment.miss': { on: 'begun appointment', body: ofAppointment },
  'appointment.cancel': { on: 'appointment', body: (aim) => ({ ...ofAppointment(aim), reason: 'Ill' }) },
  'appointment.undo': { on: 'arrived appointment', body: (aim) => ({ ...ofAppointment(aim), from: 'arrived', reason: 'Wrong person' }) },
  'appointment.mark': { on: 'appointment', body: (aim) => ({ ...ofAppointment(aim), mark: 'reminder', on: true }) },
  'appointment.move': { on: 'appointment', body: (aim, place) => ({ ...ofAppointment(aim), fromStaff: place.nurse, from: aim.startsAt, staff: place.nurse, startsAt: freeTime(), override: 'It is agreed' }) },
  ...consultProbes,
  'held.discard': { on: 'held request', body: ({ held }) => ({ request: held, words: '' }) },
};

export function probeOf(type: string): Probe {
  const probe = Object.hasOwn(probes, type) ? probes[type] : undefined;
  if (!probe) throw new Error(`No body for ${type}: write one in request-probes.ts`);
  return probe;
}

/** Rows in the very state the request needs, nobody else's. */
export async function makeAim(tx: Tx, type: string, person: LivePerson, place: Place): Promise<Aim> {
  const { on } = probeOf(type);
  const own = { patient: place.patient, thread: place.thread, notice: newId(), held: newId(), canned: newId(), reply: newId(), clinic: place.clinic, colleague: place.nurse, away: newId(), result: newId(), location: place.location, holiday: newId(), range: newId(), booking: newId(), appointment: newId(), consult: newId(), startsAt: 1 };
  if (on === 'patient' || on === 'nothing' || on === 'clinic') return own;
  if (on.includes('colleague')) return { ...own, ...await insertColleague(tx, place, on) };
  if (on === 'holiday') return { ...own, holiday: await insertHoliday(tx, place.clinic) };
  if (on === 'range') return { ...own, range: await insertRange(tx, place.clinic) };
  if (on === 'notice') return { ...own, notice: await insertNotice(tx, person.account) };
  if (on === 'canned reply' || on === 'own canned reply') return { ...own, canned: await insertCanned(tx, place.clinic, on === 'canned reply' ? null : person.account) };
  if (on === 'held request') return { ...own, held: await insertHeld(tx, person.account, place) };
  if (on === 'patient with access') return { ...own, patient: await insertScratchPatient(tx, place.clinic, 'active') };
  if (on === 'patient without access') return { ...own, patient: await insertScratchPatient(tx, place.clinic, 'none') };
  // Patients act where they reach; staff on people of no view, so that nothing has to be drawn anew for each.
  const patient = person.kind === 'patient' ? place.patient : await insertScratchPatient(tx, place.clinic, 'none');
  if (on === 'waiting result' || on === 'held result' || on === 'released result') return { ...own, patient, result: await insertResult(tx, place.clinic, patient, on) };
  if (on === 'free time') return { ...own, patient };
  if (on === 'waiting booking' || on === 'offered booking' || on === 'appointment' || on === 'begun appointment' || on === 'arrived appointment' || on === 'awaited appointment') return { ...own, patient, ...await insertBooking(tx, place, patient, on) };
  if (isVisitAim(on)) return { ...own, patient, consult: await insertConsult(tx, place, patient, type === 'consult.word' || type === 'consult.invite' ? null : person, on) };
  const { thread } = await insertThread(tx, place.clinic, patient);
  if (on === 'answered thread') return { ...own, patient, thread, reply: await insertReply(tx, thread) };
  if (on === 'closed thread') await tx.query(sql`update thread set state = 'closed', closed_by = 'Grace', closed_at = now() where id = ${thread}`);
  return { ...own, patient, thread };
}

async function insertColleague(tx: Tx, { clinic, nurse }: Place, on: Probe['on']): Promise<Pick<Aim, 'colleague' | 'away'>> {
  const { staff, account } = await insertStaff(tx, clinic, 'Scratch');
  const [colleague, away] = [staff ?? '', newId()];
  if (on === 'closed colleague') {
    await tx.query(sql`update staff set active = false, closed_at = now(), closed_by = 'Ruth' where id = ${colleague}`);
    await tx.query(sql`update account set state = 'blocked' where id = ${account}`);
  }
  if (on === 'colleague who is away') {
    await tx.query(sql`
      insert into staff_away (staff_id, id, clinic_id, from_day, until_day, to_staff_id, words, set_by, set_at)
      values (${colleague}, ${away}, ${clinic}, '2026-01-01', '2099-01-01', ${nurse}, '', 'Ruth', now())`);
  }
  if (on === 'colleague out of office') {
    await tx.query(sql`
      insert into schedule_exception (id, clinic_id, staff_id, kind, starts_at, ends_at, reason, set_by, set_at)
      values (${away}, ${clinic}, ${colleague}, 'away', now(), now() + interval '1 hour', '', 'Ruth', now())`);
  }
  return { colleague, away };
}

async function insertHoliday(tx: Tx, clinic: string): Promise<string> {
  const id = newId();
  await tx.query(sql`insert into holiday (id, clinic_id, day, name, set_by, set_at) values (${id}, ${clinic}, '2026-12-26', 'Boxing Day', 'Ruth', now())`);
  return id;
}

async function insertRange(tx: Tx, clinic: string): Promise<string> {
  const id = newId();
  await tx.query(sql`insert into reference_range (id, clinic_id, code, name, unit, low, valid_from, revision, set_by, set_at) values (${id}, ${clinic}, '1-1', 'Scratch', '', 1, '2026-01-01', 1, 'Ruth', now())`);
  return id;
}

/** Only the clinic wrote in it: nobody's words keep it where it is. */
async function insertReply(tx: Tx, thread: string): Promise<string> {
  const id = newId();
  await tx.query(sql`
    insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
    values (${id}, ${thread}, 2, 'clinic', '', 'Grace', 'Sit down first', now(), now())`);
  await tx.query(sql`update thread set last_seq = 2, patient_seq = 1 where id = ${thread}`);
  await tx.query(sql`update message set from_kind = 'clinic' where thread_id = ${thread} and seq = 1`);
  return id;
}

async function insertResult(tx: Tx, clinic: string, patient: string, on: 'waiting result' | 'held result' | 'released result'): Promise<string> {
  const id = newId();
  await tx.query(sql`
    insert into result (id, clinic_id, patient_id, fhir_id, source, name, status, state, history) values (${id}, ${clinic}, ${patient}, ${id}, 'DiagnosticReport', 'Panel', 'final', 'awaiting', false)`);
  const measured = { name: 'Sodium', code: null, value: '139', number: 139, unit: 'mmol/L', missing: null, flags: ['Normal'], ranges: [] };
  await tx.query(sql`
    insert into observation (id, clinic_id, patient_id, fhir_id, kind, grouped, name, status, measured, parts, result_id)
    values (${newId()}, ${clinic}, ${patient}, ${`${id}-value`}, 'result', 'Sodium', 'Sodium', 'final', ${jsonParam(measured)}, ${jsonParam([])}, ${id})`);
  if (on === 'held result') await tx.query(sql`update result set state = 'held', hold_until = now() + interval '1 day', held_at = now(), hold_by = 'Grace', hold_reason = 'First a word' where id = ${id}`);
  if (on === 'released result') {
    const content = { id, name: 'Panel', category: null, status: 'final', at: null, issued: null, conclusion: null, values: [], more: 0 };
    await tx.query(sql`update result set state = 'released', released = ${jsonParam(content)}, released_at = now(), released_by = 'Grace', released_revision = 0 where id = ${id}`);
  }
  return id;
}

const DAY = 86_400_000;
let times = 0;
/** Each another hour, weeks ahead: nobody else's. */
const freeTime = (): number => { times += 1; return Math.floor(Date.now() / DAY) * DAY + (2 + Math.floor(times / 12)) * DAY + (4 + times % 12) * 3_600_000; };

/** Somebody asked for it, or has it; nobody's time is taken by it. */
async function insertBooking(tx: Tx, { clinic, location, visit, nurse }: Place, patient: string, on: 'waiting booking' | 'offered booking' | 'appointment' | 'begun appointment' | 'arrived appointment' | 'awaited appointment'): Promise<Pick<Aim, 'booking' | 'appointment' | 'startsAt'>> {
  const [booking, appointment] = [newId(), newId()];
  const begun = on === 'begun appointment' || on === 'arrived appointment';
  const at = begun ? Date.now() - 60_000 : freeTime();
  // Who waits for an earlier time has a later one; the free time is what they could have.
  const awaited = on === 'awaited appointment' ? 30 * DAY : 0;
  const [from, until] = [instantParam(at + awaited), instantParam(at + awaited + 300_000)];
  if (on === 'appointment' || begun || awaited > 0) {
    await tx.query(sql`
      insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
      values (${appointment}, ${clinic}, ${patient}, ${nurse}, ${location}, ${visit}, ${from}, ${until}, ${from}, ${on === 'arrived appointment' ? 'arrived' : 'booked'}, 'Grace', now())`);
    if (awaited > 0) {
      await tx.query(sql`
        insert into earlier_wait (id, clinic_id, patient_id, appointment_id, account_id, by_name, anyone, from_day, asked_at)
        select ${booking}, ${clinic}, ${patient}, ${appointment}, (select id from account where clinic_id = ${clinic} order by id limit 1), '', true, '2026-11-23', now()`);
    }
    return { booking, appointment, startsAt: at };
  }
  await tx.query(sql`
    insert into booking (id, clinic_id, patient_id, account_id, by_name, staff_id, location_id, visit_type_id, starts_at, ends_at, words, state, received_at, device_time, expires_at, offers)
    select ${booking}, ${clinic}, ${patient}, (select id from account where clinic_id = ${clinic} order by id limit 1), '', ${nurse}, ${location}, ${visit}, ${from}, ${until}, 'Dizzy',
           ${on === 'offered booking' ? 'countered' : 'requested'}, now(), now(), now() + interval '2 days', ${jsonParam(on === 'offered booking' ? [{ startsAt: at, endsAt: at + 300_000 }] : [])}`);
  return { booking, appointment, startsAt: at };
}

export async function insertNotice(tx: Tx, account: string): Promise<string> {
  const id = newId();
  await tx.query(sql`insert into notice (id, account_id, code, at) values (${id}, ${account}, 'urgency.superseded', ${instantParam(Date.now())})`);
  return id;
}

export async function insertCanned(tx: Tx, clinic: string, account: string | null): Promise<string> {
  const id = newId();
  await tx.query(sql`insert into canned_reply (id, clinic_id, account_id, words) values (${id}, ${clinic}, ${account}, ${jsonParam(initialRegister({ title: 'Rest', text: 'Rest today', place: 1 }))})`);
  return id;
}

/** As a revoked key would have brought it. */
export async function insertHeld(tx: Tx, account: string, { clinic, patient, thread }: Place): Promise<string> {
  const id = newId();
  const bytes = JSON.stringify({ id, account, device: id, n: 1, type: 'thread.reply', v: 1, deviceTime: 1, body: { patient, thread, message: newId(), text: 'Held' } });
  await tx.query(sql`
    insert into request (id, account_id, device_id, n, type, v, clinic_id, patient_id, bytes, signature, device_time, received_at, stamp, outcome)
    values (${id}, ${account}, ${id}, 1, 'thread.reply', 1, ${clinic}, ${patient}, ${bytes}, '', now(), now(), 1,
            ${jsonParam({ state: 'held', at: 1, refusal: { code: 'device.revoked' } })})`);
  return id;
}

/** One fingerprint of all that these people's requests could have changed. */
export async function fingerprint(database: Database, patients: readonly string[], notices: readonly string[]): Promise<unknown> {
  return database.query(sql`
    with mine as (select * from patient where id in ${patients}), talks as (select * from thread where patient_id in ${patients})
    select (select md5(string_agg(t::text, '|' order by t.id)) from talks t) as threads,
      (select md5(string_agg(m::text, '|' order by m.id)) from message m where m.thread_id in (select id from talks)) as messages,
      (select count(*) from thread_comment c where c.thread_id in (select id from talks)) as comments,
      (select count(*) from message_mark k where k.thread_id in (select id from talks)) as marks,
      (select md5(string_agg(p::text, '|' order by p.id)) from mine p) as patients,
      (select md5(string_agg(a.state || a.identifier, '|' order by a.id)) from account a where a.patient_id in (select id from mine)) as accounts,
      (select count(*) from notice n where n.id in ${notices} and n.dismissed_at is not null) as dismissed,
      (select count(*) from held_decision) as decided,
      (select md5(string_agg(s.id || s.active || coalesce(s.closed_by, ''), '|' order by s.id)) from staff s where s.name <> 'Scratch') as staff,
      (select md5(string_agg(w::text, '|' order by w.id)) from staff_away w join staff s on s.id = w.staff_id where s.name <> 'Scratch') as absences,
      (select md5(string_agg(v::text, '|' order by v.id)) from visit_type v) as types,
      (select md5(string_agg(s::text, '|' order by s.id)) from schedule s) as schedules,
      (select md5(string_agg(e.id, '|' order by e.id)) from schedule_exception e join staff s on s.id = e.staff_id where s.name <> 'Scratch') as exceptions,
      (select count(*) from holiday h where h.name <> 'Boxing Day') as holidays,
      (select md5(string_agg(r::text, '|' order by r.id)) from reference_range r where r.name <> 'Scratch') as ranges,
      (select md5(string_agg(c.texts::text || c.settings_revision, '|' order by c.id)) from clinic c) as settings,
      (select md5(string_agg(r::text, '|' order by r.id)) from result r where r.patient_id in (select id from mine)) as results,
      (select md5(string_agg(b::text, '|' order by b.id)) from booking b where b.patient_id in (select id from mine)) as bookings,
      (select md5(string_agg(a::text, '|' order by a.id)) from appointment a where a.patient_id in (select id from mine)) as appointments,
      (select md5(string_agg(w::text, '|' order by w.id)) from earlier_wait w where w.patient_id in (select id from mine)) as waits,
      (select md5(string_agg(k::text, '|' order by k.id)) from consult k where k.patient_id in (select id from mine)) as consults,
      (select count(*) from result_sight s join result r on r.id = s.result_id where r.patient_id in (select id from mine)) as sights,
      (select md5(string_agg(r::text, '|' order by r.id)) from canned_reply r) as canned`);
}
