import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { instantParam, jsonParam, type Tx } from '../record/database.ts';
import type { DemoClinic, DemoThread } from './demo-shapes.ts';
import type { ClinicIds } from './fill-clinic.ts';
import { tellThread, type ThreadStory } from './thread-story.ts';

const moment = (ms: number | null) => (ms === null ? null : instantParam(ms));

/** The conversations, row for row as the handlers of messages/ leave them; `expected` states are checked on the way. */
export async function fillThreads(tx: Tx, clinic: DemoClinic, ids: ClinicIds, now: number): Promise<void> {
  for (const thread of clinic.threads) {
    const story = tellThread(startedTo(thread, clinic), now, (username) => ids.staff(username).name);
    const id = newId();
    await insertThread(tx, id, thread, story, ids);
    await insertMessages(tx, id, thread, story, ids);
    for (const { who, at, text } of story.comments) {
      const { id: staff, name } = ids.staff(who);
      await tx.query(sql`insert into thread_comment (id, thread_id, staff_id, author, text, at) values (${newId()}, ${id}, ${staff}, ${name}, ${text}, ${instantParam(at)})`);
    }
    for (const [reader, mark] of story.marks) {
      const { account, name } = ids.patient(reader);
      await tx.query(sql`
        insert into message_mark (thread_id, reader, name, on_device, on_device_at, opened, opened_at)
        values (${id}, ${account}, ${name}, ${mark.seq}, ${instantParam(mark.at)}, ${mark.openedAt === null ? 0 : mark.seq}, ${moment(mark.openedAt)})`);
    }
  }
}

/** A thread started to a person is that person's from the beginning. */
function startedTo(thread: DemoThread, clinic: DemoClinic): DemoThread {
  const [first] = thread.events;
  if (first === undefined || !clinic.staff.some(({ username }) => username === thread.to)) return thread;
  return { ...thread, events: [{ ago: first.ago, staff: thread.to, assign: thread.to }, ...thread.events] };
}

async function insertThread(tx: Tx, id: string, thread: DemoThread, story: ThreadStory, ids: ClinicIds): Promise<void> {
  const to = ids.addressee(thread.to);
  const { assignee, closed } = story;
  await tx.query(sql`
    insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_seq, patient_seq, waiting_since, last_at,
      urgency, tags, assignee_id, assigned_by, assigned_at, closed_by, closed_at, read_through)
    values (${id}, ${ids.clinic}, ${ids.patient(thread.patient).id}, ${thread.subject}, ${to.kind}, ${to.ref}, ${to.name}, ${story.state}, ${instantParam(story.startedAt)},
      ${story.lastSeq}, ${story.patientSeq}, ${moment(story.waitingSince)}, ${instantParam(story.lastAt)}, ${jsonParam(story.urgency)}, ${jsonParam(story.tags)},
      ${assignee && ids.staff(assignee.staff).id}, ${assignee?.by ?? null}, ${moment(assignee?.at ?? null)}, ${closed?.by ?? null}, ${moment(closed?.at ?? null)}, ${story.readThrough})`);
}

async function insertMessages(tx: Tx, id: string, thread: DemoThread, story: ThreadStory, ids: ClinicIds): Promise<void> {
  for (const { who, at, text, seq, readAt } of story.messages) {
    const staff = 'staff' in who ? ids.staff(who.staff) : null;
    const writer = 'patient' in who ? ids.patient(who.patient) : null;
    const author = staff ?? writer;
    if (author?.account === undefined) throw new Error(`In the demo's "${thread.subject}" somebody writes who has no account`);
    const acting = 'patient' in who && who.patient !== thread.patient;
    await tx.query(sql`
      insert into message (id, thread_id, seq, from_kind, account_id, staff_id, author, title, acting, text, received_at, device_time, read_at)
      values (${newId()}, ${id}, ${seq}, ${staff ? 'clinic' : 'patient'}, ${author.account}, ${staff?.id ?? null}, ${author.name}, ${staff?.title ?? ''}, ${acting},
        ${text}, ${instantParam(at)}, ${instantParam(at)}, ${moment(readAt)})`);
  }
}
