import { sql, type SQL } from 'drizzle-orm';
import { reachScope, type Actor, type Reach } from '../../schema/actor.ts';
import { grantsOf, type Module } from '../../schema/roles.ts';
import type { Queries } from '../record/database.ts';

interface AccountRow { id: string; clinic_id: string; kind: 'staff' | 'patient' }
interface StaffRow { id: string; name: string; title: string; roles: string[]; modules: Module[] }
interface ReachRow { patient: string; relation: string; name: string; birth_date: string | null; scopes: string[]; colour: number }

/**
 * Who this account is and whom it reaches, from the record (R3). Null: absent, blocked, a staff row that is no longer
 * active, a patient whose portal access is shut: callers answer all of them alike.
 *
 * @param lock inside a transaction: what was read stays as it is until its end (`for share`). The clinic's modules are
 *   not locked: every request of the clinic would meet at that row.
 */
export async function readActor(q: Queries, account: string, lock = false): Promise<Actor | null> {
  const share = (tables: string): SQL => (lock ? sql.raw(`for share of ${tables}`) : sql``);
  const found = (await q.query<AccountRow>(sql`
    select a.id, a.clinic_id, a.kind from account a where a.id = ${account} and a.state = 'active' ${share('a')}`))[0];
  if (!found) return null;
  return found.kind === 'staff' ? readStaff(q, found, share) : readPatient(q, found, share);
}

async function readStaff(q: Queries, account: AccountRow, share: (tables: string) => SQL): Promise<Actor | null> {
  const staff = (await q.query<StaffRow>(sql`
    select s.id, s.name, s.title, s.roles, c.modules
    from account a join staff s on s.id = a.staff_id join clinic c on c.id = a.clinic_id
    where a.id = ${account.id} and s.active and s.clinic_id = a.clinic_id ${share('s')}`))[0];
  if (!staff) return null;
  return {
    account: account.id, clinic: account.clinic_id, kind: 'staff', staff: staff.id, name: staff.name, title: staff.title,
    grants: grantsOf(staff.roles, staff.modules), reaches: [],
  };
}

async function readPatient(q: Queries, account: AccountRow, share: (tables: string) => SQL): Promise<Actor | null> {
  const self = (await q.query<{ patient: string; name: string; birth_date: string | null }>(sql`
    select p.id as patient, p.name, p.birth_date
    from account a join patient p on p.id = a.patient_id
    where a.id = ${account.id} and p.portal_state = 'active' and p.clinic_id = a.clinic_id ${share('p')}`))[0];
  if (!self) return null;
  const granted = await q.query<ReachRow>(sql`
    select g.patient_id as patient, g.relation, p.name, p.birth_date, g.scopes, g.colour
    from proxy_grant g join patient p on p.id = g.patient_id
    where g.account_id = ${account.id} and g.clinic_id = ${account.clinic_id} and p.clinic_id = g.clinic_id
      and g.patient_id <> ${self.patient}
      and g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())
    order by g.starts_at, g.id ${share('g')}`);
  const own: Reach = {
    patient: self.patient, as: 'self', relation: '', name: self.name, birthDate: self.birth_date, scopes: [...reachScope.options], colour: 0,
  };
  return {
    account: account.id, clinic: account.clinic_id, kind: 'patient', staff: null, name: self.name, title: '', grants: {},
    reaches: [own, ...granted.map((row): Reach => ({
      patient: row.patient, as: 'proxy', relation: row.relation, name: row.name, birthDate: row.birth_date,
      scopes: reachScope.options.filter((scope) => row.scopes.includes(scope)), colour: row.colour,
    }))],
  };
}
