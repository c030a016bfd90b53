import { sql } from 'drizzle-orm';
import type { Queries } from './database.ts';

export type InstallationKind = 'demo' | 'real';

/** What the record was made as, once and for ever; null: it is new and holds nothing yet. */
export async function readInstallation(q: Queries): Promise<InstallationKind | null> {
  const [found] = await q.query<{ kind: InstallationKind }>(sql`select kind from installation where id = 1`);
  if (found) return found.kind;
  const clinics = await q.query(sql`select 1 from clinic limit 1`);
  return clinics.length > 0 ? 'real' : null;
}
