import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { staffAnswer, type ColleagueRow } from '../../schema/colleagues.ts';
import { can, grantsOf, type Module } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import type { Database, Queries } from '../record/database.ts';
import { countOpenItems, nothingOpen } from './open-items.ts';

/** Who signs in at the clinic, for who manages staff: no view, because what is open of whom is nobody else's to know. */
export function colleagueRoutes({ database, sessions }: { readonly database: Database; readonly sessions: SessionReader }): Hono {
  const routes = new Hono<SessionEnv>();
  routes.get('/api/staff', requireSession(sessions, 'staff'), async (c) => {
    const answer = await database.transaction(async (tx) => {
      const actor = await readActor(tx, c.get('session').account);
      if (actor === null) throw new HttpError(401, 'session.none', 'Sign in first.');
      if (!can(actor, 'admin.staff')) {
        throw new HttpError(403, 'permission.missing', 'This account lacks the right. An administrator of the clinic can add it.', { permission: 'admin.staff' });
      }
      await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'staff.list' });
      return { staff: await readStaff(tx, actor.clinic) };
    });
    c.header('Cache-Control', 'no-store');
    return c.json(staffAnswer.parse(answer));
  });
  return new Hono().route('/', routes);
}

interface Row { id: string; name: string; title: string; roles: string[]; modules: Module[]; open: boolean; closed_by: string | null; closed_at: number | null; heir: string | null }

async function readStaff(q: Queries, clinic: string): Promise<ColleagueRow[]> {
  const items = await countOpenItems(q, clinic);
  const rows = await q.query<Row & Record<string, unknown>>(sql`
    select s.id, s.name, s.title, s.roles, c.modules, s.active and a.state = 'active' as open, s.closed_by, s.closed_at, coalesce(h.name, t.name) as heir
    from staff s join clinic c on c.id = s.clinic_id join account a on a.staff_id = s.id
         left join staff h on h.id = s.heir_staff_id left join team t on t.id = s.heir_team_id
    where s.clinic_id = ${clinic} order by s.name, s.id`);
  return rows.map((row): ColleagueRow => ({
    id: row.id, name: row.name, title: row.title, 
    answersMessages: row.open && grantsOf(row.roles, row.modules)['portal.message.reply'] === 'all',
    closed: row.open ? null : { by: row.closed_by ?? '', at: row.closed_at, to: row.heir },
    items: items.get(row.id) ?? nothingOpen,
  }));
}
