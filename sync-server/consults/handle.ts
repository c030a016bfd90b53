import { sql } from 'drizzle-orm';
import { consultCheckIn, consultColleagues, consultEnd, consultFail, consultInvite, consultLeave, consultPhone, consultStart, consultWord } from '../../schema/consult-requests.ts';
import type { LiveRooms } from '../livekit/live-rooms.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { arrayParam, instantParam, jsonParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { consultTouches } from '../shared/consult-touches.ts';
import { beginEncounter, endEncounter } from './encounter.ts';
import { moveConsult, type By } from './move-consult.ts';
import { readConsult, rowOf, type ConsultRow } from './read-facts.ts';

// What is done with a video visit. No promise of `within`: its appointment is of a provider's time, which is between patients. ----

/** Where people meet by video. */
export type Rooms = Pick<LiveRooms, 'status' | 'endGrants'>;

const patientOf = (body: { readonly patient: string }): string => body.patient;
const byStaff = ({ actor, request }: RequestContext): By => ({ staff: actor.staff, who: actor.name, at: request.receivedAt });
const byPatient = ({ actor, request }: RequestContext): By => ({ staff: null, who: actor.name, at: request.receivedAt });
const shown = ({ tx }: RequestContext, row: ConsultRow): Promise<void> => touch(tx, consultTouches(row.clinic_id, row.patient_id));

export function consultHandlers(rooms: Rooms): readonly RegisteredHandler[] {
  const checkIn = handle(consultCheckIn, {
    patientOf, readFacts: readConsult,
    effect: async (context, body, facts) => {
      const consent = { ...body.consent, by: context.actor.account, at: context.request.receivedAt };
      await moveConsult(context.tx, rowOf(facts), 'checkIn', byPatient(context), sql`, devices = ${jsonParam(body.devices)}, consent = ${jsonParam(consent)}`);
    },
  });

  const leave = handle(consultLeave, {
    patientOf, readFacts: readConsult,
    effect: (context, _body, facts) => moveConsult(context.tx, rowOf(facts), 'leave', byPatient(context)),
  });

  const start = handle(consultStart, {
    patientOf,
    readFacts: async (context, body) => ({ ...await readConsult(context, body), live: (await rooms.status()).reason !== 'notConfigured' }),
    effect: async (context, body, facts) => {
      const row = rowOf(facts);
      const { tx, request } = context;
      const at = instantParam(request.receivedAt);
      const encounter = await beginEncounter(tx, row, request.receivedAt);
      await moveConsult(tx, row, 'start', byStaff(context), sql`, started_at = ${at}, encounter_id = ${encounter}, phoned_at = ${body.phone === true ? at : null}`);
    },
  });

  const end = handle(consultEnd, {
    patientOf, readFacts: readConsult,
    effect: async (context, _body, facts) => {
      const row = rowOf(facts);
      const { tx, request } = context;
      await moveConsult(tx, row, 'end', byStaff(context), sql`, ended_at = ${instantParam(request.receivedAt)}`);
      await endEncounter(tx, row, 'finished', request.receivedAt);
      await rooms.endGrants(tx, row.id);
    },
  });

  const fail = handle(consultFail, {
    patientOf, readFacts: readConsult,
    effect: async (context, body, facts) => {
      const row = rowOf(facts);
      const { tx, request } = context;
      await moveConsult(tx, row, 'fail', byStaff(context), sql`, ended_at = ${instantParam(request.receivedAt)}, reason = ${body.reason.trim()}`);
      await endEncounter(tx, row, 'cancelled', request.receivedAt);
      await rooms.endGrants(tx, row.id);
      await tellReaders(tx, { clinic: row.clinic_id, patient: row.patient_id, scope: null, template: 'record.new' });
    },
  });

  return [checkIn, leave, start, end, fail, phone, word, invite, colleagues];
}

const phone = handle(consultPhone, {
  patientOf, readFacts: readConsult,
  effect: async (context, _body, facts) => {
    const row = rowOf(facts);
    await context.tx.query(sql`update consult set phoned_at = coalesce(phoned_at, ${instantParam(context.request.receivedAt)}) where id = ${row.id}`);
    await shown(context, row);
  },
});

const word = handle(consultWord, {
  patientOf, readFacts: readConsult,
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { tx, actor, request } = context;
    await tx.query(sql`update consult set word = ${body.text.trim()}, word_by = ${actor.name}, word_at = ${instantParam(request.receivedAt)} where id = ${row.id}`);
    await shown(context, row);
  },
});

const invite = handle(consultInvite, {
  patientOf, readFacts: readConsult,
  effect: async ({ tx }, _body, facts) => { await tx.query(sql`update consult set invite_due = true where id = ${rowOf(facts).id}`); },
});

const colleagues = handle(consultColleagues, {
  patientOf,
  readFacts: async (context, body) => {
    const known = await readConsult(context, body);
    const staff = [...new Set(body.staff)];
    const found = await context.tx.query(sql`select id from staff where id = any(${arrayParam(staff)}::text[]) and clinic_id = ${context.actor.clinic} and active for share`);
    return { ...known, known: found.length === staff.length };
  },
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    await context.tx.query(sql`update consult set colleagues = ${arrayParam([...new Set(body.staff)])}::text[] where id = ${row.id}`);
    await shown(context, row);
  },
});
