import { sql, type SQL } from 'drizzle-orm';
import { appointmentTransitions, type AppointmentEvent } from '../../schema/booking-states.ts';
import { appointmentArrive, appointmentCancel, appointmentFulfil, appointmentMark, appointmentMiss, appointmentMove, appointmentUndo } from '../../schema/desk-requests.ts';
import { isConcurrent, type Register } from '../../schema/merge.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { consultFollows } from '../shared/consult-follows.ts';
import { joinMark } from '../shared/contact-marks.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import { readDesk, readMove, type DeskRow, type KnownAppointment } from './desk-facts.ts';
import { freeTimeOf, takeTime } from './taken.ts';
import { bookingTouches } from './touches.ts';
import { touchWaits } from './waits.ts';

// What the front desk does with an appointment. No promise of `within`: a provider's time is between patients. ------------------

const patientOf = (body: { readonly patient: string }): string => body.patient;

function rowOf({ row }: KnownAppointment): DeskRow {
  if (!row) throw new Error('A change of an appointment was let through without it');
  return row;
}

/** Puts it into the state the event leads to, and says so wherever it stands. */
async function change({ tx, actor, request }: RequestContext, row: DeskRow, event: AppointmentEvent, set: SQL = sql``): Promise<void> {
  const state = event === 'miss' && row.consult === 'waiting' ? 'noshow' : appointmentTransitions[row.state][event];
  if (state === null) throw new Error('A change of an appointment was let through that its state does not know');
  // Where it leaves another time.
  if (event === 'move') await touchWeeks(tx, { appointments: [row.id] });
  await tx.query(sql`update appointment set state = ${state}, changed_by = ${actor.name}, changed_at = ${instantParam(request.receivedAt)} ${set} where id = ${row.id}`);
  await touchWeeks(tx, { appointments: [row.id] });
  await touch(tx, [{ view: viewName.person(row.patient_id), section: 'appointments', entry: '*' }]);
  await touchWaits(tx, actor.clinic, row.id);
  await consultFollows(tx, row.id, { by: actor.name, at: request.receivedAt });
}

const plain = (definition: typeof appointmentArrive, event: 'arrive' | 'fulfil' | 'miss'): RegisteredHandler =>
  handle(definition, { patientOf, readFacts: readDesk, effect: (context, _body, facts) => change(context, rowOf(facts), event) });

const tellPatient = ({ tx, actor }: RequestContext, row: DeskRow): Promise<void> => tellReaders(tx, { clinic: actor.clinic, patient: row.patient_id, scope: null, template: 'record.new' });

const cancel = handle(appointmentCancel, {
  patientOf, readFacts: readDesk,
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { tx, actor, request: { receivedAt } } = context;
    const [at, words] = [instantParam(receivedAt), body.reason.trim()];
    await freeTimeOf(tx, actor.clinic, { appointment: row.id });
    // A change that waited has nothing left to move.
    const waited = await tx.query<{ id: string }>(sql`
      update booking set state = 'declined', decided_at = ${at}, decided_by = ${actor.name}, reason = ${words} where replaces = ${row.id} and state in ('requested', 'countered') returning id`);
    for (const { id } of waited) await freeTimeOf(tx, actor.clinic, { booking: id });
    if (waited.length > 0) {
      await touchWeeks(tx, { bookings: waited.map(({ id }) => id) });
      await touch(tx, bookingTouches(actor.clinic, row.patient_id));
    }
    await change(context, row, 'cancel', sql`, cancelled_at = ${at}, cancelled_by = ${actor.name}, cancelled_by_clinic = true, cancel_words = ${words}`);
    await tellPatient(context, row);
  },
});

const undo = handle(appointmentUndo, {
  patientOf, readFacts: readDesk,
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { tx, actor, request } = context;
    await change(context, row, 'undo');
    await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'appointment.undone', patient: row.patient_id, subject: row.id, request: request.id, detail: { from: body.from, reason: body.reason.trim() } });
  },
});

const move = handle(appointmentMove, {
  patientOf, readFacts: readMove,
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { holding } = facts;
    if (!holding) throw new Error('A move was let through without a time');
    const { tx, actor, request } = context;
    const endsAt = body.startsAt + row.ends_at - row.starts_at;
    await change(context, row, 'move', sql`, staff_id = ${body.staff}, starts_at = ${instantParam(body.startsAt)}, ends_at = ${instantParam(endsAt)},
      cutoff_at = ${instantParam(body.startsAt - row.cancel_cutoff_hours * 3_600_000)}, moved_at = ${instantParam(request.receivedAt)}`);
    await takeTime(tx, row.id, null, holding, request.receivedAt);
    if (facts.slot === 'closed') {
      await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'appointment.override', patient: row.patient_id, subject: row.id, request: request.id, detail: { reason: body.override.trim() } });
    }
    await tellPatient(context, row);
  },
});

const mark = handle(appointmentMark, {
  patientOf, readFacts: readDesk,
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { tx, actor, request } = context;
    const mine: Register<boolean> = { value: body.on, stamp: request.stamp, saw: request.saw, by: request.id, who: actor.name, at: request.receivedAt };
    const { before, winner } = await joinMark(tx, row.id, body.mark, mine);
    const loser = winner === mine ? before : mine;
    if (winner.value === loser.value || !isConcurrent(before, mine)) return undefined;
    const lost: Refusal = refuse('mark.superseded', { by: winner.who, at: winner.at, value: String(winner.value), yours: String(loser.value) });
    if (loser === mine) return { superseded: lost };
    const [author] = await tx.query<{ account_id: string }>(sql`select account_id from request where id = ${before.by}`);
    // One's own two devices are one person: nobody to tell.
    if (author && author.account_id !== actor.account) {
      await tellAccount(tx, { account: author.account_id, code: lost.code, ...(lost.params ? { params: lost.params } : {}), request: before.by, patient: row.patient_id, at: request.receivedAt });
    }
    return undefined;
  },
});

export const deskHandlers: readonly RegisteredHandler[] = [plain(appointmentArrive, 'arrive'), plain(appointmentFulfil, 'fulfil'), plain(appointmentMiss, 'miss'), cancel, undo, move, mark];
