import { sql } from 'drizzle-orm';
import type { StandIn } from '../../schema/away.ts';
import { viewName } from '../../schema/view-names.ts';
import { arrayParam, instantParam, type Tx } from '../record/database.ts';
import { touch, type Touch } from '../record/touch.ts';
import type { RequestContext } from '../requests/slice.ts';
import { threadTouches } from '../shared/thread-touches.ts';
import type { Successor } from '../shared/successor.ts';

interface Leaving { readonly id: string; readonly name: string; readonly ref: string }
interface Thread { id: string; patient_id: string }

/** Everything open that is this person's goes to who takes over, in the transaction that closes the account. @returns how many, for the audit */
export async function handOver(context: RequestContext, leaving: Leaving, to: StandIn | null, successor: Successor): Promise<Record<string, number>> {
  const { tx, actor, request } = context;
  const at = instantParam(request.receivedAt);
  const [given, by] = successor.staff === null ? [null, null] : [at, actor.name];
  const assigned = await tx.query<Thread & Record<string, unknown>>(sql`
    update thread set assignee_id = ${successor.staff}, assigned_by = ${by}, assigned_at = ${given}
    where clinic_id = ${actor.clinic} and assignee_id = ${leaving.id} and state <> 'closed' returning id, patient_id`);
  // The patient is told once they write again; until then the name over the conversation says who answers now.
  const addressed = await tx.query<Thread & Record<string, unknown>>(sql`
    update thread set to_kind = ${successor.to.kind}, to_ref = ${successor.to.ref}, to_name = ${successor.to.name}, handed_from = ${leaving.name}
    where clinic_id = ${actor.clinic} and to_kind = 'person' and to_ref = ${leaving.ref} and state <> 'closed' returning id, patient_id`);
  const covers = await handOverCovers(tx, leaving, to);
  await tx.query(sql`delete from staff_away where staff_id = ${leaving.id}`);
  const threads = new Map([...assigned, ...addressed].map((thread) => [thread.id, thread]));
  await touch(tx, [
    ...[...threads.values()].flatMap((thread): Touch[] => threadTouches(actor.clinic, thread.patient_id, thread.id)),
    ...covers.flatMap(({ staff, ref }): Touch[] => [
      { view: viewName.office(actor.clinic), section: 'away', entry: staff }, { view: viewName.clinic(actor.clinic), section: 'away', entry: ref },
    ]),
  ]);
  return { assigned: assigned.length, addressed: addressed.length, covers: covers.length };
}

/** Nobody covers for themselves, and "everybody" needs no cover: such an absence ends, and what is theirs stays with them. */
async function handOverCovers(tx: Tx, leaving: Leaving, to: StandIn | null): Promise<{ staff: string; ref: string }[]> {
  const covered = await tx.query<{ staff: string; ref: string }>(sql`
    select w.staff_id as staff, s.patient_ref as ref from staff_away w join staff s on s.id = w.staff_id where w.to_staff_id = ${leaving.id} order by w.staff_id for update of w`);
  const kept = to === null ? [] : covered.filter(({ staff }) => staff !== to.id).map(({ staff }) => staff);
  await tx.query(sql`
    update staff_away set to_staff_id = ${to?.kind === 'person' ? to.id : null}, to_team_id = ${to?.kind === 'team' ? to.id : null}
    where staff_id = any(${arrayParam(kept)}::text[])`);
  await tx.query(sql`delete from staff_away where to_staff_id = ${leaving.id}`);
  return covered;
}
