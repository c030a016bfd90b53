import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { PasswordRule } from '../../schema/clinic.ts';
import type { Queries } from '../record/database.ts';

/** OWASP's floor for argon2id, which is this library's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** The same letters typed on another keyboard are the same password. */
const normalize = (plain: string): string => plain.normalize('NFKC');

export function hashPassword(plain: string): Promise<string> {
  return hash(normalize(plain), cost);
}

// One for the process: made of bytes nobody knows, with the cost of a real one.
let dummy: Promise<string> | undefined;

/** What a new password of this clinic's people needs. */
export async function readPasswordRule(q: Queries, clinic: string | null): Promise<PasswordRule> {
  const found = await q.query<{ rule: PasswordRule }>(sql`select password_rule as rule from clinic where id = ${clinic}`);
  return found[0]?.rule ?? 'mixed';
}

/**
 * True when `plain` is the password behind `stored`. `stored` null (no such account, or none set yet) takes the same
 * work and time and is never true, so that the answer's time tells nothing.
 */
export async function verifyPassword(stored: string | null, plain: string): Promise<boolean> {
  dummy ??= hashPassword(randomBytes(32).toString('base64'));
  const against = stored ?? (await dummy);
  const matches = await verify(against, normalize(plain));
  return stored !== null && matches;
}
