import { sql, type SQL } from 'drizzle-orm';
import { absenceAdd, absenceRemove, holidayAdd, holidayRemove, scheduleSave, visitTypeSave, type OtherSchedule, type PlannedFacts, type RemoveFacts, type ScheduleFacts, type StandsFacts } from '../../schema/schedule-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { arrayParam, instantParam, jsonParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { freeTouches } from '../shared/free-touches.ts';

/** V6: what plan/ has room for, of what is not over. */
const MOST = { visit_type: 60, schedule: 200, schedule_exception: 400, holiday: 200 } as const;
type Table = keyof typeof MOST;
const standing: Readonly<Record<Table, SQL>> = {
  visit_type: sql`true`, schedule: sql`(until_day is null or until_day >= current_date - 31)`, schedule_exception: sql`ends_at > now() - interval '2 days'`, holiday: sql`day >= current_date - 2`,
};

async function hasRoom({ tx, actor }: RequestContext, table: Table): Promise<boolean> {
  const [row] = await tx.query<{ count: number }>(sql`select count(*) as count from ${sql.identifier(table)} where clinic_id = ${actor.clinic} and ${standing[table]}`);
  return (row?.count ?? 0) < MOST[table];
}

interface Stands extends StandsFacts { readonly before: Readonly<Record<string, unknown>> | null }

/** As it stands, locked: two who change it take turns. Of another clinic: as if it named nothing of this one. */
async function readStanding(context: RequestContext, table: 'visit_type' | 'schedule', id: string): Promise<Stands> {
  const { tx, actor } = context;
  // Whoever makes one of an id that is new, too.
  await tx.query(sql`select id from clinic where id = ${actor.clinic} for update`);
  const [row] = await tx.query<{ clinic_id: string; revision: number; set_by: string; set_at: number }>(sql`select * from ${sql.identifier(table)} where id = ${id}`);
  return {
    inClinic: row === undefined || row.clinic_id === actor.clinic, room: row !== undefined || await hasRoom(context, table),
    now: row ? { revision: row.revision, by: row.set_by, at: row.set_at } : null, before: row ?? null,
  };
}

/** Who did what, and what it changes on screens; `staff`: whose free times alone. */
async function tell({ tx, actor, request }: RequestContext, action: string, subject: string, { section, entry, staff = null, detail }: { section: string; entry: string; staff?: string | null; detail: Readonly<Record<string, unknown>> }): Promise<void> {
  await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action, subject, request: request.id, detail });
  await touch(tx, [{ view: viewName.plan(actor.clinic), section, entry }, ...await freeTouches(tx, actor.clinic, staff)]);
}

const saveType = handle(visitTypeSave, {
  patientOf: () => null,
  readFacts: (context, body): Promise<Stands> => readStanding(context, 'visit_type', body.visitType),
  effect: async (context, body, { before }) => {
    const { tx, actor, request } = context;
    const set = sql`names = ${jsonParam(body.names)}, preparation = ${jsonParam(body.preparation)}, minutes = ${body.minutes}, buffer_minutes = ${body.buffer}, telehealth = ${body.telehealth},
      cancel_cutoff_hours = ${body.cancelHours}, policy = ${body.policy}, active = ${body.active}, revision = ${body.from + 1}, set_by = ${actor.name}, set_at = ${instantParam(request.receivedAt)}`;
    if (before) await tx.query(sql`update visit_type set ${set} where id = ${body.visitType}`);
    else {
      await tx.query(sql`
        insert into visit_type (id, clinic_id, names, preparation, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, active, revision, set_by, set_at)
        values (${body.visitType}, ${actor.clinic}, ${jsonParam(body.names)}, ${jsonParam(body.preparation)}, ${body.minutes}, ${body.buffer}, ${body.telehealth}, ${body.cancelHours}, ${body.policy},
                ${body.active}, 1, ${actor.name}, ${instantParam(request.receivedAt)})`);
    }
    await tell(context, 'visitType.saved', body.visitType, { section: 'visitTypes', entry: body.visitType, detail: { before, after: body } });
  },
});

interface ScheduleRead extends ScheduleFacts { readonly before: Stands['before'] }

const saveSchedule = handle(scheduleSave, {
  patientOf: () => null,
  readFacts: async (context, body): Promise<ScheduleRead> => {
    const { tx, actor } = context;
    const stands = await readStanding(context, 'schedule', body.schedule);
    const [named] = await tx.query<{ whole: boolean }>(sql`
      select exists (select 1 from staff where id = ${body.staff} and clinic_id = ${actor.clinic} and active) and exists (select 1 from location where id = ${body.location} and clinic_id = ${actor.clinic})
        and (select count(*) from visit_type where id = any(${arrayParam(body.types)}::text[]) and clinic_id = ${actor.clinic}) = ${new Set(body.types).size}::int as whole`);
    const others = await tx.query<OtherSchedule & Record<string, unknown>>(sql`
      select s.location_id as location, l.name as place, s.weekly, s.from_day as "from", s.until_day as until from schedule s join location l on l.id = s.location_id
      where s.staff_id = ${body.staff} and s.clinic_id = ${actor.clinic} and s.id <> ${body.schedule}`);
    return { ...stands, inClinic: stands.inClinic && named?.whole === true, others };
  },
  effect: async (context, body, { before }) => {
    const { tx, actor, request } = context;
    // Where it stood before, as well: it may have moved.
    const touched = await freeTouches(tx, actor.clinic);
    const types = sql`${arrayParam([...new Set(body.types)])}::text[]`;
    await tx.query(sql`
      insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, until_day, revision, set_by, set_at)
      values (${body.schedule}, ${actor.clinic}, ${body.staff}, ${body.location}, ${jsonParam(body.weekly)}, ${types}, ${body.from}, ${body.until}, ${body.saw + 1}, ${actor.name}, ${instantParam(request.receivedAt)})
      on conflict (id) do update set staff_id = excluded.staff_id, location_id = excluded.location_id, weekly = excluded.weekly, visit_type_ids = excluded.visit_type_ids, from_day = excluded.from_day,
        until_day = excluded.until_day, revision = excluded.revision, set_by = excluded.set_by, set_at = excluded.set_at`);
    await tx.query(sql`
      update location l set free_from = (now() at time zone c.time_zone)::date from clinic c where c.id = l.clinic_id and l.clinic_id = ${actor.clinic} and l.free_from is null`);
    await touch(tx, touched);
    await tell(context, 'schedule.saved', body.schedule, { section: 'schedules', entry: body.schedule, detail: { before, after: body } });
  },
});

const belongs = (clinic: string, table: 'staff' | 'location', id: string | null): SQL =>
  id === null ? sql`true` : sql`exists (select 1 from ${sql.identifier(table)} where id = ${id} and clinic_id = ${clinic})`;

async function readPlanned(context: RequestContext, table: 'schedule_exception' | 'holiday', id: string, named: SQL): Promise<PlannedFacts> {
  const [row] = await context.tx.query<{ taken: boolean; named: boolean }>(sql`select exists (select 1 from ${sql.identifier(table)} where id = ${id}) as taken, ${named} as named`);
  return { inClinic: row?.named === true, taken: row?.taken === true, room: await hasRoom(context, table) };
}

const addAbsence = handle(absenceAdd, {
  patientOf: () => null,
  readFacts: (context, body) => readPlanned(context, 'schedule_exception', body.absence, sql`${belongs(context.actor.clinic, 'staff', body.staff)} and ${belongs(context.actor.clinic, 'location', body.location)}`),
  effect: async (context, body) => {
    const { tx, actor, request } = context;
    await tx.query(sql`
      insert into schedule_exception (id, clinic_id, staff_id, location_id, kind, starts_at, ends_at, reason, set_by, set_at)
      values (${body.absence}, ${actor.clinic}, ${body.staff}, ${body.location}, ${body.kind}, ${instantParam(body.from)}, ${instantParam(body.until)}, ${body.reason.trim()}, ${actor.name}, ${instantParam(request.receivedAt)})`);
    await tell(context, 'absence.added', body.staff, { section: 'absences', entry: body.absence, staff: body.staff, detail: { kind: body.kind, location: body.location, from: body.from, until: body.until } });
  },
});

const removeAbsence = handle(absenceRemove, {
  patientOf: () => null,
  readFacts: async ({ tx, actor }, body): Promise<RemoveFacts> => {
    const rows = await tx.query(sql`select id from schedule_exception where id = ${body.absence} and staff_id = ${body.staff} and kind = ${body.kind} and clinic_id = ${actor.clinic} for update`);
    return { inClinic: rows.length > 0 };
  },
  effect: async (context, body) => {
    const [gone] = await context.tx.query<{ from: number; until: number }>(sql`delete from schedule_exception where id = ${body.absence} returning starts_at as "from", ends_at as until`);
    await tell(context, 'absence.removed', body.staff, { section: 'absences', entry: body.absence, staff: body.staff, detail: { kind: body.kind, ...gone } });
  },
});

const addHoliday = handle(holidayAdd, {
  patientOf: () => null,
  readFacts: (context, body) => readPlanned(context, 'holiday', body.holiday, belongs(context.actor.clinic, 'location', body.location)),
  effect: async (context, body) => {
    const { tx, actor, request } = context;
    await tx.query(sql`
      insert into holiday (id, clinic_id, location_id, day, name, set_by, set_at) values (${body.holiday}, ${actor.clinic}, ${body.location}, ${body.day}, ${body.name.trim()}, ${actor.name}, ${instantParam(request.receivedAt)})`);
    await tell(context, 'holiday.added', body.holiday, { section: 'holidays', entry: body.holiday, detail: { day: body.day, location: body.location } });
  },
});

const removeHoliday = handle(holidayRemove, {
  patientOf: () => null,
  readFacts: async ({ tx, actor }, body): Promise<RemoveFacts> => ({
    inClinic: (await tx.query(sql`select id from holiday where id = ${body.holiday} and clinic_id = ${actor.clinic} for update`)).length > 0,
  }),
  effect: async (context, body) => {
    const [gone] = await context.tx.query<{ day: string; location: string | null }>(sql`delete from holiday where id = ${body.holiday} returning day, location_id as location`);
    await tell(context, 'holiday.removed', body.holiday, { section: 'holidays', entry: body.holiday, detail: { ...gone } });
  },
});

export const scheduleHandlers: readonly RegisteredHandler[] = [saveType, saveSchedule, addAbsence, removeAbsence, addHoliday, removeHoliday];
