import { sql, type SQL } from 'drizzle-orm';
import type { Register } from '../../schema/merge.ts';
import { pageEntry, type PageEntry } from '../../schema/pages.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import { markId, PREVIEW_MAX, queueItem, type ClosedNotice, type CommentEntry, type MarkEntry, type MessageEntry, type MovedFrom, type QueueItem, type RoutedNotice, type ThreadEntry, type ThreadState, type TriageEntry, type Urgency } from '../../schema/messages.ts';
import type { MisdirectedEntry } from '../../schema/misdirected.ts';
import type { Group, SectionProjector } from '../views/section-projector.ts';
import type { Measured } from '../views/window.ts';

type Ids = readonly string[] | 'all';

/** `and <column> in (…)`, or nothing for the whole section. */
function among(column: SQL, ids: Ids): SQL {
  if (ids === 'all') return sql``;
  return ids.length === 0 ? sql`and false` : sql`and ${column} in ${ids}`;
}

/** A section of whole threads: `read` with a condition on its rows, of which `t` is the thread. */
function ofThreads<Entry>(
  kind: 'threads' | 'triage', section: string, column: SQL, threadOf: (entry: Entry) => string,
  read: (tx: Tx, patient: string | undefined, which: SQL) => Promise<Map<string, Entry>>,
): SectionProjector {
  return {
    kind, section,
    project: (tx, view, ids) => read(tx, view.patient, among(column, ids)),
    groups: {
      of: (entry) => threadOf(entry as Entry),
      read: (tx, view, groups) => read(tx, view.patient, sql`and t.id = any(${arrayParam(groups)}::text[])`),
    },
  };
}

interface ThreadSummary {
  id: string; subject: string; to_kind: 'team' | 'person'; to_ref: string; to_name: string; state: ThreadState;
  started_at: number; last_seq: number; last_at: number; last_from: 'patient' | 'clinic'; last_text: string; last_withdrawn: boolean;
}

const threads = ofThreads<ThreadEntry>('threads', 'threads', sql`t.id`, ({ id }) => id,
  async (tx, patient, which) => {
    const rows = await tx.query<ThreadSummary>(sql`
      select t.id, t.subject, t.to_kind, t.to_ref, t.to_name, t.state, t.started_at, t.last_seq, m.received_at as last_at,
             m.from_kind as last_from, case when m.withdrawn_at is null then left(m.text, ${PREVIEW_MAX}::int) else '' end as last_text,
             m.withdrawn_at is not null as last_withdrawn
      from thread t join message m on m.thread_id = t.id and m.seq = t.last_seq
      where t.patient_id = ${patient} ${which}`);
    return new Map(rows.map((t): [string, ThreadEntry] => [t.id, {
      id: t.id, subject: t.subject, to: { kind: t.to_kind, ref: t.to_ref, name: t.to_name }, state: t.state, startedAt: t.started_at,
      lastSeq: t.last_seq, lastAt: t.last_at, lastFrom: t.last_from, lastText: t.last_text,
      ...(t.last_withdrawn ? { lastWithdrawn: true } : {}),
    }]));
  });

interface MessageRow {
  id: string; thread_id: string; seq: number; from_kind: 'patient' | 'clinic'; author: string; title: string; acting: boolean;
  text: string; received_at: number; device_time: number; read_at: number | null; withdrawn_at: number | null; auto: ClosedNotice | RoutedNotice | null;
}

/** In the view; what is older is in its pages (V6). Together with threads, marks and the list of pages it stays below 256 KB. */
const MESSAGES_BYTES = 128 * 1024;
/** Of an entry beside its words, about. */
const MESSAGE_OVERHEAD = 300;

async function readMessages(tx: Tx, patient: string | undefined, which: SQL): Promise<Map<string, MessageEntry>> {
  const rows = await tx.query<MessageRow>(sql`
    select m.id, m.thread_id, m.seq, m.from_kind, m.author, m.title, m.acting, case when m.withdrawn_at is null then m.text else '' end as text,
           m.received_at, m.device_time, m.read_at, m.withdrawn_at, m.auto
    from message m join thread t on t.id = m.thread_id
    where t.patient_id = ${patient} ${which} order by m.thread_id, m.seq`);
  return new Map(rows.map((m): [string, MessageEntry] => [m.id, {
    id: m.id, thread: m.thread_id, seq: m.seq, from: m.from_kind, author: m.author, title: m.title, acting: m.acting,
    text: m.text, at: m.received_at, deviceTime: m.device_time, readAt: m.read_at,
    ...(m.auto === null ? {} : m.auto.kind === 'closed' ? { auto: m.auto } : { routed: m.auto }),
    ...(m.withdrawn_at === null ? {} : { withdrawnAt: m.withdrawn_at }),
  }]));
}

const messages: SectionProjector = {
  ...ofThreads<MessageEntry>('threads', 'messages', sql`m.id`, ({ thread }) => thread, readMessages),
  window: {
    pages: 'pages',
    budget: MESSAGES_BYTES,
    // Lengths are known without reading the words.
    measureAll: (tx, view) => tx.query<Measured>(sql`
      select m.thread_id as "group", m.seq, m.received_at as at,
             case when m.withdrawn_at is null then octet_length(m.text) else 0 end + octet_length(m.author) + octet_length(m.title) + ${MESSAGE_OVERHEAD}::int as bytes
      from message m join thread t on t.id = m.thread_id where t.patient_id = ${view.patient} order by m.thread_id, m.seq`),
    measure: (entry) => {
      const { thread, seq, at, text, author, title } = entry as MessageEntry;
      return { group: thread, seq, at, bytes: [text, author, title].reduce((sum, words) => sum + Buffer.byteLength(words), MESSAGE_OVERHEAD) };
    },
    read: (tx, view, ranges) => readMessages(tx, view.patient, sql`and exists (
      select 1 from unnest(${arrayParam(ranges.map(({ group }) => group))}::text[], ${arrayParam(ranges.map(({ from }) => from))}::bigint[],
                           ${arrayParam(ranges.map(({ to }) => to))}::bigint[]) as r (thread_id, a, b)
      where r.thread_id = m.thread_id and m.seq between r.a and r.b)`),
    listed: ({ group, from, to, count }): PageEntry => ({ thread: group, from, to, count }),
    readListed: (entry) => {
      const read = pageEntry.safeParse(entry);
      return read.success ? { group: read.data.thread, from: read.data.from, to: read.data.to, count: read.data.count } : null;
    },
  },
};

interface MarkRow {
  thread_id: string; reader: string; name: string; on_device: number; on_device_at: number | null; opened: number; opened_at: number | null;
}

/** The same marks for two audiences: readers count what is unread, staff see what was seen (V7). */
function marks(kind: 'threads' | 'triage', section: 'marks' | 'seen'): SectionProjector {
  return ofThreads<MarkEntry>(kind, section, sql`k.thread_id || '.' || k.reader`, ({ thread }) => thread,
    async (tx, patient, which) => {
      const rows = await tx.query<MarkRow>(sql`
        select k.thread_id, k.reader, k.name, k.on_device, k.on_device_at, k.opened, k.opened_at
        from message_mark k join thread t on t.id = k.thread_id
        where t.patient_id = ${patient} ${which}`);
      return new Map(rows.map((k): [string, MarkEntry] => [markId(k.thread_id, k.reader), {
        thread: k.thread_id, reader: k.reader, name: k.name, onDevice: k.on_device, onDeviceAt: k.on_device_at, opened: k.opened, openedAt: k.opened_at,
      }]));
    });
}

interface TriageRow {
  id: string; urgency: Register<Urgency>; tags: Record<string, Register<boolean>>; state: ThreadState; assignee_id: string | null;
  assignee_name: string | null; assigned_by: string | null; assigned_at: number | null; closed_by: string | null; closed_at: number | null; read_through: number; note_part: number; moved: MovedFrom | null;
}

const triage = ofThreads<TriageEntry>('triage', 'threads', sql`t.id`, ({ id }) => id,
  async (tx, patient, which) => {
    const rows = await tx.query<TriageRow>(sql`
      select t.id, t.urgency, t.tags, t.state, t.assignee_id, s.name as assignee_name, t.assigned_by, t.assigned_at, t.closed_by, t.closed_at, t.read_through, t.note_part, t.moved
      from thread t left join staff s on s.id = t.assignee_id
      where t.patient_id = ${patient} ${which}`);
    return new Map(rows.map((t): [string, TriageEntry] => [t.id, {
      id: t.id, urgency: t.urgency, tags: t.tags, state: t.state,
      assignee: t.assignee_id === null ? null : { staff: t.assignee_id, name: t.assignee_name ?? '', by: t.assigned_by ?? '', at: t.assigned_at ?? 0 },
      closed: t.closed_at === null ? null : { by: t.closed_by ?? '', at: t.closed_at },
      readThrough: t.read_through, notePart: t.note_part, ...(t.moved === null ? {} : { moved: t.moved }),
    }]));
  });

const comments = ofThreads<CommentEntry>('triage', 'comments', sql`c.id`, ({ thread }) => thread,
  async (tx, patient, which) => {
    const rows = await tx.query<{ id: string; thread_id: string; author: string; staff_id: string; text: string; at: number }>(sql`
      select c.id, c.thread_id, c.author, c.staff_id, c.text, c.at from thread_comment c join thread t on t.id = c.thread_id
      where t.patient_id = ${patient} ${which}`);
    return new Map(rows.map((c): [string, CommentEntry] => [c.id, {
      id: c.id, thread: c.thread_id, author: c.author, staff: c.staff_id, text: c.text, at: c.at,
    }]));
  });

interface MisdirectedRow {
  id: string; thread_id: string; text: string; withdrawn_at: number | null; withdrawn_by: string | null; withdrawn_reason: string | null; who: string | null; at: number | null;
}

/** Replies to the wrong person: the words of a withdrawn one are for staff alone. */
const misdirected = ofThreads<MisdirectedEntry>('triage', 'misdirected', sql`m.id`, ({ thread }) => thread,
  async (tx, patient, which) => {
    const rows = await tx.query<MisdirectedRow>(sql`
      select m.id, m.thread_id, m.text, m.withdrawn_at, m.withdrawn_by, m.withdrawn_reason, d.who, d.at
      from message m join thread t on t.id = m.thread_id left join disclosure d on d.message_id = m.id
      where t.patient_id = ${patient} and (m.withdrawn_at is not null or d.id is not null) ${which}`);
    return new Map(rows.map((m): [string, MisdirectedEntry] => [m.id, {
      id: m.id, thread: m.thread_id,
      withdrawn: m.withdrawn_at === null ? null : { by: m.withdrawn_by ?? '', at: m.withdrawn_at, reason: m.withdrawn_reason ?? '', text: m.text },
      reported: m.at === null ? null : { by: m.who ?? '', at: m.at },
    }]));
  });

/** Closed threads that everybody they came to has opened, beside all others. */
const THREADS_KEPT = 48;

/**
 * What left the list of threads, each with all there is of it (V6). A thread stays while it is open, and while somebody it came to
 * has not opened what the clinic wrote; who came to it long after it was closed keeps it no more, unless nobody has opened it.
 */
function archive(kind: 'threads' | 'triage', sections: readonly [string, ...string[]]): SectionProjector {
  return {
    kind, section: 'archive',
    project: () => Promise.resolve(new Map()),
    archive: {
      sections, keep: THREADS_KEPT,
      readGroups: (tx, view) => tx.query<Group & Record<string, unknown>>(sql`
        select t.id, t.last_at as at, t.state <> 'closed' or coalesce(c.seq, 0) > coalesce(k.opened, 0) as stays
        from thread t
          left join lateral (select max(m.seq) as seq from message m where m.thread_id = t.id and m.from_kind = 'clinic') c on true
          left join lateral (
            select coalesce(min(k.opened) filter (where k.on_device_at < coalesce(t.closed_at, t.last_at) + interval '60 days'), max(k.opened)) as opened
            from message_mark k where k.thread_id = t.id) k on true
        where t.patient_id = ${view.patient} and t.last_seq > 0 order by t.started_at, t.id`),
    },
  };
}

interface QueueRow {
  id: string; patient_id: string; name: string; birth_date: string | null; subject: string; urgency: Register<Urgency>;
  assignee_id: string | null; waiting_since: number | null; last_at: number; state: ThreadState;
}

const queue: SectionProjector = {
  kind: 'queue', section: 'items',
  project: async (tx, view, ids) => {
    const rows = await tx.query<QueueRow>(sql`
      select t.id, t.patient_id, p.name, p.birth_date, t.subject, t.urgency, t.assignee_id, t.waiting_since, t.last_at, t.state
      from thread t join patient p on p.id = t.patient_id
      where t.clinic_id = ${view.clinic} and t.state <> 'closed' ${among(sql`t.id`, ids)}`);
    return new Map(rows.map((t): [string, QueueItem] => [t.id, fitted({
      p: t.patient_id, n: t.name, b: t.birth_date, l: t.subject, u: t.urgency.value, a: t.assignee_id, t: t.waiting_since, m: t.last_at, s: t.state,
    })]));
  },
};

/** V6: an item is an index entry of at most 200 bytes; the subject gives way first, and is whole in the thread. */
const QUEUE_ITEM_BYTES = 200;
const SHORTEST_LINE = 12;
const fits = (line: string): boolean => queueItem.shape.l.safeParse(line).success;
export function fitted(item: QueueItem): QueueItem {
  const letters = Array.from(new Intl.Segmenter().segment(item.l), ({ segment }) => segment);
  const shorten = (length: number): QueueItem => ({ ...item, l: letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : item.l });
  let length = Math.min(letters.length, 50);
  while (length > SHORTEST_LINE && Buffer.byteLength(JSON.stringify(shorten(length))) > QUEUE_ITEM_BYTES) length -= 1;
  // One letter of an eye may be a dozen of the shape's.
  while (length > 0 && !fits(shorten(length).l)) length -= 1;
  return shorten(length);
}

export const messageProjectors: SectionProjector[] = [
  threads, messages, marks('threads', 'marks'), archive('threads', ['threads', 'marks', 'messages']),
  triage, comments, marks('triage', 'seen'), misdirected, archive('triage', ['threads', 'seen', 'comments', 'misdirected']), queue,
];
