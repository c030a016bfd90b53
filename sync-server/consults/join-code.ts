import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { JOIN_CODE } from '../../schema/live-routes.ts';
import { readCode } from '../../schema/identity.ts';
import { takeAttempt, type Window } from '../identity/limits.ts';
import type { Seal } from '../identity/seal.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { channelOf, readAccount } from './reach.ts';

const MINUTE = 60_000;
/** Codes for one visit and account: each costs an SMS. */
const perVisit: readonly Window[] = [{ ms: JOIN_CODE.resendSeconds * 1000, max: 1 }, { ms: 60 * MINUTE, max: 8 }];
/** Wrong ones for one account, whatever the visit: with a million codes, a day's guessing succeeds once in 50,000. */
const wrongOnes: readonly Window[] = [{ ms: 24 * 60 * MINUTE, max: 20 }];

interface Whose { readonly consult: string; readonly account: string; readonly clinic: string }
export type Sent = { readonly sentTo: string; readonly resendAt: number } | { readonly refused: 'join.tooOften'; readonly at: number } | { readonly refused: 'join.noChannel' };

const hashOf = (seal: Seal, { consult, account }: Whose, code: string): string => seal.lookup(`visit.code:${consult}:${account}:${code}`);

/** Makes a code, keeps its keyed hash and queues it to whoever asked: their own phone or e-mail. The one before is dead. */
export async function sendJoinCode(tx: Tx, whose: Whose, { seal, sms, now }: { readonly seal: Seal; readonly sms: boolean; readonly now: number }): Promise<Sent> {
  const reader = await readAccount(tx, whose.account);
  const way = channelOf(reader, sms);
  if (!reader || !way) return { refused: 'join.noChannel' };
  const taken = await takeAttempt(tx, `visit.code:${whose.consult}:${whose.account}`, perVisit, now);
  if (!taken.ok) return { refused: 'join.tooOften', at: taken.until };
  const code = String(randomInt(10 ** JOIN_CODE.digits)).padStart(JOIN_CODE.digits, '0');
  const expiresAt = now + JOIN_CODE.minutes * MINUTE;
  await tx.query(sql`
    insert into consult_code (consult_id, account_id, code_hash, sent_at, expires_at) values (${whose.consult}, ${whose.account}, ${hashOf(seal, whose, code)}, ${instantParam(now)}, ${instantParam(expiresAt)})
    on conflict (consult_id, account_id) do update set code_hash = excluded.code_hash, sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = 0, used_at = null`);
  await queueOutgoing(tx, { clinic: whose.clinic, account: whose.account, ...way, template: 'visit.code', params: { code, minutes: JOIN_CODE.minutes }, language: reader.language, expiresAt });
  const end = way.channel === 'sms' ? way.recipient.slice(-3) : way.recipient.slice(way.recipient.lastIndexOf('@'));
  return { sentTo: `…${end}`, resendAt: now + JOIN_CODE.resendSeconds * 1000 };
}

export type CodeVerdict = { readonly ok: true } | { readonly ok: false; readonly code: 'join.codeWrong' | 'join.codeOver' | 'join.tooOften'; readonly left?: number };

/** Uses a code up, by one statement: of fifty at once one is let through. What a wrong one counts is committed with the refusal. */
export async function useJoinCode(tx: Tx, whose: Whose, typed: string, { seal, now }: { readonly seal: Seal; readonly now: number }): Promise<CodeVerdict> {
  const code = readCode(typed);
  const of = sql`consult_id = ${whose.consult} and account_id = ${whose.account}`;
  const living = sql`used_at is null and expires_at > ${instantParam(now)} and tries < ${JOIN_CODE.tries}::int`;
  const used = code === null ? [] : await tx.query(sql`update consult_code set used_at = ${instantParam(now)} where ${of} and ${living} and code_hash = ${hashOf(seal, whose, code)} returning consult_id`);
  if (used.length === 1) return { ok: true };
  const taken = await takeAttempt(tx, `visit.wrong:${whose.account}`, wrongOnes, now);
  if (!taken.ok) return { ok: false, code: 'join.tooOften' };
  const [counted] = await tx.query<{ tries: number }>(sql`update consult_code set tries = tries + 1 where ${of} and ${living} returning tries`);
  if (!counted || counted.tries >= JOIN_CODE.tries) return { ok: false, code: 'join.codeOver' };
  return { ok: false, code: 'join.codeWrong', left: JOIN_CODE.tries - counted.tries };
}
