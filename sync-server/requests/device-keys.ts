import { createPublicKey, type KeyObject } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Queries } from '../record/database.ts';

/** What a device registers: a P-256 public key. Anything else in the record is a mistake, and no key. */
const publicKey = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });

export interface DeviceKey {
  readonly account: string;
  readonly key: KeyObject;
}

export interface DeviceKeys {
  /** The key of a device row, or null. Whether it still may deliver is read under the row's lock, not here. */
  find(device: string): Promise<DeviceKey | null>;
}

const CACHED = 20_000;

/** A device's key never changes under its id, so it is kept; one that is not there is asked for again each time. */
export function createDeviceKeys(database: Queries): DeviceKeys {
  const known = new Map<string, DeviceKey>();
  return {
    async find(device) {
      const cached = known.get(device);
      if (cached) return cached;
      const [row] = await database.query<{ account_id: string; public_key: unknown }>(sql`select account_id, public_key from device where id = ${device}`);
      const jwk = publicKey.safeParse(row?.public_key);
      if (!row || !jwk.success) return null;
      const found = { account: row.account_id, key: createPublicKey({ key: jwk.data, format: 'jwk' }) };
      if (known.size >= CACHED) known.clear();
      known.set(device, found);
      return found;
    },
  };
}
