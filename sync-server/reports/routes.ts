import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { addDays, faultOf, REPORT_DAYS, REPORT_DAYS_USUAL, reportAnswer, stepsOf, unitFor, type ReportAnswer } from '../../schema/reports.ts';
import { can } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import type { Database, Tx } from '../record/database.ts';
import { readFigures } from './read-figures.ts';

/** Figures of a time (B33), for who may see reports: no view, because nobody's device holds what they are counted from. */
export function reportRoutes({ database, sessions }: { readonly database: Database; readonly sessions: SessionReader }): Hono {
  const routes = new Hono<SessionEnv>();
  routes.get('/api/reports', requireSession(sessions, 'staff'), async (c) => {
    const answer = await database.transaction(async (tx) => {
      const actor = await readActor(tx, c.get('session').account);
      if (actor === null) throw new HttpError(401, 'session.none', 'Sign in first.');
      if (!can(actor, 'portal.report')) {
        throw new HttpError(403, 'permission.missing', 'This account lacks the right. An administrator of the clinic can add it.', { permission: 'portal.report' });
      }
      const report = await read(tx, actor.clinic, { from: c.req.query('from'), until: c.req.query('until'), location: c.req.query('location') });
      const { from, until, location } = report;
      await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'report.read', detail: { from, until, location } });
      return report;
    });
    c.header('Cache-Control', 'no-store');
    return c.json(reportAnswer.parse(answer));
  });
  return new Hono().route('/', routes);
}

interface Asked { readonly from: string | undefined; readonly until: string | undefined; readonly location: string | undefined }

const faults = {
  day: 'Give both days as YYYY-MM-DD.', order: 'The last day is before the first.', long: `Ask for ${REPORT_DAYS} days at most.`,
} as const;

async function read(tx: Tx, clinic: string, asked: Asked): Promise<ReportAnswer> {
  const [row] = await tx.query<{ zone: string; today: string; now: number }>(sql`
    select time_zone as zone, to_char(now() at time zone time_zone, 'YYYY-MM-DD') as today, now() as now from clinic where id = ${clinic}`);
  if (!row) throw new HttpError(401, 'session.none', 'Sign in first.');
  const until = asked.until ?? row.today;
  const from = asked.from ?? (faultOf(until, until) === null ? addDays(until, 1 - REPORT_DAYS_USUAL) : until);
  const fault = faultOf(from, until);
  if (fault !== null) throw new HttpError(400, `report.${fault}`, faults[fault], { most: REPORT_DAYS });
  const locations = await tx.query<{ id: string; name: string }>(sql`select id, name from location where clinic_id = ${clinic} order by name, id`);
  const location = asked.location ?? null;
  if (location !== null && !locations.some(({ id }) => id === location)) throw new HttpError(404, 'location.unknown', 'There is no such place at this clinic.');
  const unit = unitFor(from, until);
  const figures = await readFigures(tx, { clinic, timeZone: row.zone, from, until, unit, location, now: row.now }, stepsOf(from, until, unit));
  return { from, until, location, locations, timeZone: row.zone, asOf: row.now, unit, ...figures };
}
