import { sql } from 'drizzle-orm';
import { audit } from '../audit/audit.ts';
import { hashPassword } from '../identity/password.ts';
import type { Seal } from '../identity/seal.ts';
import type { Database } from '../record/database.ts';
import { remind } from '../shared/remind.ts';
import { DEMO_PASSWORD, demoNetwork } from './demo-network.ts';
import { fillBookings } from './fill-bookings.ts';
import { fillClinic } from './fill-clinic.ts';
import { fillPlans } from './fill-plans.ts';
import { fillRecords } from './fill-records.ts';
import { fillThreads } from './fill-threads.ts';

/**
 * Makes an empty record the demo's: flagged so for ever, all of it in one transaction. False when somebody else (another
 * instance, an import) was there first.
 */
export async function fillDemo(database: Database, seal: Seal, now = Date.now()): Promise<boolean> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return database.transaction(async (tx) => {
    const claimed = await tx.query(sql`insert into installation (id, kind) values (1, 'demo') on conflict do nothing returning id`);
    const clinics = await tx.query(sql`select id from clinic limit 1`);
    if (claimed.length === 0 || clinics.length > 0) return false;
    for (const clinic of demoNetwork) {
      const ids = await fillClinic(tx, clinic, { seal, passwordHash, now });
      await fillThreads(tx, clinic, ids, now);
      await fillRecords(tx, clinic, ids, now);
      await fillBookings(tx, clinic, ids, await fillPlans(tx, clinic, ids, now), now);
      await audit(tx, { clinic: ids.clinic, account: null, who: 'Outpost', action: 'demo.filled' });
    }
    await remind(tx, { sms: true });
    return true;
  });
}
