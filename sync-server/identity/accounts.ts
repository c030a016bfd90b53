import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { endSessions } from './end-sessions.ts';
import { makeOneTimePassword, ONE_TIME_HOURS } from './one-time-password.ts';
import { hashPassword } from './password.ts';
import { endSignIns } from './sign-in-row.ts';

// What other parts do to accounts. None of these audits: the caller knows who did it and why, and writes that row. ------

/** `identifier`: from identifiers.ts (folded e-mail, lookup of a national id, folded user name). */
export type NewAccount =
  | { readonly clinic: string; readonly kind: 'staff'; readonly staff: string; readonly identifier: string }
  | { readonly clinic: string; readonly kind: 'patient'; readonly patient: string; readonly identifier: string };

/**
 * Opens the account of a staff row or a patient, or opens it again if it was blocked, and gives its id. It has no password:
 * issue a one-time password, or let the patient set one by code.
 */
export async function createAccount(tx: Tx, account: NewAccount): Promise<string> {
  const staff = account.kind === 'staff' ? account.staff : null;
  const patient = account.kind === 'patient' ? account.patient : null;
  const target = account.kind === 'staff' ? sql.raw(`(staff_id) where kind = 'staff'`) : sql.raw(`(patient_id) where kind = 'patient'`);
  const rows = await tx.query<{ id: string }>(sql`
    insert into account (id, clinic_id, kind, staff_id, patient_id, identifier)
    values (${newId()}, ${account.clinic}, ${account.kind}, ${staff}, ${patient}, ${account.identifier})
    on conflict ${target} do update set state = 'active', identifier = excluded.identifier
    returning id`);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('An upsert that returns no row');
  await touch(tx, [{ view: viewName.account(id), section: 'self', entry: 'self' }]);
  return id;
}

/**
 * A new password to be said once to its owner and changed at the next sign-in. The old one is dead from the commit on and
 * sessions end. The plain text exists in the answer only: never log or store it.
 */
export async function issueOneTimePassword(tx: Tx, account: string, now = Date.now()): Promise<{ password: string; expiresAt: number }> {
  const password = makeOneTimePassword();
  const expiresAt = now + ONE_TIME_HOURS * 3_600_000;
  await tx.query(sql`
    update account set password_hash = ${await hashPassword(password)}, password_once = true, password_expires_at = ${instantParam(expiresAt)}
    where id = ${account}`);
  await endSignIns(tx, account);
  await endSessions(tx, account, 'account', { at: now });
  return { password, expiresAt };
}

/** The clinic's identifier of this person changed (a corrected e-mail): the new one signs in from now on. */
export async function setIdentifier(tx: Tx, account: string, identifier: string): Promise<void> {
  await tx.query(sql`update account set identifier = ${identifier} where id = ${account}`);
}

/** Shut, or open again. Shutting ends the sessions; what the account's devices still deliver is refused by `readActor`. */
export async function setAccountState(tx: Tx, account: string, state: 'active' | 'blocked'): Promise<void> {
  await tx.query(sql`update account set state = ${state} where id = ${account}`);
  if (state !== 'blocked') return;
  await endSignIns(tx, account);
  await endSessions(tx, account, 'account');
}

/** The phone with the authenticator and the passkeys is gone: the next sign-in enrols another. Give it with a one-time password. */
export async function forgetAuthenticator(tx: Tx, account: string): Promise<void> {
  await tx.query(sql`update account set totp_sealed = null, totp_last_step = null where id = ${account}`);
  const gone = await tx.query<{ id: string }>(sql`delete from passkey where account_id = ${account} returning id`);
  await touch(tx, gone.map(({ id }) => ({ view: viewName.account(account), section: 'passkeys', entry: id })));
  await endSignIns(tx, account);
  await endSessions(tx, account, 'account');
}
