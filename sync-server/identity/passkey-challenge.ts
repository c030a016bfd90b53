import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { instantParam, type Queries, type Tx } from '../record/database.ts';

export interface ChallengeFor {
  readonly account: string;
  readonly purpose: 'signIn' | 'firstPasskey' | 'add' | 'unlock';
  /** The sign-in or the session it was asked in: another one's is none. */
  readonly boundTo: string;
}

/** Longer than a browser's dialog stays open; a person who looks for their phone asks again. */
export const CHALLENGE_MS = 5 * 60_000;
/** A lock screen fetches one each time it is shown; older ones of the same session go. */
const KEPT_EACH = 5;

/** 256 random bits to be signed once. */
export async function issueChallenge(tx: Tx, { account, purpose, boundTo }: ChallengeFor, now: number): Promise<string> {
  const challenge = randomBytes(32).toString('base64url');
  await tx.query(sql`
    delete from passkey_challenge where challenge in (
      select challenge from passkey_challenge where bound_to = ${boundTo} order by expires_at desc offset ${KEPT_EACH - 1}::int)`);
  await tx.query(sql`
    insert into passkey_challenge (challenge, account_id, purpose, bound_to, expires_at)
    values (${challenge}, ${account}, ${purpose}, ${boundTo}, ${instantParam(now + CHALLENGE_MS)})`);
  return challenge;
}

const clientData = z.object({ challenge: z.string() });

/**
 * The challenge that was signed, if it is one of ours for exactly this and still good; it is used up, whatever is found
 * wrong afterwards. Null: none, used, or too old.
 */
export async function takeChallenge(tx: Tx, { account, purpose, boundTo }: ChallengeFor, clientDataJSON: string, now: number): Promise<string | null> {
  const read = clientData.safeParse(parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')));
  if (!read.success) return null;
  const taken = await tx.query<{ challenge: string; good: boolean }>(sql`
    delete from passkey_challenge
    where challenge = ${read.data.challenge} and account_id = ${account} and purpose = ${purpose} and bound_to = ${boundTo}
    returning challenge, expires_at > ${instantParam(now)} as good`);
  return taken[0]?.good === true ? taken[0].challenge : null;
}

export async function purgeChallenges(q: Queries, now: number): Promise<void> {
  await q.query(sql`delete from passkey_challenge where expires_at < ${instantParam(now)}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not what a browser signs
  }
}
