import { sql, type SQL } from 'drizzle-orm';
import { Hono } from 'hono';
import * as z from 'zod';
import { disclosuresAnswer, type DisclosureItem, type DisclosuresAnswer, type ShownTo } from '../../schema/misdirected.ts';
import { can } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import { instantParam, type Database, type Tx } from '../record/database.ts';

const PAGE = 20;

interface Row {
  id: string; message_id: string | null; patient_id: string; name: string; sent_at: number | null; sent_by: string | null;
  shown: ShownTo[]; reason: string; who: string; at: number;
}

/** B41: what was shown to the wrong person, for whoever reads the audit. Read online, kept on no device, and never the words shown. */
export function disclosureRoutes({ database, sessions }: { readonly database: Database; readonly sessions: SessionReader }): Hono {
  const routes = new Hono<SessionEnv>();
  routes.get('/api/disclosures', requireSession(sessions, 'staff'), async (c) => {
    const answer = await database.transaction(async (tx) => {
      const actor = await readActor(tx, c.get('session').account);
      if (actor === null) throw new HttpError(401, 'session.none', 'Sign in first.');
      if (!can(actor, 'admin.audit')) {
        throw new HttpError(403, 'permission.missing', 'This account lacks the right. An administrator of the clinic can add it.', { permission: 'admin.audit' });
      }
      const page = await readDisclosures(tx, actor.clinic, c.req.query('cursor'));
      await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'disclosures.read', detail: { disclosures: page.disclosures.map(({ id }) => id) } });
      return page;
    });
    c.header('Cache-Control', 'no-store');
    return c.json(disclosuresAnswer.parse(answer));
  });
  return new Hono().route('/', routes);
}

async function readDisclosures(tx: Tx, clinic: string, cursor: string | undefined): Promise<DisclosuresAnswer> {
  const rows = await tx.query<Row>(sql`
    select d.id, d.message_id, d.patient_id, p.name, m.received_at as sent_at, m.author as sent_by, d.shown, d.reason, d.who, d.at
    from disclosure d join patient p on p.id = d.patient_id left join message m on m.id = d.message_id
    where d.clinic_id = ${clinic} and ${before(cursor)} order by d.at desc, d.id desc limit ${PAGE + 1}`);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return { disclosures: page.map(itemOf), cursor: last ? Buffer.from(JSON.stringify([last.at, last.id])).toString('base64url') : null };
}

const itemOf = (row: Row): DisclosureItem => ({
  id: row.id, kind: row.message_id === null ? 'thread' : 'reply', patient: { id: row.patient_id, name: row.name }, sentAt: row.sent_at, sentBy: row.sent_by,
  shown: row.shown, reason: row.reason, by: row.who, at: row.at,
});

const cursorShape = z.tuple([z.number().int().nonnegative().max(8.64e15), z.string()]);

/** A cursor that is none of ours starts over. */
function before(cursor: string | undefined): SQL {
  const parsed = cursorShape.safeParse(cursor === undefined ? null : parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  return parsed.success ? sql`(d.at, d.id) < (${instantParam(parsed.data[0])}, ${parsed.data[1]})` : sql`true`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
