import { sql, type SQL } from 'drizzle-orm';
import { reachScope, type Actor, type Reach } from '../../schema/actor.ts';
import { grantsOf, type Module } from '../../schema/roles.ts';
import { arrayParam, type Queries } from '../record/database.ts';

interface StaffRow { id: string; name: string; title: string; roles: string[] }
interface SelfRow { patient: string; name: string; birth_date: string | null }
interface ReachRow extends SelfRow { relation: string; scopes: string[]; colour: number }
interface ActorRow {
  id: string;
  clinic_id: string;
  kind: 'staff' | 'patient';
  modules: Module[];
  staff: StaffRow | null;
  self: SelfRow | null;
  granted: ReachRow[] | null;
}

/**
 * Who these accounts are and whom they reach, from the record (R3). Missing: absent, blocked, a staff row that is no
 * longer active, a patient whose portal access is shut: callers answer all of them alike. One statement, because every
 * request asks it.
 *
 * @param lock inside a transaction: what was read stays as it is until its end (`for share`). The clinic's modules are
 *   not locked: every request of the clinic would meet at that row.
 */
export async function readActors(q: Queries, accounts: readonly string[], lock = false): Promise<Map<string, Actor>> {
  const share = (table: string): SQL => (lock ? sql.raw(`for share of ${table}`) : sql``);
  const found = await q.query<ActorRow>(sql`
    with a as materialized (
      select a.id, a.clinic_id, a.kind, a.staff_id, a.patient_id from account a
      where a.id = any(${arrayParam(accounts)}::text[]) and a.state = 'active' order by a.id ${share('a')}),
    s as materialized (
      select a.id as account, s.id, s.name, s.title, s.roles from a join staff s on s.id = a.staff_id
      where a.kind = 'staff' and s.active and s.clinic_id = a.clinic_id ${share('s')}),
    p as materialized (
      select a.id as account, p.id as patient, p.name, p.birth_date from a join patient p on p.id = a.patient_id
      where a.kind = 'patient' and p.portal_state = 'active' and p.clinic_id = a.clinic_id ${share('p')}),
    g as materialized (
      select a.id as account, g.patient_id as patient, g.relation, r.name, r.birth_date, g.scopes, g.colour
      from a join proxy_grant g on g.account_id = a.id join patient r on r.id = g.patient_id
      where a.kind = 'patient' and g.clinic_id = a.clinic_id and r.clinic_id = a.clinic_id and g.patient_id <> a.patient_id
        and g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())
      order by g.starts_at, g.id ${share('g')})
    select a.id, a.clinic_id, a.kind, c.modules, to_jsonb(s) as staff, to_jsonb(p) as self,
           (select jsonb_agg(to_jsonb(g)) from g where g.account = a.id) as granted
    from a join clinic c on c.id = a.clinic_id left join s on s.account = a.id left join p on p.account = a.id`);
  return new Map(found.flatMap((row) => {
    const actor = row.kind === 'staff' ? staffActor(row) : patientActor(row);
    return actor ? [[row.id, actor] as const] : [];
  }));
}

export async function readActor(q: Queries, account: string, lock = false): Promise<Actor | null> {
  return (await readActors(q, [account], lock)).get(account) ?? null;
}

function staffActor({ id, clinic_id, modules, staff }: ActorRow): Actor | null {
  if (!staff) return null;
  return {
    account: id, clinic: clinic_id, kind: 'staff', staff: staff.id, name: staff.name, title: staff.title,
    grants: grantsOf(staff.roles, modules), reaches: [],
  };
}

function patientActor({ id, clinic_id, self, granted }: ActorRow): Actor | null {
  if (!self) return null;
  const own: Reach = {
    patient: self.patient, as: 'self', relation: '', name: self.name, birthDate: self.birth_date, scopes: [...reachScope.options], colour: 0,
  };
  return {
    account: id, clinic: clinic_id, kind: 'patient', staff: null, name: self.name, title: '', grants: {},
    reaches: [own, ...(granted ?? []).map((row): Reach => ({
      patient: row.patient, as: 'proxy', relation: row.relation, name: row.name, birthDate: row.birth_date,
      scopes: reachScope.options.filter((scope) => row.scopes.includes(scope)), colour: row.colour,
    }))],
  };
}
