import { sql } from 'drizzle-orm';
import type { Queries } from '../record/database.ts';
import { type IdentityRefusal, refuseStep } from './deps.ts';
import { emailIdentifier, nationalIdIdentifier } from './identifiers.ts';
import { readPhone, type Phone } from './phone.ts';
import type { Seal } from './seal.ts';

/** What a patient typed, as the record writes it. Format alone is judged: whoever reads the refusal learns nothing else. */
export interface TypedPatient {
  readonly clinic: string;
  readonly identifier: string;
  readonly phone: Phone;
  /** Where the clinic asks for it and this is a new password: has to fit, too. Not part of `who`: guesses at it are counted together. */
  readonly birthDate: string | null;
  /** Keyed hash of who was typed, known or not. */
  readonly who: string;
}

export async function readTypedPatient(
  q: Queries, seal: Seal, typed: { readonly clinic: string; readonly identifier: string; readonly phone: string; readonly birthDate?: string | undefined }, purpose: 'signIn' | 'newPassword',
): Promise<{ readonly patient: TypedPatient } | { readonly refused: IdentityRefusal }> {
  const clinic = (await q.query<{ id: string; identifier_mode: 'email' | 'nationalId'; asks_birth_date: boolean; country: string }>(sql`
    select id, identifier_mode, asks_birth_date, country from clinic where suffix = ${typed.clinic}`))[0];
  if (!clinic) return { refused: refuseStep('clinic.unknown') };
  const identifier = clinic.identifier_mode === 'email' ? emailIdentifier(typed.identifier) : nationalIdIdentifier(typed.identifier, seal);
  if (identifier === null) return { refused: refuseStep(clinic.identifier_mode === 'email' ? 'signIn.emailFormat' : 'signIn.nationalIdFormat') };
  const phone = readPhone(typed.phone, clinic.country);
  if (!phone) return { refused: refuseStep('signIn.phoneFormat') };
  const asked = purpose === 'newPassword' && clinic.asks_birth_date;
  const birthDate = asked ? readBirthDate(typed.birthDate ?? '') : null;
  if (asked && birthDate === null) return { refused: refuseStep('signIn.birthDateFormat') };
  return { patient: { clinic: clinic.id, identifier, phone, birthDate, who: seal.lookup(`who:${clinic.id}:${identifier}:${phone.e164}`) } };
}

/** 1990-05-31, a day there was. */
function readBirthDate(text: string): string | null {
  const typed = text.trim();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : null;
  return day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed) ? typed : null;
}

export interface PatientCandidate {
  readonly id: string;
  readonly name: string;
  readonly patient: string;
  readonly password_hash: string | null;
  readonly password_expires_at: number | null;
  readonly fits: boolean;
}

/**
 * The account with that identifier, and whether it may sign in with that phone: let in by staff (C93), with the recorded,
 * valid, international number (C67, C68, C75).
 * @param lock inside a transaction: password and state stay as read until its end
 */
export async function findPatientAccount(q: Queries, typed: TypedPatient, lock = false): Promise<PatientCandidate | null> {
  const rows = await q.query<PatientCandidate>(sql`
    select a.id, p.name, p.id as patient, a.password_hash, a.password_expires_at,
           (p.portal_state = 'active' and p.phone_fit and p.phone ->> 'value' = ${typed.phone.e164}
            and (${typed.birthDate}::text is null or p.birth_date::text = ${typed.birthDate})) as fits
    from account a join patient p on p.id = a.patient_id
    where a.clinic_id = ${typed.clinic} and a.kind = 'patient' and a.state = 'active' and a.identifier = ${typed.identifier} ${lock ? sql`for share of a` : sql``}`);
  return rows[0] ?? null;
}
