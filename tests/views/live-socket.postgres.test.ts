import type { HookName } from '@hocuspocus/server';
import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { viewAddress, ZERO_HEAD, type Position } from '../../schema/sync.ts';
import { viewMeta } from '../../schema/views.ts';
import { createMetrics } from '../../sync-server/http/metrics.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { endSessions } from '../../sync-server/identity/end-sessions.ts';
import { grantChanged } from '../../sync-server/identity/grants.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { judgeAgain, touch } from '../../sync-server/record/touch.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openRecord, readWhole, textsOf } from './open-record.ts';
import { frame, RawSocket, until } from './raw-socket.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { at, first, say, seedRecord, target, threadsOf, type Person, type SmallRecord } from './small-record.ts';

let database: Database;
let record: SmallRecord;
const servers: RunningServer[] = [];
const sockets: RawSocket[] = [];

beforeEach(async () => { record = await seedRecord(database); });
afterEach(async () => {
  await Promise.all(sockets.splice(0).map((socket) => socket.end()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: Parameters<typeof startServer>[1] = {}, on = database): Promise<RunningServer> {
  const server = await startServer(on, { timers: false, ...options });
  servers.push(server);
  return server;
}

async function watch(server: RunningServer, view = threadsOf(record), person: Person = first(record)): Promise<RawSocket> {
  const socket = new RawSocket(server.url, person);
  sockets.push(socket);
  await socket.opened();
  const position = await server.projector.ensure(view);
  expect(await socket.openView(view, start0(position))).toBeNull();
  return socket;
}
const start0 = (position: Position): Position => ({ ...position, seq: 0, head: ZERO_HEAD });
const speak = (text: string, i = 0) => database.transaction((tx) => say(tx, target(record, i), text));

/** Whoever may read their own thread as a carer: revoking takes reading away without ending the session. */
async function carer(): Promise<{ person: Person; revoke(): Promise<void> }> {
  const person = at(record.patients, 1);
  await database.query(sql`
    insert into proxy_grant (id, clinic_id, patient_id, account_id, relation, scopes, colour)
    values (${person.account}, ${record.clinic}, ${first(record).id}, ${person.account}, 'mother', '{messages}', 1)`);
  return {
    person,
    revoke: () => database.transaction(async (tx) => {
      await tx.query(sql`update proxy_grant set revoked_at = now() where id = ${person.account}`);
      await grantChanged(tx, person.account);
    }),
  };
}

describeEachDatabase('Views live', (createTarget) => {
  beforeAll(async () => { database = await openRecord(await createTarget()); });
  afterAll(() => database.close());

  it('[V3] every row is followed by its position, and meta agrees', async () => {
    const server = await start();
    const device = await watch(server);
    for (let i = 0; i < 5; i += 1) {
      await speak(`words ${i}`);
      await server.projector.drain();
    }
    const { position } = await readWhole(server.projector, threadsOf(record));
    await until(() => device.positions.at(-1)?.seq === position.seq);
    expect(device.positions.map((it) => it.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(device.positions.at(-1)?.head).toBe(position.head);
    expect(viewMeta.parse(device.doc.getMap('meta').toJSON()).seq).toBe(position.seq);
    expect(textsOf(device.doc)).toHaveLength(6);
    expect(device.positions.every((it) => it.lag < 5000)).toBe(true);
  });

  it('[V3] rows another instance wrote arrive by its hint, and without hints by the poll', async () => {
    const deaf: Database = { ...database, listen: () => Promise.resolve(() => Promise.resolve()), notify: () => Promise.resolve() };
    const writer = await start();
    const reader = await start();
    const deafReader = await start({}, deaf);
    const heard = await watch(reader);
    const polled = await watch(deafReader);
    const began = Date.now();
    await speak('from the other instance');
    await writer.projector.drain();
    await until(() => textsOf(heard.doc).includes('from the other instance'));
    expect(Date.now() - began).toBeLessThan(1500);
    await until(() => textsOf(polled.doc).includes('from the other instance'));
    const { position } = await readWhole(writer.projector, threadsOf(record));
    expect([heard.positions.at(-1)?.head, polled.positions.at(-1)?.head]).toEqual([position.head, position.head]);
  });

  it('[V4] a view that begins a new epoch closes its readers and turns the old address away', async () => {
    const server = await start();
    const device = await watch(server);
    const before = await server.projector.ensure(threadsOf(record));
    await server.projector.rebuild(threadsOf(record));
    await until(() => device.endings.length > 0);
    expect(device.endings).toEqual([{ address: viewAddress(threadsOf(record), before.epoch), reason: '4409' }]);
    device.endings.length = 0;
    expect(await device.openView(threadsOf(record), before)).toBe('4409');
    expect(await device.openView(threadsOf(record), start0(await server.projector.ensure(threadsOf(record))), new Y.Doc())).toBeNull();
  });

  it('[V4] notices that the database went back in time under an open view', async () => {
    const server = await start();
    const device = await watch(server);
    await speak('will be forgotten');
    await server.projector.drain();
    await until(() => textsOf(device.doc).includes('will be forgotten'));
    // What a restore does to this view: its last row and what it told are gone.
    await database.transaction(async (tx) => {
      await tx.query(sql`delete from view_log where view = ${threadsOf(record)} and seq = 2`);
      await tx.query(sql`update view set seq = 1, head = (select head from view_log where view = ${threadsOf(record)}) where name = ${threadsOf(record)}`);
      await tx.query(sql`delete from message where text = 'will be forgotten'`);
    });
    await until(() => device.endings.length > 0);
    expect(device.endings[0]?.reason).toBe('4409');
    await speak('instead');
    await server.projector.drain();
    const { doc, position } = await readWhole(server.projector, threadsOf(record));
    expect(textsOf(doc)).toEqual(['first words', 'instead']);
    expect(position.seq).toBe(2);
  });

  it('[V5] judges every reader before the row of a grant change, and sends nothing after it to who may not', async () => {
    const server = await start();
    const { person, revoke } = await carer();
    const kept = await watch(server);
    const lost = await watch(server, threadsOf(record), person);
    await revoke();
    await speak('not for the carer');
    await server.projector.drain();
    await until(() => textsOf(kept.doc).includes('not for the carer') && lost.endings.length > 0);
    expect(lost.endings[0]?.reason).toBe('4403');
    expect(textsOf(lost.doc)).toEqual(['first words']);
    expect(lost.received.some((bytes) => Buffer.from(bytes).includes('not for the carer'))).toBe(false);
    expect(lost.positions).toHaveLength(1);
    lost.endings.length = 0;
    expect(await lost.openView(threadsOf(record), start0(await server.projector.ensure(threadsOf(record))))).toBe('4403');
  });

  it('[V5] whoever connects while a grant ends hears nothing from after it', async () => {
    // The record is asked slowly, so that the grant ends between the judging at the door and the one inside.
    let slow: Promise<void> = Promise.resolve();
    const server = await start({
      readActor: async (q, account) => {
        const actor = await readActor(q, account);
        if (!('inTransaction' in q)) await slow;
        return actor;
      },
    });
    const { person, revoke } = await carer();
    const position = await server.projector.ensure(threadsOf(record));
    for (let round = 0; round < 5; round += 1) {
      await database.query(sql`update proxy_grant set revoked_at = null where id = ${person.account}`);
      let release = (): void => undefined;
      slow = new Promise((resolve) => { release = resolve; });
      const socket = new RawSocket(server.url, person);
      sockets.push(socket);
      await socket.opened();
      const opening = socket.openView(threadsOf(record), start0(position));
      await until(async () => (await database.query(sql`select 1 from audit where account_id = ${person.account} and action = 'view.open'`)).length === round + 1);
      await revoke();
      await speak(`after the end ${round}`);
      const drained = server.projector.drain();
      setTimeout(release, 20 * round);
      await drained;
      // Answered with what was before the end, perhaps; closed in any case.
      await opening;
      await until(() => socket.endings.some((ending) => ending.reason === '4403'));
      expect(textsOf(socket.doc)).not.toContain(`after the end ${round}`);
      expect(socket.received.some((bytes) => Buffer.from(bytes).includes(`after the end ${round}`))).toBe(false);
    }
  });

  it('[V5] a record that cannot be asked closes without telling a device to drop anything', async () => {
    let broken = false;
    const server = await start({ readActor: (q, account) => (broken ? Promise.reject(new Error('away')) : readActor(q, account)) });
    const device = await watch(server);
    broken = true;
    await database.transaction((tx) => touch(tx, [judgeAgain(threadsOf(record))]));
    await server.projector.drain();
    await until(() => device.endings.length > 0);
    expect(device.endings[0]?.reason).toBe('tryAgain');
  });

  it('[V5] a session that ends takes its sockets with it, and no other', async () => {
    const server = await start();
    const gone = await watch(server);
    const stays = await watch(server, threadsOf(record), record.nurse);
    await database.transaction((tx) => endSessions(tx, first(record).account, 'account'));
    await until(() => gone.closed !== null, 2000);
    expect(gone.closed).toEqual({ code: 4401, reason: 'account' });
    expect(stays.closed).toBeNull();
  });

  it('[V1] no hook of ours can end the process or let anybody in', async () => {
    const names: HookName[] = ['onAuthenticate', 'onLoadDocument', 'beforeHandleMessage', 'afterHandleMessage', 'beforeHandleAwareness', 'onDisconnect'];
    const thrown = new Set<HookName>();
    const asked: HookName[] = [];
    let throwing: HookName | null = null;
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const server = await start({
      onHook: (name) => {
        asked.push(name);
        if (name !== throwing) return;
        thrown.add(name);
        throw new Error(`thrown in ${name}`);
      },
    });
    const position = await server.projector.ensure(threadsOf(record));
    for (const name of names) {
      throwing = name;
      asked.length = 0;
      const socket = new RawSocket(server.url, first(record));
      sockets.push(socket);
      await socket.opened();
      const reason = await socket.openView(threadsOf(record), start0(position));
      if (name === 'afterHandleMessage' || name === 'onDisconnect' || name === 'beforeHandleAwareness') socket.send(frame(viewAddress(threadsOf(record), position.epoch), [7]));
      else expect({ name, refused: reason === 'tryAgain' || reason === '1011', texts: textsOf(socket.doc) }).toEqual({ name, refused: true, texts: [] });
      await new Promise((resolve) => setTimeout(resolve, 50));
      // What refuses lets nothing after it happen.
      if (name === 'onAuthenticate') expect(asked).not.toContain('onLoadDocument');
      if (name === 'onLoadDocument') expect(asked).not.toContain('beforeHandleMessage');
      if (name === 'beforeHandleMessage') expect(asked).not.toContain('afterHandleMessage');
      throwing = null;
      await socket.end();
    }
    const after = await watch(server);
    expect(textsOf(after.doc)).toEqual(['first words']);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
    // No awareness gets past the gate, so its hook is never asked.
    expect([...thrown].sort()).toEqual(names.filter((name) => name !== 'beforeHandleAwareness').sort());
  });

  it('[V8] answers a first sync to many at once and forgets a view when the last has left', async () => {
    const gauges = new Map<string, () => number>();
    const { count } = createMetrics();
    const server = await start({ metrics: { count, gauge: (name, _help, read) => void gauges.set(name, read) } });
    const devices = await Promise.all(Array.from({ length: 12 }, () => watch(server)));
    await speak('to all');
    await server.projector.drain();
    await until(() => devices.every((device) => textsOf(device.doc).includes('to all')));
    expect([gauges.get('outpost_view_sockets')?.(), gauges.get('outpost_view_documents')?.()]).toEqual([12, 1]);
    await Promise.all(devices.map((device) => device.end()));
    await until(() => gauges.get('outpost_view_sockets')?.() === 0 && gauges.get('outpost_view_documents')?.() === 0);
    await speak('to nobody');
    await server.projector.drain();
    const late = await watch(server);
    expect(textsOf(late.doc)).toContain('to nobody');
  });
});
