import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { clinicTextsEntry } from '../../schema/clinic.ts';
import type { SessionAnswer } from '../../schema/identity.ts';
import type { Queries } from '../record/database.ts';
import { readUnlockKeys } from './passkeys.ts';
import type { App } from './sessions.ts';

interface Row {
  session: string; account: string; clinic: string; suffix: string; kind: 'staff' | 'patient'; app: App; device: string;
  shared: boolean; name: string; contact_days: number; lock_minutes: unknown;
}

const lockMinutes = z.object({ lockMinutes: z.object({ patient: z.number(), staffOwn: z.number(), staffShared: z.number() }) });
type LockMinutes = z.infer<typeof clinicTextsEntry>['lockMinutes'];
/** DESIGN §6; for a clinic whose texts cannot be read. */
const usual: LockMinutes = { patient: 60, staffOwn: 15, staffShared: 5 };

/** Who the session is and when its device locks. */
export async function readSessionAnswer(q: Queries, session: string, now: number): Promise<SessionAnswer> {
  const row = (await q.query<Row>(sql`
    select s.id as session, a.id as account, c.id as clinic, c.suffix, a.kind, s.app, d.id as device, d.shared,
           coalesce(st.name, p.name) as name, c.contact_days, c.texts -> 'lockMinutes' as lock_minutes
    from session s join account a on a.id = s.account_id join clinic c on c.id = a.clinic_id join device d on d.id = s.device_id
    left join staff st on st.id = a.staff_id left join patient p on p.id = a.patient_id where s.id = ${session}`))[0];
  if (!row) return { signedIn: false, serverTime: now };
  const read = lockMinutes.safeParse({ lockMinutes: row.lock_minutes });
  const minutes = read.success ? read.data.lockMinutes : usual;
  const lock = row.app === 'patient' ? minutes.patient : row.shared ? minutes.staffShared : minutes.staffOwn;
  const { account, clinic, suffix, kind, app, device, name } = row;
  return { signedIn: true, serverTime: now, session: row.session, account, clinic, suffix, kind, app, device, name, lockMinutes: lock, contactDays: row.contact_days, passkeys: await readUnlockKeys(q, account) };
}
