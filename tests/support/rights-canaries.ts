import { randomBytes } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { weekAt } from '../../schema/iso-week.ts';
import type { NoteKind } from '../../schema/notes.ts';
import type { ViewKindName } from '../../schema/view-kinds.ts';
import { addWords } from '../../sync-server/notes/add-words.ts';
import { arrayParam, instantParam, jsonParam, type Database, type Tx } from '../../sync-server/record/database.ts';
import { insertStaff } from './clinic-rows.ts';
import { plantChart } from './rights-chart-canaries.ts';
import { plantConsult } from './rights-consult-canaries.ts';
import type { Crowd, LivePerson, Place } from './rights-people.ts';

/**
 * A string that is nowhere else in the world, in one field of the record. `readers`: the views whose readers may come to
 * hold it, whoever else may is in `alsoFor`. Everybody else never may, by whatever road.
 */
export interface Canary {
  readonly label: string;
  readonly text: string;
  readonly place: Place;
  readonly readers: readonly Reader[];
  readonly alsoFor?: (person: LivePerson) => boolean;
  /** It names a row: a log may say it. */
  readonly isId: boolean;
}

type Reader = ViewKindName | NoteKind;
type Plant = (field: string, readers: readonly Reader[], alsoFor?: Canary['alsoFor']) => string;

/** Letters and digits: the same bytes in JSON, in a URL, in HTML and in Yjs. */
const freshText = (field: string): string => `Kx${field.replace(/\W/g, '')}${randomBytes(9).toString('hex')}`;

/** Writes one into every field of every section, and into what no section shows. */
export async function plantCanaries(database: Database, crowd: Crowd): Promise<Canary[]> {
  const canaries: Canary[] = [];
  const keepIn = (place: Place) => {
    const where = place === crowd.here ? 'here' : 'elsewhere';
    return (field: string, text: string, isId: boolean, readers: readonly Reader[], alsoFor?: Canary['alsoFor']): string => {
      canaries.push({ label: `${field} ${where}`, text, place, readers, isId, ...(alsoFor ? { alsoFor } : {}) });
      return text;
    };
  };
  await database.transaction(async (tx) => {
    for (const place of [crowd.here, crowd.elsewhere]) {
      const keep = keepIn(place);
      const plant: Plant = (field, readers, alsoFor) => keep(field, freshText(field), false, readers, alsoFor);
      const plantId: Plant = (field, readers, alsoFor) => keep(field, newId(), true, readers, alsoFor);
      await plantClinic(tx, place, plant);
      const hidden = await plantStaff(tx, place, plant, plantId);
      await plantPatient(tx, place, plant, hidden);
      await plantThread(tx, place, plant, hidden);
      const nurse = crowd.one(place === crowd.here ? 'nurse' : 'nurse of another clinic');
      await plantAccount(tx, nurse, plant, plantId);
      await plantAccount(tx, crowd.one(place === crowd.here ? 'the patient' : 'a patient of another clinic'), plant, plantId);
      await plantHidden(tx, place, nurse, plant);
      await plantHeld(tx, place, plant, plantId);
      await plantMisdirected(tx, place, nurse, plant);
      await plantBookings(tx, place, nurse, plant);
      await plantConsult(tx, place, plant, plantedAt);
    }
    const carer = crowd.one('a carer with messages');
    const relation = freshText('relation');
    canaries.push({ label: 'relation of a carer', text: relation, place: crowd.here, readers: [], isId: false, alsoFor: (person) => person.account === carer.account });
    await tx.query(sql`update proxy_grant set relation = ${relation} where account_id = ${carer.account}`);
  });
  // The importer has transactions of its own.
  for (const place of [crowd.here, crowd.elsewhere]) await plantChart(database, place, (field, readers) => keepIn(place)(field, freshText(field), false, readers));
  return canaries;
}

async function plantClinic(tx: Tx, { clinic }: Place, plant: Plant): Promise<void> {
  await tx.query(sql`
    update clinic set settings_by = ${plant('settings.by', ['office'])}, name = ${plant('clinic.name', [], () => true)}, texts = texts || ${jsonParam({ replyPromise: plant('texts.replyPromise', [], () => true) })} where id = ${clinic}`);
  await tx.query(sql`
    insert into location (id, clinic_id, name, address, phone)
    values (${newId()}, ${clinic}, ${plant('location.name', ['clinic'])}, ${plant('location.address', ['clinic'])}, ${plant('location.phone', ['clinic'])})`);
  await tx.query(sql`update team set name = ${plant('team.name', ['clinic'])}, title = ${plant('team.title', ['clinic'])} where clinic_id = ${clinic}`);
  await tx.query(sql`
    insert into team (id, clinic_id, name, title, addressable) values (${newId()}, ${clinic}, ${plant('team.hidden', [])}, ${plant('team.hiddenTitle', [])}, false)`);
  await tx.query(sql`insert into tag (clinic_id, id, label) values (${clinic}, 'planted', ${plant('tag.label', ['office'])})`);
  await tx.query(sql`
    insert into reference_range (id, clinic_id, code, name, unit, low, valid_from, revision, set_by, set_at)
    values (${newId()}, ${clinic}, '718-7', ${plant('range.name', ['clinic'])}, ${plant('range.unit', ['clinic'])}, 11, '2026-01-01', 1, ${plant('range.by', [])}, now())`);
  await plantCanned(tx, clinic, null, 'canned', (field) => plant(field, ['office']));
}

async function plantCanned(tx: Tx, clinic: string, account: string | null, name: string, plant: (field: string) => string): Promise<void> {
  const words = registerOf({ title: plant(`${name}.title`), text: plant(`${name}.text`), place: 1 }, plant(`${name}.who`));
  await tx.query(sql`insert into canned_reply (id, clinic_id, account_id, words) values (${newId()}, ${clinic}, ${account}, ${jsonParam(words)})`);
}

interface Hidden { readonly staff: string; readonly name: string }

/** One colleague whom no patient may know of, who has done everything one can do. */
async function plantStaff(tx: Tx, { clinic, location }: Place, plant: Plant, plantId: Plant): Promise<Hidden> {
  const name = plant('staff.name', ['office']);
  const member = await insertStaff(tx, clinic, name);
  await plantPlan(tx, clinic, location, member.staff ?? '', plant);
  const staff = plantId('staff.id', ['office']);
  await tx.query(sql`
    insert into staff (id, clinic_id, name, title, roles, patient_ref, addressable)
    values (${staff}, ${clinic}, ${name}, ${plant('staff.title', ['office'])}, '{nurse}', ${plantId('staff.ref', [])}, false)`);
  await tx.query(sql`
    insert into account (id, clinic_id, kind, staff_id, identifier, password_hash, totp_sealed)
    values (${plantId('staff.account', [])}, ${clinic}, 'staff', ${staff}, ${plant('staff.username', [])}, ${plant('staff.passwordHash', [])}, ${plant('staff.totp', [])})`);
  await tx.query(sql`update staff set name = ${plant('addressee.name', ['clinic'])}, title = ${plant('addressee.title', ['clinic'])} where id = ${member.staff}`);
  // Whom patients do not know covers for whom they do.
  await tx.query(sql`
    insert into staff_away (staff_id, id, clinic_id, from_day, until_day, to_staff_id, words, set_by, set_at)
    values (${staff}, ${plantId('away.id', ['office'])}, ${clinic}, '2026-01-01', '2099-01-01', ${member.staff}, ${plant('away.words', ['office'])}, ${plant('away.by', ['office'])}, now()),
           (${member.staff}, ${plantId('away.own', ['office'])}, ${clinic}, '2026-01-01', '2099-01-01', ${staff}, ${plant('away.toPatients', ['clinic', 'office'])}, 'Ruth', now())`);
  return { staff, name };
}

/** What patients may ask for is known to everybody there; who planned it, and why somebody is away, to staff. */
async function plantPlan(tx: Tx, clinic: string, location: string, staff: string, plant: Plant): Promise<void> {
  const [type, hidden] = [newId(), newId()];
  const by = (what: string): string => plant(`${what}.by`, ['plan']);
  await tx.query(sql`
    insert into visit_type (id, clinic_id, names, preparation, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, active, revision, set_by, set_at)
    values (${type}, ${clinic}, ${jsonParam({ en: plant('visitType.name', ['plan', 'free']) })}, ${jsonParam({ en: plant('visitType.preparation', ['plan', 'free']) })}, 30, 0, false, 24, 'request', true, 1, ${by('visitType')}, now()),
           (${hidden}, ${clinic}, ${jsonParam({ en: plant('visitType.hidden', ['plan']) })}, '{}', 30, 0, false, 24, 'request', false, 1, 'Ruth', now())`);
  await tx.query(sql`
    insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, revision, set_by, set_at)
    values (${newId()}, ${clinic}, ${staff}, ${location}, ${jsonParam([[{ from: '09:00', to: '12:00' }], [], [], [], [], [], []])}, ${arrayParam([type, hidden])}::text[], '2026-01-01', 1, ${by('schedule')}, now())`);
  await tx.query(sql`
    insert into schedule_exception (id, clinic_id, staff_id, kind, starts_at, ends_at, reason, set_by, set_at)
    values (${newId()}, ${clinic}, ${staff}, 'away', now(), now() + interval '40 days', ${plant('absence.reason', ['plan'])}, ${by('absence')}, now())`);
  await tx.query(sql`
    insert into holiday (id, clinic_id, day, name, set_by, set_at) values (${newId()}, ${clinic}, current_date + 3, ${plant('holiday.name', ['plan'])}, ${by('holiday')}, now())`);
}

const registerOf = (value: unknown, who: string): object => ({ value, stamp: 5, saw: 1, by: newId(), who, at: 5 });
const register = (value: unknown, who: string): SQL => jsonParam(registerOf(value, who));
/** Whoever may make the patient's one-time password is told what they sign in with. */
const letsIn = (place: Place) => (person: LivePerson): boolean =>
  person.session && person.place === place && (person.role === 'administrator' || person.role === 'portal_coordinator');

async function plantPatient(tx: Tx, place: Place, plant: Plant, { name }: Hidden): Promise<void> {
  const seen = ['person'] as const;
  const address = plant('patient.address', seen);
  await tx.query(sql`
    update patient set name = ${plant('patient.name', seen)}, given = ${plant('patient.given', seen)}, family = ${plant('patient.family', seen)},
      record_number = ${plant('patient.recordNumber', seen)}, address = ${address}, language = ${plant('patient.language', seen)},
      phone = ${register(plant('patient.phone', seen), name)}, email = ${register(plant('patient.email', seen), name)}, search = ${plant('patient.search', [])}
    where id = ${place.patient}`);
  await tx.query(sql`
    insert into patient_identifier (patient_id, system, lookup, sealed, last4)
    values (${place.patient}, ${plant('nationalId.system', [])}, ${plant('nationalId.lookup', [])}, ${plant('nationalId.sealed', [])}, '4711')`);
  await tx.query(sql`update account set identifier = ${plant('desk.identifier', [], letsIn(place))} where patient_id = ${place.desk}`);
}

async function plantThread(tx: Tx, place: Place, plant: Plant, hidden: Hidden): Promise<void> {
  const at = instantParam(1_700_000_100_000);
  const by = plant('triage.by', ['triage']);
  await tx.query(sql`
    update thread set subject = ${plant('thread.subject', ['threads'])}, to_name = ${plant('thread.to', ['threads'])}, last_seq = 2,
      urgency = ${register('today', plant('urgency.who', ['triage']))}, tags = ${jsonParam({ [plant('tag.id', ['triage'])]: registerOf(true, plant('tag.who', ['triage'])) })},
      assignee_id = ${hidden.staff}, assigned_by = ${by}, assigned_at = ${at}, closed_by = ${plant('thread.closedBy', ['triage'])}, closed_at = ${at}
    where id = ${place.thread}`);
  await tx.query(sql`
    insert into message (id, thread_id, seq, from_kind, account_id, author, title, text, received_at, device_time)
    values (${newId()}, ${place.thread}, 2, 'clinic', ${newId()}, ${plant('message.author', ['threads'])}, ${plant('message.title', ['threads'])},
            ${plant('message.text', ['threads'])}, ${at}, ${at})`);
  await tx.query(sql`
    insert into thread_comment (id, thread_id, staff_id, author, text, at)
    values (${newId()}, ${place.thread}, ${hidden.staff}, ${plant('comment.author', ['triage'])}, ${plant('comment.text', ['triage'])}, ${at})`);
  const writer = { staff: hidden.staff, name: plant('note.by', ['handover']) };
  await addWords(tx, place.thread, plant('note.text', ['handover']), writer, 1_700_000_100_000);
  await tx.query(sql`
    insert into message_mark (thread_id, reader, name, on_device, on_device_at) values (${place.thread}, ${newId()}, ${plant('mark.name', ['threads'])}, 1, ${at})`);
}

const plantedAt = Date.now() + 40 * 86_400_000;
/** Of the weeks of a place the one in which something stands. */
export const plantedWeek = weekAt('Africa/Nairobi', plantedAt);

/** A request that waits, one that was declined, and an appointment that was cancelled. */
async function plantBookings(tx: Tx, { clinic, patient, location, visit, nurse }: Place, { account }: LivePerson, plant: Plant): Promise<void> {
  const seen = ['person'] as const;
  const waits = ['person', 'bookings'] as const;
  const [from, until] = [instantParam(plantedAt), instantParam(plantedAt + 1_800_000)];
  await tx.query(sql`update staff set title = ${plant('provider.title', ['person', 'bookings', 'week', 'office', 'clinic', 'free'])} where id = ${nurse}`);
  const booking = (words: string, by: string, state: string, decided: SQL, reason: string): Promise<unknown> => tx.query(sql`
    insert into booking (id, clinic_id, patient_id, account_id, by_name, staff_id, location_id, visit_type_id, starts_at, ends_at, words, state, received_at, device_time, expires_at, decided_at, decided_by, reason)
    values (${newId()}, ${clinic}, ${patient}, ${account}, ${by}, ${nurse}, ${location}, ${visit}, ${from}, ${until}, ${words}, ${state}, now(), now(), ${from}, ${decided}, ${plant('booking.decidedBy', [])}, ${reason})`);
  await booking(plant('booking.words', waits), plant('booking.by', waits), 'requested', sql`null`, '');
  await booking(plant('declined.words', seen), plant('declined.by', seen), 'declined', sql`now()`, plant('booking.reason', seen));
  const standing = newId();
  await tx.query(sql`
    insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
    values (${standing}, ${clinic}, ${patient}, ${nurse}, ${location}, ${visit}, ${from}, ${until}, ${from}, 'booked', '', now())`);
  await tx.query(sql`
    insert into earlier_wait (id, clinic_id, patient_id, appointment_id, account_id, by_name, anyone, from_day, asked_at)
    values (${newId()}, ${clinic}, ${patient}, ${standing}, ${account}, ${plant('wait.by', ['bookings'])}, true, '2026-11-23', now())`);
  await tx.query(sql`
    insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at, changed_by, changed_at, cancelled_at, cancelled_by, cancel_words)
    values (${newId()}, ${clinic}, ${patient}, ${nurse}, ${location}, ${visit}, ${from}, ${until}, ${from}, 'cancelled', ${plant('appointment.madeBy', [])}, now(), ${plant('appointment.changedBy', ['week'])}, now(), now(),
            ${plant('appointment.cancelledBy', [])}, ${plant('appointment.words', ['person', 'week'])})`);
}

/** COSE, ES256; the point is on no curve, and nobody asks. */
const EC_KEY = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), randomBytes(32), Buffer.from('225820', 'hex'), randomBytes(32)]).toString('base64url');

/** What one account alone is told. */
async function plantAccount(tx: Tx, person: LivePerson, plant: Plant, plantId: Plant): Promise<void> {
  const own = (other: LivePerson): boolean => other.account === person.account;
  const label = (field: string): string => `${person.kind} ${field}`;
  await tx.query(sql`
    insert into notice (id, account_id, code, params, at)
    values (${plantId(label('notice'), [], own)}, ${person.account}, 'urgency.superseded', ${jsonParam({ by: plant(label('notice.param'), [], own) })}, now())`);
  await plantCanned(tx, person.place.clinic, person.account, label('canned'), (field) => plant(field, [], own));
  await tx.query(sql`update device set name = ${plant(label('device.name'), [], own)} where account_id = ${person.account}`);
  await tx.query(sql`
    insert into passkey (id, account_id, credential_id, public_key, rp_id, name, created_at)
    values (${plantId(label('passkey'), [], own)}, ${person.account}, ${plant(label('passkey.credential'), [], own)}, ${EC_KEY}, ${plant(label('passkey.rpId'), [], own)},
            ${plant(label('passkey.name'), [], own)}, now())`);
  await tx.query(sql`
    insert into request (id, account_id, device_id, n, type, v, clinic_id, bytes, signature, device_time, received_at, stamp, outcome)
    values (${plantId(label('request'), [], own)}, ${person.account}, ${newId()}, 900, 'thread.reply', 1, ${person.place.clinic}, ${plant(label('request.bytes'), [])},
            ${plant(label('request.signature'), [])}, now(), now(), 1,
            ${jsonParam({ state: 'declined', at: 1, refusal: { code: 'thread.taken', params: { by: plant(label('outcome.param'), [], own) } } })})`);
}

/** What a revoked key brought: for who decides about it, and nobody else. Its outcome is its author's. */
async function plantHeld(tx: Tx, place: Place, plant: Plant, plantId: Plant): Promise<void> {
  const decides = (person: LivePerson): boolean => person.session && person.place === place && person.role === 'administrator';
  const author = await insertStaff(tx, place.clinic, plant('held.author', ['office'], decides));
  await tx.query(sql`update staff set addressable = false where id = ${author.staff}`);
  await tx.query(sql`update device set name = ${plant('held.device', [], decides)}, revoked_at = now() where id = ${author.device.id}`);
  const id = plantId('held.id', [], decides);
  const bytes = JSON.stringify({
    id, account: author.account, device: author.device.id, n: 1, type: 'thread.reply', v: 1, deviceTime: 1,
    body: { patient: place.patient, thread: place.thread, message: newId(), text: plant('held.words', [], decides) },
  });
  await tx.query(sql`
    insert into request (id, account_id, device_id, n, type, v, clinic_id, patient_id, bytes, signature, device_time, received_at, stamp, outcome)
    values (${id}, ${author.account}, ${author.device.id}, 1, 'thread.reply', 1, ${place.clinic}, ${place.patient}, ${bytes}, ${plant('held.signature', [])}, now(), now(), 1,
            ${jsonParam({ state: 'held', at: 1, refusal: { code: 'device.revoked' } })})`);
}

/** A reply that was withdrawn, and reported: its words for staff who read messages; who saw it for the administrator. */
async function plantMisdirected(tx: Tx, place: Place, nurse: LivePerson, plant: Plant): Promise<void> {
  const audits = (person: LivePerson): boolean => person.session && person.place === place && person.role === 'administrator';
  const [message, at] = [newId(), instantParam(1_700_000_200_000)];
  await tx.query(sql`
    insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time, withdrawn_at, withdrawn_by, withdrawn_account, withdrawn_reason)
    values (${message}, ${place.thread}, 3, 'clinic', ${nurse.account}, ${plant('withdrawn.author', ['threads'], audits)}, ${plant('withdrawn.text', ['triage'])}, ${at}, ${at},
            ${at}, ${plant('withdrawn.by', ['triage'])}, ${nurse.account}, ${plant('withdrawn.reason', ['triage'])})`);
  await tx.query(sql`
    update thread set last_seq = 3, moved = ${jsonParam({ from: plant('moved.from', ['triage']), by: plant('moved.by', ['triage']), at: 5, reason: plant('moved.reason', ['triage']) })}
    where id = ${place.thread}`);
  const shown = [{ reader: newId(), name: plant('disclosure.reader', [], audits), onDeviceAt: 5, openedAt: null }];
  await tx.query(sql`
    insert into disclosure (id, clinic_id, patient_id, thread_id, message_id, shown, reason, account_id, who, at)
    values (${newId()}, ${place.clinic}, ${place.patient}, ${place.thread}, ${message}, ${jsonParam(shown)}, ${plant('disclosure.reason', [], audits)}, ${nurse.account},
            ${plant('disclosure.who', ['triage'], audits)}, ${at})`);
}

/** What no view shows. */
async function plantHidden(tx: Tx, { clinic, patient }: Place, nurse: LivePerson, plant: Plant): Promise<void> {
  const not = (field: string): string => plant(field, []);
  await tx.query(sql`insert into kept_resource (clinic_id, type, fhir_id, patient_id, body) values (${clinic}, 'Observation', ${not('kept.id')}, ${patient}, ${jsonParam({ text: not('kept.body') })})`);
   await tx.query(sql`insert into audit (clinic_id, account_id, who, action, patient_id, detail) values (${clinic}, ${nurse.account}, ${not('audit.who')}, 'portal.blocked', ${patient}, ${jsonParam({ reason: not('audit.detail') })})`);
  await tx.query(sql`insert into security_event (kind, account_id, detail) values ('planted', ${nurse.account}, ${jsonParam({ reason: not('event.detail') })})`);
  await tx.query(sql`
    insert into outgoing (clinic_id, channel, recipient, template, params, state, rendered, error)
    values (${clinic}, 'sms', ${not('outgoing.recipient')}, 'signin.code', ${jsonParam({ code: not('outgoing.code') })}, 'sent', ${jsonParam({ text: not('outgoing.text') })}, ${not('outgoing.error')})`);
  await tx.query(sql`insert into attempt (key, at) values (${not('attempt.key')}, now())`);
  await tx.query(sql`
    insert into sign_in (id, token_hash, app, purpose, who, phone_sealed, secret_sealed, code_hash, state, challenge, expires_at)
    values (${newId()}, ${not('signIn.token')}, 'staff', 'signIn', ${not('signIn.who')}, ${not('signIn.phone')}, ${not('signIn.secret')}, ${not('signIn.code')}, 'totp', ${not('signIn.challenge')}, now() + interval '1 hour')`);
}
