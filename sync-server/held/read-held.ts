import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Actor } from '../../schema/actor.ts';
import { appMade } from '../../schema/app-made.ts';
import type { HeldAnswer, HeldItem } from '../../schema/held-requests.ts';
import type { Outcome } from '../../schema/outcome.ts';
import { parseBody } from '../../schema/requests.ts';
import { can } from '../../schema/roles.ts';
import { arrayParam, instantParam, type Queries } from '../record/database.ts';

const PAGE = 20;

interface Row {
  id: string; type: string; v: number; bytes: string; device_time: number; received_at: number; outcome: Outcome; kind: 'staff' | 'patient'; author: string;
  open: boolean; device: string | null; patient: string | null; patient_name: string | null;
}

/** Held, of that clinic, asked by a person, and nobody has decided about it. */
const waiting = (clinic: string): SQL => sql`
  r.clinic_id = ${clinic} and r.outcome->>'state' = 'held' and r.type <> all(${arrayParam([...appMade])}::text[]) and not exists (select 1 from held_decision h where h.request_id = r.id)`;

export async function countHeld(q: Queries, clinic: string): Promise<number> {
  const [row] = await q.query<{ count: number }>(sql`select count(*) as count from request r where ${waiting(clinic)}`);
  return row?.count ?? 0;
}

/** A page of what waits for a decision, oldest first: what its authors wrote, and nothing of what they answered. */
export async function readHeld(q: Queries, actor: Actor, cursor: string | undefined): Promise<HeldAnswer> {
  const rows = await q.query<Row>(sql`
    select r.id, r.type, r.v, r.bytes, r.device_time, r.received_at, r.outcome, a.kind, coalesce(s.name, p.name) as author,
           a.state = 'active' and coalesce(s.active or p.portal_state = 'active', false) as open, d.name as device, about.id as patient, about.name as patient_name
    from request r join account a on a.id = r.account_id left join staff s on s.id = a.staff_id left join patient p on p.id = a.patient_id
         left join device d on d.id = r.device_id left join patient about on about.id = r.patient_id and about.clinic_id = r.clinic_id
    where ${waiting(actor.clinic)} and ${after(cursor)} order by r.received_at, r.id limit ${PAGE + 1}`);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    held: page.map((row) => itemOf(row, can(actor, 'patient.read'))),
    count: await countHeld(q, actor.clinic),
    cursor: last ? Buffer.from(JSON.stringify([last.received_at, last.id])).toString('base64url') : null,
  };
}

function itemOf(row: Row, namesPatients: boolean): HeldItem {
  return {
    id: row.id, type: row.type, v: row.v, body: bodyOf(row),
    author: { name: row.author, kind: row.kind, open: row.open },
    device: row.device ?? '',
    writtenAt: row.device_time, receivedAt: row.received_at,
    why: row.outcome.refusal ?? { code: 'device.revoked' },
    patient: namesPatients && row.patient !== null && row.patient_name !== null ? { id: row.patient, name: row.patient_name } : null,
  };
}

const envelopeBody = z.object({ body: z.unknown() });

/** As it was asked, if the request table can still read it. */
function bodyOf({ type, v, bytes }: Row): unknown {
  const envelope = envelopeBody.safeParse(parseJson(bytes));
  return envelope.success && parseBody(type, v, envelope.data.body).ok ? envelope.data.body : null;
}

const cursorShape = z.tuple([z.number().int().nonnegative().max(8.64e15), z.string()]);

/** A cursor that is none of ours starts over. */
function after(cursor: string | undefined): SQL {
  const parsed = cursorShape.safeParse(cursor === undefined ? null : parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  return parsed.success ? sql`(r.received_at, r.id) > (${instantParam(parsed.data[0])}, ${parsed.data[1]})` : sql`true`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
