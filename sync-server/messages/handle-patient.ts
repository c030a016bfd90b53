import { sql } from 'drizzle-orm';
import { reachFor } from '../../schema/actor.ts';
import { messageSeen, messageSend, messageStart } from '../../schema/message-requests.ts';
import { markId } from '../../schema/messages.ts';
import { initialRegister } from '../../schema/merge.ts';
import type { Refusal } from '../../schema/outcome.ts';
import { grantsOf, can, type Module } from '../../schema/roles.ts';
import { viewName } from '../../schema/view-names.ts';
import { arrayParam, instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type EffectResult, type RegisteredHandler } from '../requests/slice.ts';
import { successorOf } from '../shared/successor.ts';
import { readMark, tellOpenedAfterAll } from './opened-after-all.ts';
import { lockThread, threadOf, type ThreadRow } from './thread-row.ts';
import { writeMessage } from './write-message.ts';

interface Addressee {
  kind: 'team' | 'person'; ref: string; name: string;
  /** The person behind a person's reference. */
  staff: string | null;
  /** Who was written to, where somebody took over since. */
  handedFrom: string | null;
}

/**
 * Only whom an administrator made addressable (C91). Whoever wrote without a line to somebody whose account was closed meanwhile
 * reaches whoever took over.
 */
async function readAddressee(tx: Tx, clinic: string, ref: string): Promise<Addressee | null> {
  const teams = await tx.query<{ name: string }>(sql`
    select name from team where id = ${ref} and clinic_id = ${clinic} and addressable for share`);
  if (teams[0]) return { kind: 'team', ref, name: teams[0].name, staff: null, handedFrom: null };
  const people = await tx.query<{ id: string; name: string; active: boolean; roles: string[]; modules: Module[] }>(sql`
    select s.id, s.name, s.active, s.roles, c.modules from staff s join clinic c on c.id = s.clinic_id
    where s.patient_ref = ${ref} and s.clinic_id = ${clinic} and s.addressable for share of s`);
  const person = people[0];
  if (!person) return null;
  if (!person.active) {
    const next = await successorOf(tx, clinic, person.id);
    return next && { ...next.to, staff: next.staff, handedFrom: person.name };
  }
  // Who cannot answer messages is not given the thread; it stays with everybody.
  const answers = can({ grants: grantsOf(person.roles, person.modules) }, 'portal.message.reply');
  return { kind: 'person', ref, name: person.name, staff: answers ? person.id : null, handedFrom: null };
}

const start = handle(messageStart, {
  patientOf: (body) => body.patient,
  within: 'patient',
  readFacts: async ({ tx, actor }, body) => {
    const taken = await tx.query(sql`
      select 1 from thread where id = ${body.thread} union all select 1 from message where id = ${body.message}`);
    const to = await readAddressee(tx, actor.clinic, body.to);
    return { addressable: to !== null, idFree: taken.length === 0, to };
  },
  effect: async (context, body, facts) => {
    const { tx, actor, request } = context;
    const { to } = facts;
    if (!to) throw new Error('A thread was let through without its addressee');
    const at = instantParam(request.receivedAt);
    await tx.query(sql`
      insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_at, waiting_since, urgency,
        assignee_id, assigned_by, assigned_at, handed_from)
      values (${body.thread}, ${actor.clinic}, ${body.patient}, ${body.subject}, ${to.kind}, ${to.ref}, ${to.name}, 'open', ${at}, ${at}, ${at},
        ${JSON.stringify(initialRegister('routine'))}::jsonb, ${to.staff}, ${to.staff ? actor.name : null}, ${to.staff ? at : null}, ${to.handedFrom})`);
    const thread = { id: body.thread, clinic_id: actor.clinic, patient_id: body.patient, state: 'open' as const, last_seq: 0 };
    return remarked(await writeMessage(context, thread, { id: body.message, text: body.text, from: 'patient', acting: isActing(context.actor, body.patient) }));
  },
});

const remarked = (remark: Refusal | null): EffectResult => (remark ? { remark } : undefined);

function isActing(actor: Parameters<typeof reachFor>[0], patient: string): boolean {
  return reachFor(actor, patient, 'messages')?.as === 'proxy';
}

const send = handle(messageSend, {
  patientOf: (body) => body.patient,
  within: 'patient',
  readFacts: async ({ tx, actor }, body) => lockedFacts(await lockThread(tx, actor.clinic, body)),
  effect: async (context, body, facts) => {
    const message = { id: body.message, text: body.text, from: 'patient' as const, acting: isActing(context.actor, body.patient) };
    return remarked(await writeMessage(context, threadOf(facts), message));
  },
});

function lockedFacts(row: ThreadRow | null) {
  return { row, thread: row ? { patient: row.patient_id } : null };
}

const seen = handle(messageSeen, {
  patientOf: (body) => body.patient,
  within: 'patient',
  readFacts: async ({ tx, actor }, body) => lockedFacts(await lockThread(tx, actor.clinic, body)),
  effect: async ({ tx, actor, request }, body, facts) => {
    const thread = threadOf(facts);
    // Nobody has seen what the clinic has not stored yet.
    const onDevice = Math.min(Math.max(body.onDevice, body.opened), thread.last_seq);
    const opened = Math.min(body.opened, thread.last_seq);
    const at = instantParam(request.stamp);
    const withdrawn = [...new Set(body.withdrawn ?? [])];
    const before = await readMark(tx, thread.id, actor.account);
    const grown = [
      ...(onDevice > before.onDevice ? [sql`('device', ${onDevice}::bigint)`] : []),
      ...(opened > before.opened ? [sql`('opened', ${opened}::bigint)`] : []),
    ];
    if (grown.length > 0) {
      await tx.query(sql`
        insert into message_sight (thread_id, reader, name, what, through, at, without)
        select ${thread.id}, ${actor.account}, ${actor.name}, g.what, g.through, ${at}, ${arrayParam(withdrawn)}::bigint[]
        from (values ${sql.join(grown, sql`, `)}) as g (what, through)`);
    }
    await tx.query(sql`
      insert into message_mark as m (thread_id, reader, name, on_device, on_device_at, opened, opened_at)
      values (${thread.id}, ${actor.account}, ${actor.name}, ${onDevice}, ${at}, ${opened}, ${opened > 0 ? at : null})
      on conflict (thread_id, reader) do update set
        name = excluded.name,
        on_device_at = case when excluded.on_device > m.on_device then excluded.on_device_at else m.on_device_at end,
        on_device = greatest(m.on_device, excluded.on_device),
        opened_at = case when excluded.opened > m.opened then excluded.opened_at else m.opened_at end,
        opened = greatest(m.opened, excluded.opened)`);
    if (opened > before.opened) await tellOpenedAfterAll({ tx, actor, request }, thread, { after: before.opened, through: opened, withdrawn });
    const entry = markId(thread.id, actor.account);
    await touch(tx, [
      { view: viewName.threads(thread.patient_id), section: 'marks', entry },
      { view: viewName.triage(thread.patient_id), section: 'seen', entry },
    ]);
  },
});

export const patientMessageHandlers: RegisteredHandler[] = [start, send, seen];
