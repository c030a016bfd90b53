import { sql } from 'drizzle-orm';
import { waitJoin, waitLeave, waitOffer, type JoinFacts, type LeaveFacts, type OfferEarlierFacts } from '../../schema/booking-waits.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { judgeTime } from '../shared/free-times.ts';
import { lookFor } from './look-for-earlier.ts';
import { readAppointment } from './read-facts.ts';
import { isTaken } from './taken.ts';
import { offerEarlier, waitColumns, waitJoins, type WaitRow } from './waits.ts';

// The wait list for an earlier time. No promise of `within`: a provider's time is between patients. -----------------------------

const touchBoth = (tx: Tx, clinic: string, patient: string): Promise<void> => touch(tx, [
  { view: viewName.person(patient), section: 'appointments', entry: '*' }, { view: viewName.bookings(clinic), section: 'waits', entry: '*' },
]);

const join = handle(waitJoin, {
  patientOf: (body) => body.patient,
  readFacts: async (context, body): Promise<JoinFacts> => {
    // Locked, so that of two who join it the later one finds the first.
    const own = await readAppointment(context, body.patient, body.appointment);
    const [known] = await context.tx.query<{ waits: boolean; taken: boolean }>(sql`
      select exists (select 1 from earlier_wait where appointment_id = ${body.appointment} and ended_at is null) as waits, exists (select 1 from earlier_wait where id = ${body.wait}) as taken`);
    return { appointment: own && { state: own.state, startsAt: own.starts_at }, waits: known?.waits === true, idFree: known?.taken === false, now: context.request.receivedAt };
  },
  effect: async (context, body) => {
    const { tx, actor, request: { receivedAt } } = context;
    const isSelf = actor.reaches.some((reach) => reach.patient === body.patient && reach.as === 'self');
    await tx.query(sql`
      insert into earlier_wait (id, clinic_id, patient_id, appointment_id, account_id, by_name, anyone, from_day, asked_at)
      values (${body.wait}, ${actor.clinic}, ${body.patient}, ${body.appointment}, ${actor.account}, ${isSelf ? '' : actor.name}, ${body.anyone}, ${body.from}, ${instantParam(receivedAt)})`);
    await touchBoth(tx, actor.clinic, body.patient);
    await lookFor(tx, body.wait);
  },
});

const leave = handle(waitLeave, {
  patientOf: (body) => body.patient,
  readFacts: async ({ tx, actor }, body): Promise<LeaveFacts> => {
    const [row] = await tx.query<{ open: boolean }>(sql`
      select ended_at is null as open from earlier_wait where id = ${body.wait} and patient_id = ${body.patient} and appointment_id = ${body.appointment} and clinic_id = ${actor.clinic} for update`);
    return { wait: row ?? null };
  },
  effect: async ({ tx, actor, request: { receivedAt } }, body) => {
    await tx.query(sql`update earlier_wait set ended_at = ${instantParam(receivedAt)}, ended_why = 'left', found_staff_id = null, found_at = null where id = ${body.wait}`);
    await touchBoth(tx, actor.clinic, body.patient);
  },
});

interface KnownOffer extends OfferEarlierFacts { readonly row: WaitRow | null }

async function readOffer({ tx, actor, request }: RequestContext, body: { readonly patient: string; readonly wait: string; readonly booking: string; readonly staff: string; readonly startsAt: number }): Promise<KnownOffer> {
  const [row] = await tx.query<WaitRow>(sql`
    select ${waitColumns} from earlier_wait w ${waitJoins} where w.id = ${body.wait} and w.patient_id = ${body.patient} and w.clinic_id = ${actor.clinic} for update of a, w`);
  const now = request.receivedAt;
  if (!row) return { row: null, wait: null, slot: 'closed', takenUntil: 0, idFree: true, now };
  const takenUntil = body.startsAt + (row.minutes + row.buffer_minutes) * 60_000;
  const [known] = await tx.query<{ taken: boolean; works: boolean }>(sql`
    select exists (select 1 from booking where id = ${body.booking}) as taken, exists (select 1 from staff where id = ${body.staff} and clinic_id = ${actor.clinic} and active) as works`);
  const at = { location: row.location_id, visitType: row.visit_type_id, staff: body.staff, startsAt: body.startsAt };
  const taken = await isTaken(tx, { staff: body.staff, span: { startsAt: body.startsAt, endsAt: takenUntil } }, now, null);
  const slot = taken ? 'taken' : known?.works === true && await judgeTime(tx, at) === 'offered' ? 'free' : 'closed';
  return { row, wait: { open: row.open, startsAt: row.starts_at, moving: row.moving }, slot, takenUntil, idFree: known?.taken === false, now };
}

const offer = handle(waitOffer, {
  patientOf: (body) => body.patient, readFacts: readOffer,
  effect: async ({ tx, request }, body, { row }) => {
    if (!row) throw new Error('An earlier time was offered to nobody');
    await offerEarlier(tx, row, body.booking, { staff: body.staff, startsAt: body.startsAt }, request.receivedAt);
  },
});

export const waitHandlers: readonly RegisteredHandler[] = [join, leave, offer];
