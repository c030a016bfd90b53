import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { ClosedNotice } from '../../schema/messages.ts';
import { nextOpening, openingHours } from '../../schema/opening-hours.ts';
import { instantParam, jsonParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import type { RequestContext } from '../requests/slice.ts';
import { messageTouch, threadTouches } from '../shared/thread-touches.ts';

/**
 * B45: whoever writes while the clinic is closed is told so, once a thread and closure, with the emergency number. It is no reply:
 * what waits for an answer goes on waiting, since when it did, and nobody is written an e-mail.
 * @param seq of the message just written
 */
export async function answerWhenClosed({ tx, actor, request }: RequestContext, thread: { id: string; clinic_id: string; patient_id: string }, seq: number): Promise<void> {
  const [clinic] = await tx.query<{ hours: unknown; time_zone: string; phone: string | null; name: string; told: string | null }>(sql`
    select c.texts->'openingHours' as hours, c.time_zone, c.texts->>'emergencyPhone' as phone, c.name, (select told_closed from thread where id = ${thread.id}) as told
    from clinic c where c.id = ${actor.clinic} and jsonb_typeof(c.texts->'openingHours') = 'array'`);
  const hours = openingHours.safeParse(clinic?.hours);
  if (!clinic || !hours.success) return;
  const next = nextOpening(hours.data, clinic.time_zone, request.receivedAt);
  const closure = next && `${next.date} ${next.from}`;
  if (!next || closure === clinic.told) return;
  const auto: ClosedNotice = { kind: 'closed', from: next.from, date: next.date, emergencyPhone: clinic.phone ?? '' };
  const message = newId();
  const at = instantParam(request.receivedAt);
  // For an app that does not know `auto`; every other one says it in its reader's language.
  const text = `Automatic answer: we are closed now and open on ${next.date} at ${next.from}. Your message is kept. In an emergency call ${auto.emergencyPhone}.`;
  await tx.query(sql`
    insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time, auto)
    values (${message}, ${thread.id}, ${seq + 1}, 'clinic', '', ${clinic.name}, ${text}, ${at}, ${at}, ${jsonParam(auto)})`);
  await tx.query(sql`update thread set last_seq = ${seq + 1}, told_closed = ${closure} where id = ${thread.id}`);
  await touch(tx, [messageTouch(thread.patient_id, message), ...threadTouches(thread.clinic_id, thread.patient_id, thread.id)]);
}
