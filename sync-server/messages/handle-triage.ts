import { sql } from 'drizzle-orm';
import { initialRegister, isConcurrent, joinRegisters, type Register } from '../../schema/merge.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import { threadHandover } from '../../schema/handover-requests.ts';
import { can, grantsOf, type Module } from '../../schema/roles.ts';
import { threadAssign, threadClaim, threadClose, threadComment, threadRead, threadReopen, threadReply, threadTag, threadUrgency } from '../../schema/triage-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { addWords, readRoom } from '../notes/add-words.ts';
import { signHandover } from '../notes/sign.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { followSuccessor } from './follow-successor.ts';
import { readThreadFacts, threadOf, type ThreadRow } from './thread-row.ts';
import { messageTouch, threadTouches } from '../shared/thread-touches.ts';
import { writeMessage } from './write-message.ts';

const ofThread = { patientOf: (body: { patient: string }): string => body.patient, within: 'patient' } as const;

/** Joins one request into a register (R6) and tells the author whose concurrent value lost: at once, or by a notice. */
async function join<T extends string | boolean>(
  context: RequestContext, thread: ThreadRow, code: string, current: Register<T>, value: T,
): Promise<{ winner: Register<T>; lost: Refusal | null }> {
  const { tx, actor, request } = context;
  const mine: Register<T> = { value, stamp: request.stamp, saw: request.saw, by: request.id, who: actor.name, at: request.receivedAt };
  const winner = joinRegisters(current, mine);
  const told = winner.value !== (winner === mine ? current : mine).value && isConcurrent(current, mine);
  const lost = (loser: Register<T>): Refusal =>
    refuse(code, { by: winner.who, at: winner.at, value: String(winner.value), yours: String(loser.value), subject: thread.subject });
  if (!told) return { winner, lost: null };
  if (winner !== mine) return { winner, lost: lost(mine) };
  const authors = await tx.query<{ account_id: string }>(sql`select account_id from request where id = ${current.by}`);
  const author = authors[0]?.account_id;
  // One's own two devices are one person: nobody to tell.
  if (author && author !== actor.account) {
    const { code: told_, params } = lost(current);
    await tellAccount(tx, {
      account: author, code: told_, ...(params ? { params } : {}), request: current.by, patient: thread.patient_id, thread: thread.id, at: request.receivedAt,
    });
  }
  return { winner, lost: null };
}

const urgency = handle(threadUrgency, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async (context, body, facts) => {
    const thread = threadOf(facts);
    const { winner, lost } = await join(context, thread, 'urgency.superseded', thread.urgency, body.value);
    await context.tx.query(sql`update thread set urgency = ${JSON.stringify(winner)}::jsonb where id = ${thread.id}`);
    await touch(context.tx, threadTouches(thread.clinic_id, thread.patient_id, thread.id));
    return lost ? { superseded: lost } : undefined;
  },
});

const tag = handle(threadTag, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async (context, body, facts) => {
    const thread = threadOf(facts);
    const current = thread.tags[body.tag] ?? initialRegister(false);
    const { winner, lost } = await join(context, thread, 'tag.superseded', current, body.on);
    await context.tx.query(sql`update thread set tags = tags || ${JSON.stringify({ [body.tag]: winner })}::jsonb where id = ${thread.id}`);
    await touch(context.tx, threadTouches(thread.clinic_id, thread.patient_id, thread.id));
    return lost ? { superseded: lost } : undefined;
  },
});

const read = handle(threadRead, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async ({ tx, request }, body, facts) => {
    const thread = threadOf(facts);
    const through = Math.min(body.through, thread.last_seq);
    const marked = await tx.query<{ id: string }>(sql`
      update message set read_at = ${instantParam(request.stamp)}
      where thread_id = ${thread.id} and from_kind = 'patient' and seq <= ${through} and read_at is null returning id`);
    await tx.query(sql`update thread set read_through = greatest(read_through, ${through}) where id = ${thread.id}`);
    await touch(tx, [
      { view: viewName.triage(thread.patient_id), section: 'threads', entry: thread.id },
      ...marked.map(({ id }) => messageTouch(thread.patient_id, id)),
    ]);
  },
});

const comment = handle(threadComment, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async ({ tx, actor, request }, body, facts) => {
    const thread = threadOf(facts);
    await tx.query(sql`
      insert into thread_comment (id, thread_id, staff_id, author, text, at)
      values (${body.comment}, ${thread.id}, ${actor.staff}, ${actor.name}, ${body.text}, ${instantParam(request.receivedAt)})`);
    await touch(tx, [{ view: viewName.triage(thread.patient_id), section: 'comments', entry: body.comment }]);
  },
});

const reply = handle(threadReply, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async (context, body, facts) => {
    await writeMessage(context, threadOf(facts), { id: body.message, text: body.text, from: 'clinic', acting: false });
  },
});

const claim = handle(threadClaim, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async (context, _body, facts) => {
    const thread = threadOf(facts);
    if (thread.assignee_id !== context.actor.staff) await setAssignee(context, thread, context.actor.staff);
  },
});

const assign = handle(threadAssign, {
  ...ofThread,
  readFacts: async (context, body) => {
    const facts = await readThreadFacts(context, body);
    if (body.to === null) return { ...facts, answersMessages: true };
    const staff = await context.tx.query<{ roles: string[]; modules: Module[] }>(sql`
      select s.roles, c.modules from staff s join clinic c on c.id = s.clinic_id
      where s.id = ${body.to} and s.clinic_id = ${context.actor.clinic} and s.active for share of s`);
    const answersMessages = staff[0] !== undefined && can({ grants: grantsOf(staff[0].roles, staff[0].modules) }, 'portal.message.reply');
    return { ...facts, answersMessages };
  },
  effect: (context, body, facts) => setAssignee(context, threadOf(facts), body.to),
});

async function setAssignee({ tx, actor, request }: RequestContext, thread: ThreadRow, staff: string | null): Promise<void> {
  const at = staff === null ? null : instantParam(request.receivedAt);
  await tx.query(sql`
    update thread set assignee_id = ${staff}, assigned_by = ${staff === null ? null : actor.name}, assigned_at = ${at} where id = ${thread.id}`);
  await touch(tx, threadTouches(thread.clinic_id, thread.patient_id, thread.id));
}

const close = handle(threadClose, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async ({ tx, actor, request }, _body, facts) => {
    const thread = threadOf(facts);
    await tx.query(sql`
      update thread set state = 'closed', closed_by = ${actor.name}, closed_at = ${instantParam(request.receivedAt)}, waiting_since = null
      where id = ${thread.id}`);
    await signHandover(tx, thread.id, actor.name, request.receivedAt);
    await touch(tx, threadTouches(thread.clinic_id, thread.patient_id, thread.id));
  },
});

const handover = handle(threadHandover, {
  ...ofThread,
  readFacts: async (context, body) => {
    const facts = await readThreadFacts(context, body);
    return { ...facts, room: facts.row ? await readRoom(context.tx, facts.row.id) : 0 };
  },
  effect: ({ tx, actor, request }, body, facts) => addWords(tx, threadOf(facts).id, body.text, actor, request.receivedAt),
});

const reopen = handle(threadReopen, {
  ...ofThread, readFacts: readThreadFacts,
  effect: async ({ tx, request }, _body, facts) => {
    const thread = threadOf(facts);
    await followSuccessor(tx, thread, request.receivedAt);
    await tx.query(sql`update thread set state = 'open', closed_by = null, closed_at = null where id = ${thread.id}`);
    await touch(tx, threadTouches(thread.clinic_id, thread.patient_id, thread.id));
  },
});

export const triageHandlers: RegisteredHandler[] = [urgency, tag, read, comment, reply, claim, assign, close, reopen, handover];
