import { sql } from 'drizzle-orm';
import { grantsOf, type Module } from '../../schema/roles.ts';
import type { Tx } from '../record/database.ts';
import type { SectionProjector } from '../views/section-projector.ts';
import { brandOf, readClinic, textsOf } from './clinic-row.ts';

type Project = (tx: Tx, clinic: string) => Promise<Map<string, unknown>>;

/** A clinic's sections are small: always read whole, then narrowed to what was touched. */
function section(kind: 'clinic' | 'office', name: string, read: Project): SectionProjector {
  return {
    kind,
    section: name,
    async project(tx, view, ids) {
      const entries = await read(tx, view.clinic ?? '');
      if (ids === 'all') return entries;
      return new Map([...entries].filter(([id]) => ids.includes(id)));
    },
  };
}

async function projectBrand(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const row = await readClinic(tx, sql`id = ${clinic}`);
  return new Map(row ? [['brand', brandOf(row)]] : []);
}

async function projectTexts(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const row = await readClinic(tx, sql`id = ${clinic}`);
  return new Map(row ? [['texts', textsOf(row)]] : []);
}

async function projectLocations(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const rows = await tx.query<{ id: string }>(sql`select id, name, address, phone from location where clinic_id = ${clinic} order by name`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Only whom an administrator made addressable, under the reference made for patients; never a staff id (C91). */
async function projectAddressees(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const rows = await tx.query<{ id: string }>(sql`
    select id, 'team' as kind, name, title from team where clinic_id = ${clinic} and addressable
    union all
    select patient_ref as id, 'person' as kind, name, title from staff where clinic_id = ${clinic} and addressable and active`);
  return new Map(rows.map((row) => [row.id, row]));
}

interface ColleagueRow { id: string; name: string; title: string; roles: string[]; colour: number }

/** Staff who can sign in and are not blocked: the others cannot be given work. */
async function projectColleagues(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const [found] = await tx.query<{ modules: Module[] }>(sql`select modules from clinic where id = ${clinic}`);
  const rows = await tx.query<ColleagueRow>(sql`
    select s.id, s.name, s.title, s.roles, s.colour from staff s
    where s.clinic_id = ${clinic} and s.active and exists (select 1 from account a where a.staff_id = s.id and a.state = 'active')`);
  return new Map(rows.map(({ id, name, title, roles, colour }) => {
    const answersMessages = grantsOf(roles, found?.modules ?? [])['portal.message.reply'] === 'all';
    return [id, { id, name, title, answersMessages, colour }];
  }));
}

async function projectTags(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const rows = await tx.query<{ id: string; label: string }>(sql`select id, label from tag where clinic_id = ${clinic}`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The clinic's own sentences; one's own are in account/. */
async function projectReplies(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const rows = await tx.query<{ id: string; words: unknown }>(sql`
    select id, words from canned_reply where clinic_id = ${clinic} and account_id is null and words->>'value' is not null`);
  return new Map(rows.map(({ id, words }) => [id, { id, is: words }]));
}

/** By its own clock. */
async function projectHours(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const [row] = await tx.query<Record<string, unknown>>(sql`select texts->'openingHours' as "openingHours", time_zone as "timeZone" from clinic where id = ${clinic}`);
  return new Map(row ? [['hours', row]] : []);
}

/** Missing words of an older record are empty, not unreadable. */
async function projectSettings(tx: Tx, clinic: string): Promise<Map<string, unknown>> {
  const [row] = await tx.query<Record<string, unknown>>(sql`
    select texts->'openingHours' as "openingHours", coalesce(texts->>'emergencyPhone', '') as "emergencyPhone", coalesce(texts->>'replyPromise', '') as "replyPromise",
           asks_birth_date as "asksBirthDate", password_rule as "passwordRule", contact_days as "contactDays",
           json_build_object('holdDays', hold_days, 'holdUsual', hold_usual_days, 'bookingHours', booking_hours, 'offerHours', offer_hours,
             'reminderHours', reminder_hours, 'quietFrom', to_char(quiet_from, 'HH24:MI'), 'quietUntil', to_char(quiet_until, 'HH24:MI')) as waits,
           settings_revision as revision, settings_by as "by", settings_at as at
    from clinic where id = ${clinic}`);
  return new Map(row ? [['settings', row]] : []);
}

export const clinicProjectors: readonly SectionProjector[] = [
  section('clinic', 'brand', projectBrand),
  section('clinic', 'texts', projectTexts),
  section('clinic', 'locations', projectLocations),
  section('clinic', 'addressees', projectAddressees),
  section('office', 'colleagues', projectColleagues),
  section('office', 'tags', projectTags),
  section('office', 'replies', projectReplies),
  section('office', 'settings', projectSettings),
  section('clinic', 'hours', projectHours),
];
