import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { dayIn } from '../../schema/opening-hours.ts';
import { arrayParam, instantParam, jsonParam, type Tx } from '../record/database.ts';
import { demoPlans } from './demo-plans.ts';
import type { DemoClinic } from './demo-shapes.ts';
import type { ClinicIds } from './fill-clinic.ts';

interface FilledType { readonly id: string; readonly minutes: number; readonly buffer: number; readonly cancelHours: number }

/** Visit types, usual weeks, absences and holidays, so that there are free times from the first minute. @returns the types by their keys */
export async function fillPlans(tx: Tx, demo: DemoClinic, ids: ClinicIds, now: number): Promise<ReadonlyMap<string, FilledType>> {
  const plan = demoPlans[demo.suffix];
  if (!plan) return new Map();
  const at = instantParam(now);
  const by = demo.staff.find(({ roles }) => roles.includes('portal_coordinator'))?.name ?? 'Outpost';
  const types = new Map(plan.types.map(({ key, minutes, buffer, cancelHours }): [string, FilledType] => [key, { id: newId(), minutes, buffer, cancelHours }]));
  for (const { key, en, hu, minutes, buffer, telehealth, policy, cancelHours, preparation } of plan.types) {
    await tx.query(sql`
      insert into visit_type (id, clinic_id, names, preparation, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, active, revision, set_by, set_at)
      values (${types.get(key)?.id ?? ''}, ${ids.clinic}, ${jsonParam({ en, hu })}, ${jsonParam(preparation ?? {})}, ${minutes}, ${buffer}, ${telehealth === true}, ${cancelHours}, ${policy}, true, 1, ${by}, ${at})`);
  }
  const today = dayIn(demo.timeZone, now);
  for (const { staff, place, days, types: offered } of plan.weeks) {
    const weekly = Array.from({ length: 7 }, (_, day) => days[day] ?? []);
    const offers = offered.map((key) => types.get(key)?.id ?? '');
    const rows = await tx.query(sql`
      insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, revision, set_by, set_at)
      select ${newId()}, ${ids.clinic}, ${ids.staff(staff).id}, l.id, ${jsonParam(weekly)}, ${arrayParam(offers)}::text[], ${today}::date - 30, 1, ${by}, ${at}
      from location l where l.clinic_id = ${ids.clinic} and l.name = ${place} returning id`);
    if (rows.length !== 1) throw new Error(`The demo of ${demo.name} names "${place}", which is not there`);
  }
  for (const { staff, inDays, days, reason } of plan.away) {
    await tx.query(sql`
      insert into schedule_exception (id, clinic_id, staff_id, kind, starts_at, ends_at, reason, set_by, set_at)
      values (${newId()}, ${ids.clinic}, ${ids.staff(staff).id}, 'away', (${today}::date + ${inDays}::int)::timestamp at time zone ${demo.timeZone},
              (${today}::date + ${inDays + days}::int)::timestamp at time zone ${demo.timeZone}, ${reason}, ${by}, ${at})`);
  }
  for (const { monthDay, name } of plan.holidays) {
    const year = Number(today.slice(0, 4)) + (today.slice(5) > monthDay ? 1 : 0);
    await tx.query(sql`insert into holiday (id, clinic_id, day, name, set_by, set_at) values (${newId()}, ${ids.clinic}, ${`${year}-${monthDay}`}, ${name}, ${by}, ${at})`);
  }
  // So that a demo has reminders to show whenever it is looked at: in the evening, and with a weekend before the next appointment.
  await tx.query(sql`update clinic set reminder_hours = 120, quiet_from = '00:00', quiet_until = '00:00' where id = ${ids.clinic}`);
  await tx.query(sql`update location set free_from = ${today} where clinic_id = ${ids.clinic}`);
  return types;
}
