import { sql } from 'drizzle-orm';
import { staffAway, staffBack, type AwayFacts } from '../../schema/colleague-requests.ts';
import type { StandIn } from '../../schema/away.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { freeTouches } from '../shared/free-touches.ts';
import { clinicDay } from '../shared/absences.ts';
import { personSuccessor, teamSuccessor } from '../shared/successor.ts';

interface Facts extends AwayFacts { readonly ref: string }

/** The person's row is what two who set an absence take turns by. */
async function readFacts({ tx, actor, request }: RequestContext, staff: string, to: StandIn | null): Promise<Facts> {
  const [person] = await tx.query<{ ref: string }>(sql`
    select s.patient_ref as ref from staff s where s.id = ${staff} and s.clinic_id = ${actor.clinic} and s.active
      and exists (select 1 from account a where a.staff_id = s.id and a.state = 'active') for update of s`);
  const [now] = await tx.query<{ id: string; by: string; at: number }>(sql`select id, set_by as "by", set_at as at from staff_away where staff_id = ${staff}`);
  const standsIn = to === null ? true : to.kind === 'team' ? await teamSuccessor(tx, actor.clinic, to.id) : await personSuccessor(tx, actor.clinic, to.id);
  return { person: person ? { now: now ?? null } : null, fit: standsIn !== null, day: await clinicDay(tx, actor.clinic, request.receivedAt), ref: person?.ref ?? '' };
}

async function tell({ tx, actor, request }: RequestContext, action: 'away.set' | 'away.ended', staff: string, ref: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action, subject: staff, request: request.id, detail });
  await touch(tx, [{ view: viewName.office(actor.clinic), section: 'away', entry: staff }, { view: viewName.clinic(actor.clinic), section: 'away', entry: ref }, ...await freeTouches(tx, actor.clinic, staff)]);
}

const away = handle(staffAway, {
  patientOf: () => null,
  readFacts: (context, body) => readFacts(context, body.staff, body.to),
  effect: async (context, body, { ref }) => {
    const { tx, actor, request } = context;
    const { from, until, to } = body;
    await tx.query(sql`delete from staff_away where staff_id = ${body.staff}`);
    await tx.query(sql`
      insert into staff_away (staff_id, id, clinic_id, from_day, until_day, to_staff_id, to_team_id, words, set_by, set_at)
      values (${body.staff}, ${body.away}, ${actor.clinic}, ${from}, ${until}, ${to.kind === 'person' ? to.id : null}, ${to.kind === 'team' ? to.id : null},
              ${body.words.trim()}, ${actor.name}, ${instantParam(request.receivedAt)})`);
    await tell(context, 'away.set', body.staff, ref, { from, until, to });
  },
});

const back = handle(staffBack, {
  patientOf: () => null,
  readFacts: (context, body) => readFacts(context, body.staff, null),
  effect: async (context, body, { ref }) => {
    await context.tx.query(sql`delete from staff_away where staff_id = ${body.staff} and id = ${body.away}`);
    await tell(context, 'away.ended', body.staff, ref, { by: 'asked' });
  },
});

export const awayHandlers: readonly RegisteredHandler[] = [away, back];
