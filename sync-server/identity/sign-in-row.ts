import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { AppName } from '../../schema/identity.ts';
import { instantParam, type Queries, type Tx } from '../record/database.ts';
import { hashToken } from './token.ts';

export type SignInState = 'code' | 'totp' | 'enrol' | 'password' | 'device' | 'done';

/** A sign-in between its steps. It belongs to the browser that holds its cookie, and to nobody without it. */
export interface SignInRow {
  readonly id: string;
  readonly clinic_id: string | null;
  /** Null: nobody matched; the steps look the same from outside and lead nowhere. */
  readonly account_id: string | null;
  readonly app: AppName;
  readonly purpose: 'signIn' | 'newPassword';
  readonly who: string;
  readonly phone_sealed: string | null;
  readonly secret_sealed: string | null;
  readonly code_hash: string | null;
  readonly code_sent_at: number | null;
  readonly tries: number;
  readonly state: SignInState;
  readonly challenge: string;
  readonly session_id: string | null;
}

const LIFE_MS = 30 * 60_000;
/** Expired ones are kept this long, for nothing but looking at what happened. */
const KEEP_MS = 24 * 3_600_000;

export const signInCookie = (app: AppName): string => `__Host-signin-${app}`;
export const SIGN_IN_SECONDS = LIFE_MS / 1000;

export async function openSignIn(tx: Tx, row: {
  readonly clinic: string | null;
  readonly account: string | null;
  readonly app: AppName;
  readonly purpose: 'signIn' | 'newPassword';
  readonly who: string;
  readonly state: SignInState;
  readonly phoneSealed?: string;
  readonly secretSealed?: string;
}, now: number): Promise<{ token: string; row: SignInRow }> {
  const token = randomBytes(32).toString('base64url');
  const rows = await tx.query<SignInRow>(sql`
    insert into sign_in (id, token_hash, clinic_id, account_id, app, purpose, who, phone_sealed, secret_sealed, state, challenge, created_at, expires_at)
    values (${newId()}, ${hashToken(token)}, ${row.clinic}, ${row.account}, ${row.app}, ${row.purpose}, ${row.who}, ${row.phoneSealed ?? null},
            ${row.secretSealed ?? null}, ${row.state}, ${randomBytes(32).toString('base64url')}, ${instantParam(now)}, ${instantParam(now + LIFE_MS)})
    returning *`);
  const opened = rows[0];
  if (!opened) throw new Error('An insert that returns no row');
  return { token, row: opened };
}

/** The sign-in of this cookie. With `lock`, the next step of the same sign-in waits for this transaction's end. */
export async function findSignIn(q: Queries, token: string | null, app: AppName, now: number, lock = false): Promise<SignInRow | null> {
  if (token === null) return null;
  const rows = await q.query<SignInRow>(sql`
    select * from sign_in where token_hash = ${hashToken(token)} and app = ${app} and expires_at > ${instantParam(now)}
    ${lock ? sql`for update` : sql``}`);
  return rows[0] ?? null;
}

export async function moveSignIn(tx: Tx, row: SignInRow, state: SignInState): Promise<SignInRow> {
  await tx.query(sql`update sign_in set state = ${state}, code_hash = null where id = ${row.id}`);
  return { ...row, state, code_hash: null };
}

/**
 * Ends the account's sign-ins that are under way: what they have shown so far, a password or the phone a code went to, holds no
 * more. After what makes it so was written and before `endSessions`: a step that is being taken commits before this, and
 * the session it began is found, or finds no sign-in.
 */
export async function endSignIns(tx: Tx, account: string, except: string | null = null): Promise<void> {
  await tx.query(sql`delete from sign_in where account_id = ${account} and state <> 'done' and (${except}::text is null or id <> ${except})`);
}

export async function purgeSignIns(q: Queries, now: number): Promise<void> {
  await q.query(sql`delete from sign_in where expires_at < ${instantParam(now - KEEP_MS)}`);
}
