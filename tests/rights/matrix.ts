import { requestTable } from '../../schema/requests.ts';
import type { AnyRequestDefinition } from '../../schema/request-definition.ts';
import { mayReadView, views } from '../../schema/views.ts';
import { parseViewName } from '../../schema/view-kinds.ts';
import { world, type Somebody } from './actors.ts';
import { declaredAskers, declaredReaders, declaredScope } from './declared.ts';

/** One body and one set of facts per request in which nothing but the asker's right can stand in the way. */
const target = { patient: world.patient, thread: world.thread };
const openThread = { thread: { state: 'open', assignee: null, closed: null, patientSeq: 3 }, answersMessages: true };
const sentReply = { reply: { withdrawn: null, reported: null, opened: null } };
const cannedFacts = { canned: 'there', count: 1 };
const about = { patient: world.patient, result: world.result };
const waiting = { result: { state: 'awaiting', revision: 1, orderer: world.colleague, isVoid: false, held: null, released: null, opened: null }, holdDays: 14, now: 0 };
const heldResult = { ...waiting, result: { ...waiting.result, state: 'held', held: { by: 'Grace', staff: world.colleague, until: 1 } } };
const ofBooking = { patient: world.patient, booking: world.booking };
const asked = { booking: { state: 'requested', startsAt: 2, expiresAt: 2, decided: null, offers: 1 }, now: 0, inOffice: true, notFree: [] };
const slot = { visit: { policy: 'request' }, provider: true, slot: 'free', instead: [], waiting: 0, idFree: true, now: 0, appointment: null };
const ofAppointment = { patient: world.patient, appointment: world.booking, location: world.location, week: '2026-W48' };
const stands = { appointment: { state: 'booked', startsAt: 2, staff: world.colleague, telehealth: false, changed: null }, now: 0, provider: true, slot: 'free', instead: [], changeWaits: false };
const ofConsult = { patient: world.patient, consult: world.booking };
const consultAt = (state: string, staff: string = world.conductor) => ({ consult: { state, staff, startsAt: 2, changed: null }, now: 0, live: true, known: true });
const settings = { openingHours: null, emergencyPhone: '999', replyPromise: 'Soon', asksBirthDate: false, passwordRule: 'mixed', contactDays: 14, waits: null };
const fields = { names: { en: 'Check-up' }, preparation: {}, minutes: 30, buffer: 5, telehealth: false, cancelHours: 24, policy: 'request', active: true };
const range = { code: '718-7', name: 'Hemoglobin', unit: 'g/dL', sex: null, ageFrom: null, ageUntil: null, low: 11, high: 15, from: '2026-01-01', until: null };
const planned = { inClinic: true, room: true, now: null, others: [], overlaps: false, taken: false };
const willing: Record<string, { body: unknown; facts: unknown }> = {
  'patient.contact': { body: { patient: world.patient, field: 'phone', value: '+254722000111' }, facts: { inClinic: true } },
  'patient.activate': { body: { patient: world.patient }, facts: { inClinic: true, state: 'none', obstacles: [] } },
  'patient.block': { body: { patient: world.patient, reason: 'lost phone' }, facts: { inClinic: true, state: 'active', obstacles: [] } },
  'notice.dismiss': { body: { notice: world.notice }, facts: { mine: true } },
  'message.start': { body: { ...target, message: world.message, to: world.addressee, subject: 'Tablets', text: 'Dizzy' }, facts: { addressable: true, idFree: true } },
  'message.send': { body: { ...target, message: world.message, text: 'Dizzy' }, facts: { thread: { patient: world.patient } } },
  'message.seen': { body: { ...target, onDevice: 1, opened: 1 }, facts: { thread: { patient: world.patient } } },
  'thread.urgency': { body: { ...target, value: 'urgent' }, facts: openThread },
  'thread.tag': { body: { ...target, tag: 'call-back', on: true }, facts: openThread },
  'thread.read': { body: { ...target, through: 3 }, facts: openThread },
  'thread.comment': { body: { ...target, comment: world.comment, text: 'Called her' }, facts: openThread },
  'thread.reply': { body: { ...target, message: world.message, text: 'Sit down first' }, facts: openThread },
  'thread.claim': { body: target, facts: openThread },
  'thread.assign': { body: { ...target, from: null, to: world.colleague }, facts: openThread },
  'thread.close': { body: { ...target, lastSeq: 3 }, facts: openThread },
  'thread.handover': { body: { ...target, text: 'Ask about the tablets' }, facts: { ...openThread, room: 100 } },
  'thread.reopen': { body: target, facts: { thread: { ...openThread.thread, state: 'closed', closed: { by: 'Grace', at: 1 } } } },
  'reply.withdraw': { body: { ...target, message: world.message, reason: 'Meant for somebody else' }, facts: sentReply },
  'reply.disclose': { body: { ...target, message: world.message, disclosure: world.notice, reason: 'Meant for somebody else' }, facts: sentReply },
  'thread.move': { body: { ...target, to: world.colleague, lastSeq: 3, disclosure: world.notice, reason: 'Written for the child' }, facts: { thread: { patientSeq: 3 }, inClinic: true, loser: null } },
  'canned.save': { body: { reply: world.canned, title: 'Fasting', text: 'Eat nothing', place: 1 }, facts: cannedFacts },
  'canned.remove': { body: { reply: world.canned }, facts: cannedFacts },
  'canned.saveOwn': { body: { reply: world.canned, title: 'Fasting', text: 'Eat nothing', place: 1 }, facts: cannedFacts },
  'canned.removeOwn': { body: { reply: world.canned }, facts: cannedFacts },
  'clinic.settings': { body: { clinic: world.clinic, ...settings, from: 0 }, facts: { revision: 0, by: '', at: 0 } },
  'staff.close': { body: { staff: world.colleague, to: null, times: 'stay', items: 2 }, facts: { person: { open: true, closed: null, items: 2, times: 1 }, takes: { fit: true, clashes: 0 }, fit: true, administrators: 1 } },
  'staff.reopen': { body: { staff: world.colleague }, facts: { person: { open: false } } },
  'staff.away': {
    body: { away: world.notice, staff: world.colleague, replaces: null, from: '2026-11-23', until: '2026-11-27', to: { kind: 'team', id: world.addressee }, words: '' },
    facts: { person: { now: null }, fit: true, day: '2026-11-22' },
  },
  'staff.back': { body: { staff: world.colleague, away: world.notice }, facts: { person: { now: { id: world.notice, by: 'Grace', at: 1 } }, fit: true, day: '2026-11-22' } },
  'result.release': { body: { ...about, revision: 1, words: '' }, facts: waiting },
  'result.releaseNormal': { body: { ...about, revision: 1 }, facts: { ...waiting, result: { ...waiting.result, normal: true } } },
  'result.hold': { body: { ...about, revision: 1, reason: 'To be spoken of first', until: 1 }, facts: waiting },
  'result.lift': { body: { ...about, reason: 'Spoken of' }, facts: heldResult },
  'result.withdraw': { body: { ...about, reason: 'Another person’s' }, facts: { ...waiting, result: { ...waiting.result, state: 'released', released: { by: 'Grace', at: 1 } } } },
  'result.seen': { body: { ...about, opened: true }, facts: { result: true } },
  'visittype.save': { body: { clinic: world.clinic, visitType: world.notice, ...fields, from: 0 }, facts: planned },
  'schedule.save': { body: { schedule: world.notice, staff: world.colleague, location: world.location, weekly: [[], [], [], [], [], [], []], types: [], from: '2026-11-23', until: null, saw: 0 }, facts: planned },
  'absence.add': { body: { absence: world.notice, staff: world.colleague, location: null, kind: 'away', from: 1, until: 2, reason: '' }, facts: planned },
  'absence.remove': { body: { absence: world.notice, staff: world.colleague, kind: 'away' }, facts: planned },
  'holiday.add': { body: { clinic: world.clinic, holiday: world.notice, location: null, day: '2026-12-25', name: 'Christmas' }, facts: planned },
  'range.save': { body: { clinic: world.clinic, range: world.notice, ...range, saw: 0 }, facts: planned },
  'range.remove': { body: { range: world.notice, saw: 1 }, facts: { ...planned, now: { revision: 1, by: 'Ruth', at: 1 } } },
  'holiday.remove': { body: { holiday: world.notice }, facts: planned },
  'booking.request': { body: { ...ofBooking, location: world.notice, visitType: world.notice, provider: world.colleague, startsAt: 2, words: '', replaces: null, freeAsOf: 1 }, facts: slot },
  'booking.withdraw': { body: ofBooking, facts: asked },
  'booking.accept': { body: { ...ofBooking, offer: 0 }, facts: { ...asked, booking: { ...asked.booking, state: 'countered' } } },
  'booking.cancel': { body: { patient: world.patient, appointment: world.booking, words: '' }, facts: { appointment: { state: 'booked', startsAt: 2, cutoffAt: 1 }, now: 0 } },
  'booking.confirm': { body: { ...ofBooking, override: '' }, facts: asked },
  'booking.decline': { body: { ...ofBooking, reason: 'Full' }, facts: asked },
  'booking.offer': { body: { ...ofBooking, times: [3], words: '' }, facts: asked },
  'wait.join': { body: { patient: world.patient, wait: world.notice, appointment: world.booking, anyone: true, from: '2026-11-23' }, facts: { appointment: { state: 'booked', startsAt: 2 }, waits: false, idFree: true, now: 0 } },
  'wait.leave': { body: { patient: world.patient, wait: world.notice, appointment: world.booking }, facts: { wait: { open: true } } },
  'wait.offer': { body: { ...ofBooking, wait: world.notice, staff: world.colleague, startsAt: 2 }, facts: { wait: { open: true, startsAt: 9, moving: false }, slot: 'free', takenUntil: 3, idFree: true, now: 0 } },
  'appointment.arrive': { body: ofAppointment, facts: stands },
  'appointment.fulfil': { body: ofAppointment, facts: { ...stands, appointment: { ...stands.appointment, state: 'arrived' } } },
  'appointment.miss': { body: ofAppointment, facts: stands },
  'appointment.cancel': { body: { ...ofAppointment, reason: 'Ill' }, facts: stands },
  'appointment.undo': { body: { ...ofAppointment, from: 'arrived', reason: 'Wrong person' }, facts: { ...stands, appointment: { ...stands.appointment, state: 'arrived' } } },
  'appointment.mark': { body: { ...ofAppointment, mark: 'reminder', on: true }, facts: stands },
  'appointment.move': { body: { ...ofAppointment, fromStaff: world.colleague, from: 2, staff: world.colleague, startsAt: 3, override: '' }, facts: stands },
  'consult.checkIn': { body: { ...ofConsult, devices: { camera: 'ok', microphone: 'none' }, consent: { version: '1', language: 'en' } }, facts: consultAt('scheduled') },
  'consult.leave': { body: ofConsult, facts: consultAt('waiting') },
  'consult.start': { body: ofConsult, facts: consultAt('waiting') },
  'consult.end': { body: ofConsult, facts: consultAt('inProgress') },
  'consult.phone': { body: ofConsult, facts: consultAt('inProgress') },
  'consult.fail': { body: { ...ofConsult, reason: 'No sound' }, facts: consultAt('inProgress') },
  'consult.word': { body: { ...ofConsult, text: 'Ten minutes more' }, facts: consultAt('waiting', world.colleague) },
  'consult.invite': { body: ofConsult, facts: consultAt('scheduled', world.colleague) },
  'consult.colleagues': { body: { ...ofConsult, staff: [world.colleague] }, facts: consultAt('inProgress') },
  'held.return': { body: { request: world.held, words: '' }, facts: { held: { settled: null } } },
  'held.discard': { body: { request: world.held, words: '' }, facts: { held: { settled: null } } },
};

/** Facts as the server reads them for somebody of another clinic: there is no such patient, no such thread. */
const absent: Record<string, unknown> = { thread: null, inClinic: false, held: null, reply: null, canned: 'foreign', person: null, result: null, booking: null, appointment: null, wait: null, consult: null };

export interface Cell { readonly who: string; readonly what: string; readonly expected: boolean; readonly actual: boolean }

const staffHolds = (somebody: Somebody, permission: Parameters<typeof declaredScope>[1], anyScope = false): boolean =>
  somebody.role !== undefined && (anyScope ? declaredScope(somebody.role, permission) !== null : declaredScope(somebody.role, permission) === 'all');

const reaches = ({ actor }: Somebody, scope: 'record' | 'billing'): boolean => actor.reaches.some(({ patient, scopes }) => patient === world.patient && scopes.includes(scope));

function viewCells(somebody: Somebody): Cell[] {
  const names: Record<string, string> = {
    clinic: `clinic/${world.clinic}`, office: `office/${world.clinic}`, person: `person/${world.patient}`, threads: `threads/${world.patient}`,
    triage: `triage/${world.patient}`, record: `record/${world.patient}`, chart: `chart/${world.patient}`, billing: `billing/${world.patient}`, results: `results/${world.patient}`, delivery: `delivery/${world.clinic}`, bookings: `bookings/${world.clinic}`, week: `week/${world.location}/2026-W48`, live: `live/${world.clinic}`, queue: `queue/${world.clinic}/messages`, plan: `plan/${world.clinic}`, free: `free/${world.location}`, account: 'account/somebody-else00000000',
  };
  return Object.keys(views).map((kind) => {
    const parsed = parseViewName(names[kind] ?? '');
    const declared = declaredReaders[kind];
    if (!parsed || !declared) throw new Error(`The matrix does not know the view ${kind}: declare its readers`);
    const here = somebody.clinic === 'here';
    const staff = somebody.actor.kind === 'staff' && declared.staff !== null && (declared.staff === 'any' || staffHolds(somebody, declared.staff, declared.anyScope));
    const patient = somebody.actor.kind === 'patient' && (declared.patients === 'clinic'
      || (declared.patients === 'any reach' && somebody.reach !== null) || (declared.patients === 'messages' && somebody.reach === 'messages')
      || ((declared.patients === 'record' || declared.patients === 'billing') && reaches(somebody, declared.patients)));
    return { who: somebody.name, what: `read ${kind}`, expected: here && (staff || patient), actual: mayReadView(somebody.actor, parsed, { clinic: world.clinic }) };
  });
}

function requestCells(somebody: Somebody, table: ReadonlyMap<string, AnyRequestDefinition>): Cell[] {
  return [...table.values()].map((definition) => {
    const asker = declaredAskers[definition.type];
    const given = willing[definition.type];
    if (!asker || !given) throw new Error(`The matrix does not know the request ${definition.type}: declare who may ask for it`);
    const body = definition.body.parse(given.body);
    const known = given.facts as Record<string, unknown>;
    const facts = somebody.clinic === 'here' ? known
      : Object.fromEntries(Object.entries(known).map(([key, value]) => [key, Object.hasOwn(absent, key) ? absent[key] : value]));
    const conducts = somebody.actor.staff === world.conductor && somebody.role !== undefined && declaredScope(somebody.role, 'live.consult.conduct') !== null;
    const expected = asker === 'anyone, own' || (asker === 'own consults' && conducts)
      || (asker === 'any reach' ? somebody.reach !== null : asker === 'messages reach' ? somebody.reach === 'messages' : asker === 'record reach' ? reaches(somebody, 'record') : asker !== 'own consults' && somebody.clinic === 'here' && staffHolds(somebody, asker));
    return { who: somebody.name, what: definition.type, expected, actual: definition.may(somebody.actor, body as never, facts as never) === true };
  });
}

export function matrix(people: readonly Somebody[], table: ReadonlyMap<string, AnyRequestDefinition> = requestTable): Cell[] {
  return people.flatMap((somebody) => [...viewCells(somebody), ...requestCells(somebody, table)]);
}

export const wrongCells = (cells: readonly Cell[]): string[] =>
  cells.filter((cell) => cell.expected !== cell.actual).map((cell) => `${cell.who} – ${cell.what}: ${cell.actual ? 'allowed' : 'refused'}`);

