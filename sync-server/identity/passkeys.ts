import { sql } from 'drizzle-orm';
import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import type { PasskeyRequest } from '../../schema/passkeys.ts';
import type { UnlockKey } from '../../schema/unlock-keys.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, type Queries, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';

export interface PasskeyRow {
  readonly id: string;
  readonly account_id: string;
  readonly credential_id: string;
  readonly public_key: string;
  readonly counter: number;
  readonly transports: string[];
  readonly rp_id: string;
  readonly name: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
}

/** The account's own, oldest first; with `rpId` only those that can be shown there. */
export function readPasskeys(q: Queries, account: string, rpId: string | null = null): Promise<PasskeyRow[]> {
  return q.query<PasskeyRow>(sql`
    select * from passkey where account_id = ${account} and (${rpId}::text is null or rp_id = ${rpId}) order by created_at, id`);
}

/** "Last used" to the hour is enough for a list that would else change all day. */
const SEEN_EVERY_MS = 60 * 60_000;

/** It was shown and is right: its counter moves on. */
export async function notePasskeyUse(tx: Tx, row: PasskeyRow, counter: number, now: number): Promise<void> {
  await tx.query(sql`update passkey set counter = ${counter} where id = ${row.id}`);
  if (row.last_used_at !== null && row.last_used_at > now - SEEN_EVERY_MS) return;
  await tx.query(sql`update passkey set last_used_at = ${instantParam(now)} where id = ${row.id}`);
  await touch(tx, [{ view: viewName.account(row.account_id), section: 'passkeys', entry: row.id }]);
}

export function requestWith(rows: readonly PasskeyRow[], rpId: string, challenge: string): PasskeyRequest {
  return {
    challenge, rpId, timeout: 120_000, userVerification: 'required',
    allowCredentials: rows.map((row) => ({ id: row.credential_id, type: 'public-key' as const, transports: row.transports })),
  };
}

/** What the owner's devices keep to judge these without a network. */
export async function readUnlockKeys(q: Queries, account: string): Promise<UnlockKey[]> {
  const rows = await readPasskeys(q, account);
  return rows.flatMap((row) => {
    const publicKey = webKeyOf(row.public_key);
    return publicKey ? [{ credential: row.credential_id, transports: row.transports, rpId: row.rp_id, publicKey, counter: row.counter }] : [];
  });
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** COSE → JWK. Null for a kind we never asked for. */
function webKeyOf(publicKey: string): UnlockKey['publicKey'] | null {
  const key = decodeCredentialPublicKey(new Uint8Array(Buffer.from(publicKey, 'base64url')));
  if (cose.isCOSEPublicKeyEC2(key)) {
    const [x, y] = [key.get(cose.COSEKEYS.x), key.get(cose.COSEKEYS.y)];
    return x && y ? { kty: 'EC', crv: 'P-256', x: text(x), y: text(y) } : null;
  }
  if (cose.isCOSEPublicKeyRSA(key)) {
    const [n, e] = [key.get(cose.COSEKEYS.n), key.get(cose.COSEKEYS.e)];
    return n && e ? { kty: 'RSA', n: text(n), e: text(e) } : null;
  }
  return null;
}
