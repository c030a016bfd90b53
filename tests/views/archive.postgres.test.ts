import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { archivedEntry, archiveEntry, pageEntry, PAGE_BYTES, sealedPage } from '../../schema/pages.ts';
import { viewName } from '../../schema/view-names.ts';
import { threadTouches } from '../../sync-server/shared/thread-touches.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { touch, wholeView, type Touch } from '../../sync-server/record/touch.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { writeThreads } from '../support/write-threads.ts';
import { openRecord, readWhole, sectionOf } from './open-record.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { at, first, say, seedRecord, target, threadsOf, type Person, type SmallRecord } from './small-record.ts';

const KB = 1024;
/** 2021. */
const SINCE = 1_609_459_200_000;

describeEachDatabase('Threads that leave their view', (createTarget) => {
  let database: Database;
  let server: RunningServer;
  let record: SmallRecord;
  beforeAll(async () => {
    database = await openRecord(await createTarget());
    server = await startServer(database, { timers: false });
  });
  beforeEach(async () => { record = await seedRecord(database, 2); });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const triageOf = (i = 0): string => viewName.triage(at(record.patients, i).id);
  const write = async (count: number, more: Partial<Parameters<typeof writeThreads>[1]> = {}): Promise<string[]> => {
    const ids = await writeThreads(database, { clinic: record.clinic, patient: first(record).id, readers: [first(record).account], count, messages: 3, comments: 2 * count, since: SINCE, staff: record.nurse.staff, ...more });
    await server.projector.drain();
    return ids;
  };
  const change = async (work: ReturnType<typeof sql>, touches: readonly Touch[]): Promise<void> => {
    await database.transaction(async (tx) => {
      await tx.query(work);
      await touch(tx, touches);
    });
    await server.projector.drain();
  };
  const ask = async (hash: string, view: string, person: Person): Promise<{ status: number; body: string }> => {
    const response = await fetch(`${server.url}/api/pages/${hash}?${new URLSearchParams({ view, account: person.account })}`, { headers: { cookie: person.cookie } });
    return { status: response.status, body: await response.text() };
  };

  interface Seen { readonly doc: Y.Doc; readonly bytes: number; readonly pages: ReadonlyMap<string, readonly string[]>; /** Section → ids, with those in pages. */ readonly all: Readonly<Record<string, readonly string[]>> }
  async function look(view: string): Promise<Seen> {
    await server.projector.ensure(view);
    const { doc } = await readWhole(server.projector, view);
    const names = view.startsWith('threads/') ? ['threads', 'marks', 'messages'] : ['threads', 'seen', 'comments', 'misdirected'];
    const all: Record<string, string[]> = Object.fromEntries(names.map((name) => [name, Object.keys(sectionOf(doc, name))]));
    const pages = new Map<string, string[]>();
    const stored = new Map((await database.query<{ hash: string; body: string }>(sql`select hash, body from view_page where view = ${view}`)).map(({ hash, body }) => [hash, body]));
    const open = (hash: string): unknown[] => {
      const body = stored.get(hash) ?? '';
      expect(createHash('sha256').update(body).digest('hex')).toBe(hash);
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(PAGE_BYTES);
      return sealedPage.parse(JSON.parse(body)).entries;
    };
    for (const [hash, listed] of Object.entries(sectionOf(doc, 'archive'))) {
      const page = archiveEntry.parse(listed);
      const entries = open(hash).map((entry) => archivedEntry.parse(entry));
      for (const { section, id } of entries) all[section]?.push(id);
      expect(entries.filter(({ section }) => section === 'threads')).toHaveLength(page.count);
      pages.set(hash, page.threads);
    }
    for (const [hash, listed] of Object.entries(sectionOf(doc, 'pages'))) {
      pageEntry.parse(listed);
      all['messages']?.push(...open(hash).map((entry) => (entry as { id: string }).id));
    }
    expect([...stored.keys()].toSorted()).toEqual([...Object.keys(sectionOf(doc, 'archive')), ...Object.keys(sectionOf(doc, 'pages'))].toSorted());
    return { doc, bytes: Y.encodeStateAsUpdate(doc).byteLength, pages, all: Object.fromEntries(Object.entries(all).map(([name, ids]) => [name, ids.toSorted()])) };
  }
  const idsOf = async (query: ReturnType<typeof sql>): Promise<string[]> => (await database.query<{ id: string }>(query)).map(({ id }) => id).toSorted();
  /** What the record has, section by section, as `look` tells it. */
  async function recorded(patient = first(record).id): Promise<Record<string, string[]>> {
    const [threads, messages, marks, comments] = await Promise.all([
      idsOf(sql`select id from thread where patient_id = ${patient}`),
      idsOf(sql`select m.id from message m join thread t on t.id = m.thread_id where t.patient_id = ${patient}`),
      idsOf(sql`select k.thread_id || '.' || k.reader as id from message_mark k join thread t on t.id = k.thread_id where t.patient_id = ${patient}`),
      idsOf(sql`select c.id from thread_comment c join thread t on t.id = c.thread_id where t.patient_id = ${patient}`),
    ]);
    return { threads, messages, marks, seen: marks, comments, misdirected: [] };
  }
  /** Each entry once: in the view, or in one page. */
  async function expectAll(): Promise<[Seen, Seen]> {
    const [threads, triage, want] = await Promise.all([look(threadsOf(record)), look(triageOf()), recorded()]);
    for (const [name, ids] of [...Object.entries(threads.all), ...Object.entries(triage.all)]) expect(ids, name).toEqual(want[name]);
    return [threads, triage];
  }
  const inView = ({ doc }: Seen): string[] => Object.keys(sectionOf(doc, 'threads'));

  it('[V6] five years of a busy patient: 600 threads, 6,000 messages, 1,500 comments; both views and their first sync stay small, and nothing is lost', async () => {
    for (const view of [threadsOf(record), triageOf()]) await server.projector.ensure(view);
    const reader = [first(record).account, record.colleague.account];
    const ids: string[] = [];
    for (const [count, years] of [[480, 0], [120, 4]] as const) ids.push(...await write(count, { messages: 10, comments: count * 2.5, readers: reader, since: SINCE + years * 365 * 86_400_000 }));
    const [threads, triage] = await expectAll();
    for (const [view, seen] of [[threadsOf(record), threads], [triageOf(), triage]] as const) {
      expect(seen.bytes, view).toBeLessThanOrEqual(256 * KB);
      const [log] = await database.query<{ widest: number; all: number }>(sql`
        select max(octet_length(l.update)) as widest, sum(octet_length(l.update))::bigint as all from view_log l join view v on v.name = l.view and v.epoch = l.epoch where l.view = ${view}`);
      expect(log?.widest, view).toBeLessThanOrEqual(32 * KB);
      expect(log?.all, `what a new device fetches of ${view}`).toBeLessThanOrEqual(4 * 256 * KB);
      await server.projector.rebuild(view);
      const { doc } = await readWhole(server.projector, view);
      expect(Y.encodeStateAsUpdate(doc).byteLength, view).toBeLessThanOrEqual(256 * KB);
      for (const section of ['threads', 'messages', 'comments', 'archive', 'pages']) expect(sectionOf(doc, section), `${view} ${section}`).toEqual(sectionOf(seen.doc, section));
    }
    // The two agree on what is in view, and it is the newest, with the one that is open.
    expect(inView(threads).toSorted()).toEqual(inView(triage).toSorted());
    expect(inView(threads)).toContain(target(record).thread);
    expect(inView(threads)).toEqual(expect.arrayContaining(ids.slice(-30)));
    expect(inView(threads).length).toBeLessThan(80);
  }, 120_000);

  it('[V6] one that is open or that somebody has not opened stays, however old; one that is written to comes back whole, and leaves again', async () => {
    const old = await write(20);
    const unread = await write(4, { readers: [], since: SINCE + 1000 });
    await write(60, { since: SINCE + 400 * 86_400_000 });
    const [threads] = await expectAll();
    expect(inView(threads)).toEqual(expect.arrayContaining([target(record).thread, ...unread]));
    expect(old.filter((id) => inView(threads).includes(id))).toEqual([]);

    const to = { ...target(record), thread: at(old, 3) };
    await database.transaction((tx) => say(tx, to, 'It is back'));
    await change(sql`update thread set state = 'open' where id = ${to.thread}`, threadTouches(to.clinic, to.patient, to.thread));
    const [awake, triage] = await expectAll();
    expect(inView(awake)).toContain(to.thread);
    expect(Object.values(sectionOf(awake.doc, 'messages')).filter((entry) => (entry as { thread: string }).thread === to.thread)).toHaveLength(4);
    expect(Object.values(sectionOf(triage.doc, 'comments')).filter((entry) => (entry as { thread: string }).thread === to.thread)).toHaveLength(2);
    // Its neighbours' pages alone were sealed anew.
    const kept = [...threads.pages].filter(([, ids]) => !ids.includes(to.thread)).map(([hash]) => hash);
    expect([...awake.pages.keys()]).toEqual(expect.arrayContaining(kept));

    await change(sql`update thread set state = 'closed', last_at = started_at where id = ${to.thread}`, threadTouches(to.clinic, to.patient, to.thread));
    const [asleep] = await expectAll();
    expect(inView(asleep)).not.toContain(to.thread);
    // Opened at last: nothing keeps it any more.
    await change(
      sql`insert into message_mark (thread_id, reader, name, on_device, opened) select id, ${first(record).account}, 'Somebody', last_seq, last_seq from thread where id in ${unread}`,
      [threadsOf(record), triageOf()].flatMap((view) => unread.map((id) => ({ view, section: view.startsWith('threads') ? 'marks' : 'seen', entry: `${id}.${first(record).account}` }))),
    );
    const [read] = await expectAll();
    expect(unread.filter((id) => inView(read).includes(id))).toEqual([]);
  }, 60_000);

  it('[V6] [V2] what changes in one that left is in its page; one that goes to another patient takes all with it', async () => {
    const old = await write(30);
    await write(60, { since: SINCE + 400 * 86_400_000 });
    const [, before] = await expectAll();
    const moved = at(old, 2);
    await change(sql`update thread set tags = '{"callback":{"value":true,"stamp":1,"by":"x"}}'::jsonb where id = ${moved}`, [{ view: triageOf(), section: 'threads', entry: moved }]);
    const [, after] = await expectAll();
    const changed = [...after.pages].filter(([hash]) => !before.pages.has(hash));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every(([, ids]) => ids.some((id) => before.pages.get(at([...before.pages].filter(([, of]) => of.includes(moved)), 0)[0])?.includes(id)))).toBe(true);

    await change(sql`update thread set patient_id = ${at(record.patients, 1).id} where id = ${moved}`, [threadsOf(record), triageOf(), threadsOf(record, 1), triageOf(1)].map(wholeView));
    await expectAll();
    const there = await look(threadsOf(record, 1));
    expect(there.all).toMatchObject({ threads: (await recorded(at(record.patients, 1).id))['threads'] });
    expect(JSON.stringify(await database.query(sql`select body from view_page where view in (${threadsOf(record)}, ${triageOf()})`))).not.toContain(moved);
    // A night later nothing differs from the record; what does is found, also where it has left.
    const [calm, same] = [await server.projector.ensure(threadsOf(record)), await server.projector.ensure(triageOf())];
    await server.projector.check();
    expect([await server.projector.ensure(threadsOf(record)), await server.projector.ensure(triageOf())]).toEqual([calm, same]);
    await database.query(sql`update message set text = 'changed behind its back' where thread_id = ${at(old, 5)} and seq = 1`);
    await server.projector.check();
    expect((await server.projector.ensure(threadsOf(record))).epoch).not.toBe(calm.epoch);
    expect(JSON.stringify(await database.query(sql`select body from view_page where view = ${threadsOf(record)}`))).toContain('changed behind its back');
    await expectAll();
  }, 60_000);

  it('[V6] [V5] a page of what staff decided is read under the right to that view alone', async () => {
    await write(90);
    const [own, staff] = [await look(threadsOf(record)), await look(triageOf())];
    const [theirs, hidden] = [at([...own.pages.keys()], 0), at([...staff.pages.keys()], 0)];
    const none = await ask('a'.repeat(64), threadsOf(record), first(record));
    expect(none.status).toBe(404);
    for (const [hash, view, person] of [
      [hidden, triageOf(), first(record)], [hidden, threadsOf(record), first(record)], [theirs, threadsOf(record), at(record.patients, 1)], [theirs, threadsOf(record), record.elsewhere.nurse],
      [hidden, triageOf(), record.elsewhere.nurse], [theirs, triageOf(), record.nurse], [hidden, threadsOf(record), record.nurse],
    ] as const) expect(await ask(hash, view, person), `${view} ${hash.slice(0, 6)}`).toEqual(none);
    expect((await ask(hidden, triageOf(), record.nurse)).status).toBe(200);
    await database.query(sql`update staff set roles = '{live_coordinator}' where id = ${record.nurse.staff}`);
    expect(await ask(hidden, triageOf(), record.nurse)).toEqual(none);
  });
});
