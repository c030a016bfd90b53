import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import { viewName } from '../../schema/view-names.ts';
import { notes } from '../../schema/notes.ts';
import { can } from '../../schema/roles.ts';
import { mayReadView } from '../../schema/views.ts';
import { parseViewName, queueNames } from '../../schema/view-kinds.ts';
import { arrayParam, type Queries } from '../record/database.ts';
import { coveredBy } from '../shared/absences.ts';

/** DESIGN §3: how much work a staff device holds. */
export const URGENT_ITEMS = 100;
export const LAST_OPENED = 20;

/**
 * Every view a device of this account should hold now, most needed first. What is not listed is dropped by the device:
 * that is how a right that ended reaches what it had stored.
 */
export async function viewsFor(q: Queries, actor: Actor): Promise<string[]> {
  const patients = actor.kind === 'staff' ? await patientsAtHand(q, actor) : actor.reaches.map(({ patient }) => ({ patient, close: true }));
  const places = await q.query<{ id: string; weeks: string[] }>(sql`
    select l.id, array[to_char(now() at time zone c.time_zone, 'IYYY"-W"IW'), to_char(now() at time zone c.time_zone + interval '7 days', 'IYYY"-W"IW')] as weeks
    from location l join clinic c on c.id = l.clinic_id where l.clinic_id = ${actor.clinic} and exists (select 1 from schedule s where s.location_id = l.id) order by l.id`);
  const candidates = [
    viewName.account(actor.account), viewName.clinic(actor.clinic), viewName.office(actor.clinic),
    ...queueNames.map((queue) => viewName.queue(actor.clinic, queue)),
    viewName.delivery(actor.clinic), viewName.bookings(actor.clinic), viewName.live(actor.clinic),
    ...(actor.kind === 'staff' ? [viewName.plan(actor.clinic)] : []),
    // This week of every place, then the next.
    ...[0, 1].flatMap((ahead) => places.flatMap(({ id, weeks }) => weeks.slice(ahead, ahead + 1).map((week) => viewName.week(id, week)))),
    ...patients.flatMap(({ patient }) => [viewName.person(patient), viewName.threads(patient), viewName.triage(patient)]),
    ...places.map(({ id }) => viewName.free(id)),
    // Records are ten times as large: on a slow line they come after everything that is work.
    ...patients.flatMap(({ patient }) => (actor.kind === 'patient' ? [viewName.results(patient), viewName.record(patient)] : [viewName.record(patient)])),
    ...patients.filter(({ close }) => close).flatMap(({ patient }) => [viewName.chart(patient), viewName.billing(patient)]),
  ];
  // Each patient here is of the actor's clinic: staff's by the statement below, a patient's by readActor.
  return candidates.filter((name) => {
    const view = parseViewName(name);
    return view !== null && mayReadView(actor, view, { clinic: actor.clinic });
  });
}

export interface ListedNote { readonly name: string; readonly epoch: string; readonly seq: number; readonly head: string; readonly bytes: number }

/** The handover notes of the threads in these views, as far as somebody began one: what is written offline is written over them. */
export async function notesFor(q: Queries, actor: Actor, views: readonly string[]): Promise<ListedNote[]> {
  if (actor.kind !== 'staff' || !can(actor, notes.handover.readers)) return [];
  const patients = views.flatMap((name) => (name.startsWith('triage/') ? [name.slice('triage/'.length)] : []));
  if (patients.length === 0) return [];
  return q.query<ListedNote>(sql`
    select n.name, n.epoch, n.seq, left(n.head, 12) as head, n.bytes
    from thread t join note n on n.thread_id = t.id and n.part = t.note_part
    where t.patient_id = any(${arrayParam(patients)}) and t.clinic_id = ${actor.clinic} and t.state <> 'closed' and n.built order by n.name`);
}

/** Whom what is assigned to them, their queues' most urgent open items, and what they last had on a screen is about. */
/** `close`: theirs, or lately on their screen: staff hold the chart too. */
async function patientsAtHand(q: Queries, actor: Actor): Promise<readonly { patient: string; close: boolean }[]> {
  // What they cover for is theirs as long as it holds (B45).
  const covered = actor.staff === null ? [] : await coveredBy(q, actor.clinic, actor.staff, Date.now());
  return q.query<{ patient: string; close: boolean }>(sql`
    with assigned as (
      select patient_id, min(started_at) as at from thread
      where clinic_id = ${actor.clinic} and assignee_id = any(${arrayParam([...covered, ...(actor.staff === null ? [] : [actor.staff])])}::text[]) and state <> 'closed' group by patient_id
    ), urgent as (
      select patient_id, row_number() over (order by
        case urgency->>'value' when 'urgent' then 0 when 'today' then 1 else 2 end, waiting_since nulls last, last_at) as place
      from thread where clinic_id = ${actor.clinic} and state <> 'closed'
    ), opened as (
      select patient_id, max(id) as latest from audit
      where account_id = ${actor.account} and action = 'view.open' and detail->>'by' = 'screen' and patient_id is not null
        and at > now() - interval '90 days'
      group by patient_id order by max(id) desc limit ${LAST_OPENED}::int
    ), wanted as (
      select patient_id, 0 as reason, 0 as place from assigned
      union all select patient_id, 1, place from urgent where place <= ${URGENT_ITEMS}::int
      union all select patient_id, 2, row_number() over (order by latest desc) from opened
    )
    select p.id as patient, bool_or(w.reason <> 1) as close from wanted w join patient p on p.id = w.patient_id
    where p.clinic_id = ${actor.clinic} group by p.id order by min(w.reason), min(w.place)`);
}
