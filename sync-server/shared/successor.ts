import { sql } from 'drizzle-orm';
import { grantsOf, type Module } from '../../schema/roles.ts';
import type { Tx } from '../record/database.ts';

/** Who a conversation goes to: whose it is from now on (null: nobody's until claimed), and what its patient reads as its addressee. */
export interface Successor {
  readonly staff: string | null;
  readonly to: { readonly kind: 'team' | 'person'; readonly ref: string; readonly name: string };
  /** The name patients may be told; null: a colleague who is none of theirs to address. */
  readonly named: string | null;
}

/** Everybody who answers messages, under the clinic's own name. */
export async function everybody(tx: Tx, clinic: string): Promise<Successor> {
  const [row] = await tx.query<{ name: string }>(sql`select name from clinic where id = ${clinic}`);
  return { staff: null, to: { kind: 'team', ref: clinic, name: row?.name ?? '' }, named: row?.name ?? '' };
}

export async function teamSuccessor(tx: Tx, clinic: string, team: string): Promise<Successor | null> {
  const [row] = await tx.query<{ name: string }>(sql`select name from team where id = ${team} and clinic_id = ${clinic} and addressable for share`);
  return row ? { staff: null, to: { kind: 'team', ref: team, name: row.name }, named: row.name } : null;
}

interface Colleague { name: string; patient_ref: string; addressable: boolean; active: boolean; roles: string[]; modules: Module[]; open: boolean; closed_at: number | null; heir_staff_id: string | null; heir_team_id: string | null }

async function readColleague(tx: Tx, clinic: string, staff: string): Promise<Colleague | null> {
  const rows = await tx.query<Colleague & Record<string, unknown>>(sql`
    select s.name, s.patient_ref, s.addressable, s.active, s.roles, c.modules, s.closed_at, s.heir_staff_id, s.heir_team_id,
           exists (select 1 from account a where a.staff_id = s.id and a.state = 'active') as open
    from staff s join clinic c on c.id = s.clinic_id where s.id = ${staff} and s.clinic_id = ${clinic} for share of s`);
  return rows[0] ?? null;
}

/** A colleague who may do it: can sign in and answers messages. Patients are told the name only of whom they may address (C91). */
export async function personSuccessor(tx: Tx, clinic: string, staff: string): Promise<Successor | null> {
  const row = await readColleague(tx, clinic, staff);
  if (!row || !row.active || !row.open || grantsOf(row.roles, row.modules)['portal.message.reply'] !== 'all') return null;
  if (!row.addressable) return { ...(await everybody(tx, clinic)), staff, named: null };
  return { staff, to: { kind: 'person', ref: row.patient_ref, name: row.name }, named: row.name };
}

/**
 * Who took over from somebody whose account was closed, through whoever was closed since; null when it was not closed: it is open, or
 * nobody ever answered under that name.
 */
export async function successorOf(tx: Tx, clinic: string, staff: string): Promise<Successor | null> {
  const met = new Set<string>();
  for (let at: string = staff; !met.has(at);) {
    met.add(at);
    const row = await readColleague(tx, clinic, at);
    if (!row || row.active || row.closed_at === null) return at === staff ? null : ((await personSuccessor(tx, clinic, at)) ?? everybody(tx, clinic));
    if (row.heir_staff_id === null) return (row.heir_team_id === null ? null : await teamSuccessor(tx, clinic, row.heir_team_id)) ?? everybody(tx, clinic);
    at = row.heir_staff_id;
  }
  return everybody(tx, clinic);
}
