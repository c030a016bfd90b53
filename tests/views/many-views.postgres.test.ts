import { gzipSync } from 'node:zlib';
import * as Y from 'yjs';
import * as z from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { followRows } from '../../client/shared/sync/views/follow-rows.ts';
import { readFrame, type Frame } from '../../client/shared/sync/views/read-frame.ts';
import type { viewsAsked } from '../../schema/many-views.ts';
import { viewList, type Position } from '../../schema/sync.ts';
import { markOf } from '../../schema/view-mark.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openRecord, readWhole, sectionOf } from './open-record.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { first, say, seedRecord, target, threadsOf, type Person, type SmallRecord } from './small-record.ts';

let database: Database;
let record: SmallRecord;
let server: RunningServer;

async function askMany(person: Person, body: z.infer<typeof viewsAsked>): Promise<Frame> {
  const answer = await fetch(`${server.url}/api/views?account=${person.account}`, {
    method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', cookie: person.cookie },
  });
  const frame = answer.ok ? readFrame(await answer.arrayBuffer()) : null;
  if (!frame) throw new Error(`Answered ${answer.status}, or not in our shape`);
  return frame;
}
const listed = (): Promise<Response> => fetch(`${server.url}/api/views?account=${record.nurse.account}`, { headers: { cookie: record.nurse.cookie } });

describeEachDatabase('Many views in one exchange', (createTarget) => {
  beforeAll(async () => {
    database = await openRecord(await createTarget());
    record = await seedRecord(database, 4);
    server = await startServer(database, { timers: false });
    for (let i = 0; i < 20; i += 1) await database.transaction((tx) => say(tx, target(record), 'ü'.repeat(3500)));
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  it('[V8] rows of many views come in one exchange of 32 KB, in the order asked; what has no room is asked for again', async () => {
    const names = [0, 1, 2, 3].map((who) => threadsOf(record, who)).concat(`queue/${record.clinic}/messages`, 'threads/nobody');
    const came = new Map<string, Uint8Array[]>();
    const at = new Map<string, Position>();
    let left = names;
    let exchanges = 0;
    for (; left.length > 0 && exchanges < 40; exchanges += 1) {
      const answer = await askMany(record.nurse, { rows: { max: 1_000_000, of: left.map((name) => ({ name, ...(at.has(name) ? { at: at.get(name) } : {}) })) } });
      expect(answer.pages.flatMap(({ sizes }) => sizes).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(32 * 1024);
      const over = new Set(answer.words.refused.map(({ of }) => left[of]));
      expect([...over]).toEqual(left.includes('threads/nobody') && over.size > 0 ? ['threads/nobody'] : []);
      for (const { of, epoch, from, head, updates, more } of answer.pages) {
        const name = left[of] ?? '';
        expect(from).toBe(at.get(name)?.seq ?? 0);
        came.set(name, [...(came.get(name) ?? []), ...updates]);
        expect((await followRows(at.get(name) ?? null, updates)).at(-1)?.head ?? head).toBe(head);
        at.set(name, { epoch, seq: from + updates.length, head });
        if (!more) over.add(name);
      }
      left = left.filter((name) => !over.has(name));
    }
    expect(left).toEqual([]);
    for (const name of names.slice(0, 5)) {
      const doc = new Y.Doc();
      for (const update of came.get(name) ?? []) Y.applyUpdate(doc, update);
      const whole = await readWhole(server.projector, name);
      for (const section of ['messages', 'items']) expect(sectionOf(doc, section)).toEqual(sectionOf(whole.doc, section));
      expect(at.get(name)).toEqual(await server.projector.ensure(name));
    }
    expect((await askMany(record.nurse, { rows: { max: 32_768, of: names.slice(0, 5).map((name) => ({ name, at: at.get(name) })) } })).pages)
      .toMatchObject(names.slice(0, 5).map((_, of) => ({ of, reset: false, updates: [], more: false })));
  });

  it('[V8] [V4] what a device holds is told by marks: only what differs comes back, whoever moved', async () => {
    await listed();
    await server.projector.drain();
    const all = viewList.parse(await (await listed()).json()).views;
    const names = all.map(({ name }) => name).sort();
    const fresh = await askMany(record.nurse, { seen: '' });
    expect(fresh.words.list?.changed.map(({ name }) => name).sort()).toEqual(names);
    const seen = all.map(markOf).join('');
    expect((await askMany(record.nurse, { seen })).words.list).toEqual({ changed: [], gone: [] });
    await database.transaction((tx) => say(tx, target(record), 'one more'));
    await server.projector.drain();
    const moved = [threadsOf(record), `queue/${record.clinic}/messages`].sort();
    const after = (await askMany(record.nurse, { seen })).words.list;
    expect(after?.changed.map(({ name }) => name).sort()).toEqual(moved);
    expect(after?.gone.map((at) => all[at]?.name).sort()).toEqual(moved);
    // The same number in another history, as of a restored record, and a view that is no more listed.
    const forged = all.map((view) => (view.name === `person/${first(record).id}` ? { ...view, head: 'a'.repeat(12) } : view));
    const other = (await askMany(record.nurse, { seen: `${forged.map(markOf).join('')}AAAAAAAA` })).words.list;
    expect(other?.changed.map(({ name }) => name)).toContain(`person/${first(record).id}`);
    expect(other?.gone).toContain(all.length);
  });

  it('[V8] what asks for many views is bounded and read by its shape', async () => {
    const post = async (body: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${server.url}/api/views?account=${record.nurse.account}`, {
        method: 'POST', body: body as never, headers: { 'content-type': 'application/json', cookie: record.nurse.cookie, ...headers },
      });
      return `${answer.status} ${z.object({ code: z.string() }).parse(await answer.json()).code}`;
    };
    const of = (count: number): string => JSON.stringify({ rows: { max: 1, of: Array.from({ length: count }, () => ({ name: 'x' })) } });
    const packed = (text: string) => gzipSync(text) as unknown as string;
    const answers = await Promise.all([
      post(of(65)), post('{"seen":"short"}'), post(`{"seen":"${'A'.repeat(32_008)}"}`), post('{"rows":{"max":0,"of":[]}}'), post('{"rows":{"max":1,"of":[{"name":"x","at":{}}]}}'),
      post('no json'), post('{"seen":""}', { 'content-type': 'text/plain' }), post(`"${'x'.repeat(70_000)}"`),
      // Packed small, unpacked large.
      post(packed(`"${'x'.repeat(5_000_000)}"`), { 'content-encoding': 'gzip' }), post('not gzip', { 'content-encoding': 'gzip' }),
    ]);
    expect(answers).toEqual([
      ...Array.from({ length: 5 }, () => '400 http.notTheShape'), '400 http.brokenJson', '415 http.notJson', '413 http.tooLong', '413 http.tooLong', '400 http.brokenBody',
    ]);
  });
});
