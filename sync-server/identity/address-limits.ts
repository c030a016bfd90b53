import { sql } from 'drizzle-orm';
import type { Tx } from '../record/database.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal } from './deps.ts';
import { takeAttempt, type Window } from './limits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * From one address, whoever is meant. Wide: a clinic's waiting room, and half a town behind one carrier, share one.
 */
const fromAddress = {
  password: [{ ms: 15 * MINUTE, max: 100 }, { ms: DAY, max: 1_000 }],
  ask: [{ ms: HOUR, max: 60 }, { ms: DAY, max: 300 }],
  code: [{ ms: HOUR, max: 60 }, { ms: DAY, max: 300 }],
} as const satisfies Record<string, readonly Window[]>;

/**
 * From one address against one person: fewer than the person has in all (limits.ts), so that a stranger who types somebody
 * else's name again and again shuts out himself, and its owner gets in from elsewhere.
 */
const passwordFromOne: readonly Window[] = [{ ms: 15 * MINUTE, max: 8 }, { ms: DAY, max: 30 }];

/**
 * Who asks, as far as the clinic's own proxies tell: the address the outermost of them saw, an IPv6 one without the half a
 * phone changes daily. Null without OUTPOST_PROXIES: behind an unknown proxy everybody would be one.
 *
 * @param forwarded X-Forwarded-For; what stands before our proxies' own entries is anybody's claim and not looked at
 */
export function addressOf(proxies: number, forwarded: string | undefined): string | null {
  if (proxies === 0) return null;
  const told = (forwarded ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  const address = told.at(-proxies);
  if (address === undefined) return null;
  const bare = address.replace(/^\[|\](:\d+)?$/g, '').toLowerCase();
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(bare);
  return four?.[1] ?? firstHalf(bare);
}

function firstHalf(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter((part) => part !== '');
  const missing = tail === undefined ? 0 : 8 - before.length - tail.split(':').filter((part) => part !== '').length;
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(tail ?? '').split(':').filter((part) => part !== '')];
  return groups.slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '')).join(':');
}

const keyOf = (deps: IdentityDeps, kind: string, address: string): string => `address:${kind}:${deps.seal.lookup(`address:${address}`)}`;

/** Before the person's own limits: an address that has had its tries counts against nobody any more. Null: go on. */
export async function takeFromAddress(deps: IdentityDeps, tx: Tx, kind: keyof typeof fromAddress, address: string | null, now: number): Promise<IdentityRefusal | null> {
  if (address === null) return null;
  const taken = await takeAttempt(tx, keyOf(deps, kind, address), fromAddress[kind], now);
  return taken.ok ? null : refuseStep('signIn.addressLimit', { at: taken.until });
}

/** One password try at one person from one address. */
export async function takePasswordFrom(deps: IdentityDeps, tx: Tx, who: string, address: string | null, now: number): Promise<IdentityRefusal | null> {
  if (address === null) return null;
  const refused = await takeFromAddress(deps, tx, 'password', address, now);
  if (refused) return refused;
  const taken = await takeAttempt(tx, `${keyOf(deps, 'one', address)}:${who}`, passwordFromOne, now);
  return taken.ok ? null : refuseStep('signIn.addressLimit', { at: taken.until });
}

/** It was right: neither the address nor the pair of both is nearer to its limit. What others tried from there stays counted. */
export async function giveBackPassword(deps: IdentityDeps, tx: Tx, who: string, address: string | null): Promise<void> {
  if (address === null) return;
  await tx.query(sql`delete from attempt where id = (select max(id) from attempt where key = ${keyOf(deps, 'password', address)})`);
  await tx.query(sql`delete from attempt where key = ${`${keyOf(deps, 'one', address)}:${who}`}`);
}
