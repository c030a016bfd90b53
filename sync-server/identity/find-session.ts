import { sql } from 'drizzle-orm';
import { arrayParam, type Queries } from '../record/database.ts';
import { createGatherer } from '../record/gather.ts';
import { hashToken } from './token.ts';

type App = 'staff' | 'patient';

/** `living`: not ended and not idle too long. `open`: its account and device still may. */
export interface FoundSession {
  readonly session: { readonly id: string; readonly account: string; readonly device: string; readonly app: App; readonly clinic: string };
  readonly living: boolean;
  readonly open: boolean;
  /** Its device was told to wipe itself. */
  readonly wiped: boolean;
}

interface Question { readonly token: string; readonly app: App; readonly since: number }
interface SessionRow { place: number; id: string; account_id: string; device_id: string; app: App; clinic_id: string; living: boolean; open: boolean; wiped: boolean }

/** Whose session a cookie's token is, over or not. Every request asks: those that come at once are one statement. */
export function createSessionFinder(deps: {
  readonly database: Queries;
  /** Ms. A session whose owner did nothing since is over. */
  readonly idleSince: () => number;
}): (token: string, app: App) => Promise<FoundSession | null> {
  const find = createGatherer(async (asked: readonly Question[]): Promise<(FoundSession | null)[]> => {
    const rows = await deps.database.query<SessionRow>(sql`
      select q.place, s.id, s.account_id, s.device_id, s.app, a.clinic_id,
             s.ended_at is null and s.active_at >= q.since as living,
             d.wiped_at is not null as wiped,
             a.state = 'active' and d.revoked_at is null and d.wiped_at is null and coalesce(st.active or p.portal_state = 'active', false) as open
      from unnest(${arrayParam(asked.map(({ token }) => hashToken(token)))}::text[], ${arrayParam(asked.map(({ app }) => app))}::text[],
                  ${arrayParam(asked.map(({ since }) => new Date(since).toISOString()))}::timestamptz[]) with ordinality as q (token_hash, app, since, place)
      cross join lateral (select * from session s where s.token_hash = q.token_hash and s.app = q.app limit 1) s
      join account a on a.id = s.account_id join device d on d.id = s.device_id
      left join staff st on st.id = a.staff_id left join patient p on p.id = a.patient_id`);
    const found = new Map(rows.map(({ place, living, open, wiped, ...row }): [number, FoundSession] => [
      place - 1, { session: { id: row.id, account: row.account_id, device: row.device_id, app: row.app, clinic: row.clinic_id }, living, open, wiped },
    ]));
    return asked.map((_, place) => found.get(place) ?? null);
  });
  return (token, app) => find({ token, app, since: deps.idleSince() });
}
