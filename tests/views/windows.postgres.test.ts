import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { messageEntry, type MessageEntry } from '../../schema/messages.ts';
import { PAGE_BYTES, pageEntry, sealedPage, type PageEntry } from '../../schema/pages.ts';
import { messageTouch } from '../../sync-server/shared/thread-touches.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { touch, wholeView } from '../../sync-server/record/touch.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { writeMessages } from '../support/write-messages.ts';
import { openRecord, readWhole, sectionOf } from './open-record.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { at, first, insertThread, seedRecord, target, threadsOf, type Person, type SmallRecord } from './small-record.ts';

describeEachDatabase('Windows of views', (createTarget) => {
  let database: Database;
  let server: RunningServer;
  let record: SmallRecord;
  beforeAll(async () => {
    database = await openRecord(await createTarget());
    server = await startServer(database, { timers: false });
  });
  beforeEach(async () => { record = await seedRecord(database, 3); });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function write(count: number, to = target(record), words?: (seq: number) => string): Promise<void> {
    await writeMessages(database, to, count, words);
    await server.projector.drain();
  }

  const ask = (hash: string, view = threadsOf(record), person: Person | null = first(record)): Promise<Response> =>
    fetch(`${server.url}/api/pages/${hash}?${new URLSearchParams({ view, ...(person ? { account: person.account } : {}) })}`, { headers: person ? { cookie: person.cookie } : {} });

  interface Seen { doc: Y.Doc; window: MessageEntry[]; pages: (PageEntry & { hash: string; entries: MessageEntry[] })[] }
  async function look(view = threadsOf(record), person: Person = first(record)): Promise<Seen> {
    const { doc } = await readWhole(server.projector, view);
    const window = Object.values(sectionOf(doc, 'messages')).map((entry) => messageEntry.parse(entry));
    const listed = Object.entries(sectionOf(doc, 'pages')).map(([hash, entry]) => ({ hash, ...pageEntry.parse(entry) }));
    const pages = await Promise.all(listed.toSorted((a, b) => (a.thread < b.thread ? -1 : a.thread > b.thread ? 1 : a.from - b.from)).map(async (page) => {
      const body = await (await ask(page.hash, view, person)).text();
      expect(createHash('sha256').update(body).digest('hex')).toBe(page.hash);
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(PAGE_BYTES);
      const read = sealedPage.parse(JSON.parse(body));
      expect([read.section, read.group, read.entries.length]).toEqual(['messages', page.thread, page.count]);
      return { ...page, entries: read.entries.map((entry) => messageEntry.parse(entry)) };
    }));
    return { doc, window, pages };
  }
  const numbers = ({ window, pages }: Seen, thread = target(record).thread): string => ranges([
    ...pages.filter((page) => page.thread === thread).flatMap(({ entries }) => entries.map(({ seq }) => seq)),
    ...window.filter((message) => message.thread === thread).map(({ seq }) => seq).toSorted((a, b) => a - b),
  ]);
  /** Small enough to read when it fails. */
  const ranges = (all: readonly number[]): string => all.map((seq, i) => `${all[i - 1] === seq - 1 ? '' : `,${seq}`}${all[i + 1] === seq + 1 ? '' : `-${seq}`}`).join('').slice(1);
  const upTo = (count: number): string => `1-${count}`;
  const stored = async (view = threadsOf(record)): Promise<string[]> => (await database.query<{ hash: string }>(sql`select hash from view_page where view = ${view} order by hash`)).map(({ hash }) => hash);

  it('[V6] a thread of 5,000 messages: the view stays small, and window and pages together say each message exactly once, in order', async () => {
    await server.projector.ensure(threadsOf(record));
    for (const count of [249, 250, 250, 250, 1000, 1000, 1000, 1000]) await write(count);
    const seen = await look();
    expect(numbers(seen)).toEqual(upTo(5000));
    expect(Y.encodeStateAsUpdate(seen.doc).byteLength).toBeLessThanOrEqual(256 * 1024);
    expect(seen.window.length).toBeGreaterThan(100);
    expect(await stored()).toEqual(seen.pages.map(({ hash }) => hash).toSorted());
    const [widest] = await database.query<{ bytes: number }>(sql`select max(octet_length(update)) as bytes from view_log where view = ${threadsOf(record)}`);
    expect(widest?.bytes).toBeLessThanOrEqual(32 * 1024);
    // The same record gives the same view, whatever way it came there (V2).
    await server.projector.rebuild(threadsOf(record));
    const anew = await look();
    expect(sectionOf(anew.doc, 'messages')).toEqual(sectionOf(seen.doc, 'messages'));
    expect(sectionOf(anew.doc, 'pages')).toEqual(sectionOf(seen.doc, 'pages'));
  }, 120_000);

  it('[V6] one more message moves one page at most, and a change of a sealed message only its own page', async () => {
    await server.projector.ensure(threadsOf(record));
    await write(700);
    const before = await look();
    for (let i = 0; i < 3; i += 1) await write(1);
    const after = await look();
    expect(numbers(after)).toEqual(upTo(704));
    const kept = new Set(after.pages.map(({ hash }) => hash));
    expect(before.pages.every(({ hash }) => kept.has(hash))).toBe(true);
    expect(after.pages.length - before.pages.length).toBeLessThanOrEqual(1);

    const old = at(at(after.pages, 1).entries, 3);
    await database.transaction(async (tx) => {
      await tx.query(sql`update message set text = 'taken back' where id = ${old.id}`);
      await touch(tx, [messageTouch(target(record).patient, old.id)]);
    });
    await server.projector.drain();
    const changed = await look();
    expect(changed.pages.filter(({ hash }) => !kept.has(hash)).map(({ from, to }) => [from, to])).toEqual([[at(after.pages, 1).from, at(after.pages, 1).to]]);
    expect(changed.pages.flatMap(({ entries }) => entries).find(({ id }) => id === old.id)?.text).toBe('taken back');
    // V4: what a page no longer says is in no page any more.
    expect(await stored()).toEqual(changed.pages.map(({ hash }) => hash).toSorted());
    expect((await ask(at(after.pages, 1).hash)).status).toBe(404);
  });

  it('[V6] an old thread that is written to again comes back; one that went to another patient leaves no page behind', async () => {
    await server.projector.ensure(threadsOf(record));
    await write(40);
    const busy = { ...target(record), thread: await database.transaction((tx) => insertThread(tx, record.clinic, target(record).patient)) };
    await write(600, busy);
    const asleep = await look();
    expect(asleep.window.some(({ thread }) => thread === target(record).thread)).toBe(false);
    expect(numbers(asleep)).toEqual(upTo(41));
    await write(1);
    const awake = await look();
    expect(numbers(awake)).toEqual(upTo(42));
    expect(awake.window.filter(({ thread }) => thread === target(record).thread)).toHaveLength(42);
    expect(numbers(awake, busy.thread)).toEqual(upTo(601));

    const to = target(record, 1);
    await database.transaction(async (tx) => {
      await tx.query(sql`update thread set patient_id = ${to.patient} where id = ${busy.thread}`);
      await touch(tx, [wholeView(threadsOf(record)), wholeView(threadsOf(record, 1))]);
    });
    await server.projector.ensure(threadsOf(record, 1));
    await server.projector.drain();
    expect(numbers(await look(threadsOf(record, 1), at(record.patients, 1)), busy.thread)).toEqual(upTo(601));
    expect((await look()).pages).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it('[V6] words that take six times the room as JSON are in pages of at most 64 KB all the same, and rows in 32 KB', async () => {
    await server.projector.ensure(threadsOf(record));
    await write(60, target(record), (i) => `${i} ${(i % 2 === 0 ? '\u0001' : '蜂').repeat(7900)}`);
    expect(numbers(await look())).toEqual(upTo(61));
    const [widest] = await database.query<{ bytes: number }>(sql`select max(octet_length(update)) as bytes from view_log where view = ${threadsOf(record)}`);
    expect(widest?.bytes).toBeLessThanOrEqual(32 * 1024);
  });

  it('[V6] [V5] a page is given to whoever may read its view at that moment; everybody else hears what they hear of a page that does not exist', async () => {
    await server.projector.ensure(threadsOf(record));
    await server.projector.ensure(threadsOf(record, 1));
    await write(600);
    await write(600, target(record, 1));
    const { hash } = at((await look()).pages, 0);
    const foreign = at((await look(threadsOf(record, 1), at(record.patients, 1))).pages, 0).hash;
    const strange = `threads/${record.elsewhere.patient}`;
    const none = await ask('a'.repeat(64));
    const nothing = [none.status, await none.text()];
    expect(nothing).toEqual([404, expect.stringContaining('page.unknown')]);
    const tell = async (answer: Promise<Response>): Promise<unknown[]> => [(await answer).status, await (await answer).text()];
    for (const [person, view, name] of [
      [at(record.patients, 1), threadsOf(record), hash], [record.elsewhere.nurse, threadsOf(record), hash], [first(record), threadsOf(record, 1), foreign],
      // Another patient's page under one's own view, and one's own under another's.
      [first(record), threadsOf(record), foreign], [first(record), threadsOf(record, 1), hash], [record.nurse, strange, hash], [record.elsewhere.nurse, strange, hash],
      [first(record), threadsOf(record), `${hash}0`], [first(record), threadsOf(record), hash.toUpperCase()], [first(record), `person/${first(record).id}`, hash], [first(record), '__proto__', hash],
    ] as const) expect(await tell(ask(name, view, person)), `${view} ${name.slice(0, 6)}`).toEqual(nothing);
    expect((await ask(hash, threadsOf(record), null)).status).toBe(401);

    const given = await ask(hash, threadsOf(record), record.nurse);
    expect([given.status, given.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const audit = await database.query(sql`select 1 from audit where action = 'view.open' and account_id = ${record.nurse.account} and subject = ${threadsOf(record)}`);
    expect(audit).toHaveLength(1);
    await database.query(sql`update staff set roles = '{live_coordinator}' where id = ${record.nurse.staff}`);
    expect(await tell(ask(hash, threadsOf(record), record.nurse))).toEqual(nothing);
  });
});
