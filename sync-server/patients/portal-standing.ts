import { sql } from 'drizzle-orm';
import { activationObstacles, isOfPortalAge } from '../../schema/patient-requests.ts';
import { type PortalState } from '../../schema/patients.ts';
import type { Register } from '../../schema/merge.ts';
import { emailIdentifier } from '../identity/identifiers.ts';
import type { Queries } from '../record/database.ts';

/** A patient as portal access sees them. */
export interface Standing {
  readonly patient: string;
  readonly clinic: string;
  readonly mode: 'email' | 'nationalId';
  readonly state: PortalState;
  readonly phone: Register<string>;
  readonly phoneFit: boolean;
  readonly email: Register<string>;
  readonly language: string | null;
  readonly activatedAt: number | null;
  readonly firstSignInAt: number | null;
  /** Their own account, open or shut. */
  readonly account: string | null;
  /** What they would sign in with: folded e-mail, or lookup of the national id; null when there is none. */
  readonly identifier: string | null;
  readonly nationalIdLast4: string | null;
  /** As `activationObstacles`: the request's judge and the person view ask the same function. */
  readonly obstacles: readonly string[];
}

interface StandingRow {
  id: string; clinic_id: string; name: string; birth_date: string | null; deceased: boolean; phone: Register<string>; email: Register<string>; phone_fit: boolean;
  language: string | null; portal_state: PortalState; activated_at: number | null; first_sign_in_at: number | null; identifier_mode: 'email' | 'nationalId';
  today: string; account: string | null; lookup: string | null; last4: string | null;
}

/**
 * Null: no such patient, or another clinic's; the two look the same.
 * @param lock inside a transaction: nobody else decides about this patient until its end
 */
export async function readStanding(q: Queries, patient: string, clinic: string | null, lock = false): Promise<Standing | null> {
  // A statement of its own: what the next one reads beside the row is as of its beginning, and the account of somebody who
  // was let in while it waited would not be there.
  const ofClinic = clinic === null ? sql`true` : sql`p.clinic_id = ${clinic}`;
  if (lock) await q.query(sql`select 1 from patient p where p.id = ${patient} and ${ofClinic} for update`);
  const [row] = await q.query<StandingRow>(sql`
    select p.id, p.clinic_id, p.name, p.birth_date, p.deceased, p.phone, p.email, p.phone_fit, p.language, p.portal_state, p.activated_at, p.first_sign_in_at,
      c.identifier_mode, (now() at time zone c.time_zone)::date as today,
      (select a.id from account a where a.kind = 'patient' and a.patient_id = p.id) as account, n.lookup, n.last4
    from patient p join clinic c on c.id = p.clinic_id
      left join lateral (select i.lookup, i.last4 from patient_identifier i where i.patient_id = p.id and i.kind = 'national' order by i.system, i.lookup limit 1) n on true
    where p.id = ${patient} and ${ofClinic}`);
  if (!row) return null;
  const identifier = row.identifier_mode === 'email' ? emailIdentifier(row.email.value) : row.lookup;
  const taken = identifier !== null && (await isTaken(q, row.clinic_id, identifier, row.id));
  return {
    patient: row.id, clinic: row.clinic_id, mode: row.identifier_mode, state: row.portal_state, phone: row.phone, phoneFit: row.phone_fit, email: row.email,
    language: row.language, activatedAt: row.activated_at, firstSignInAt: row.first_sign_in_at, account: row.account, identifier, nationalIdLast4: row.last4,
    obstacles: activationObstacles({
      phone: row.phone.value === '' ? 'missing' : row.phone_fit ? 'fit' : 'notInternational',
      identifier: identifier === null ? 'missing' : taken ? 'taken' : 'fit',
      identifierMode: row.identifier_mode,
      name: row.name !== '',
      birthDate: row.birth_date === null ? 'missing' : isOfPortalAge(row.birth_date, row.today) ? 'fit' : 'tooYoung',
      deceased: row.deceased,
    }),
  };
}

/** Another patient of the clinic signs in with it. */
export async function isTaken(q: Queries, clinic: string, identifier: string, exceptPatient: string): Promise<boolean> {
  const rows = await q.query(sql`
    select 1 from account where kind = 'patient' and state = 'active' and clinic_id = ${clinic} and identifier = ${identifier} and patient_id <> ${exceptPatient} limit 1`);
  return rows.length > 0;
}
