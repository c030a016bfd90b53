import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { viewName } from '../../schema/view-names.ts';
import { createDocStore } from '../../client/shared/local/doc-store.ts';
import { grantChanged } from '../../sync-server/identity/grants.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { readFrame } from '../../sync-server/views/frame-gate.ts';
import { addressOf, newDisk, openDevice, openDisk, readDisk, shows, texts, type Device, type DeviceOptions } from './device.ts';
import { openLine, type Line } from './line.ts';
import { openMemoryRecord, readWhole, sectionOf } from './open-record.ts';
import { until } from './raw-socket.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { at, first, say, seedRecord, target, threadsOf, type Person, type SmallRecord } from './small-record.ts';

let database: Database;
let record: SmallRecord;
let server: RunningServer;
let line: Line;
const devices: Device[] = [];

beforeAll(async () => { database = await openMemoryRecord(); });
beforeEach(async () => {
  record = await seedRecord(database);
  server = await startServer(database);
  line = await openLine(server.url);
});
afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.close()));
  await line.close();
  await server.close();
});

function start(options: DeviceOptions & { person?: Person } = {}): Device {
  const device = openDevice(line.url, options.person ?? first(record), options);
  devices.push(device);
  return device;
}
async function stop(device: Device): Promise<void> {
  devices.splice(devices.indexOf(device), 1);
  await device.close();
}
const speak = async (text: string, i = 0) => {
  await database.transaction((tx) => say(tx, target(record, i), text));
  await server.projector.drain();
};
const view = () => threadsOf(record);
const disk = (device: Device, name = view(), person: Person = first(record)) => readDisk(device.disk, person.account, name);

describe('Views on a device', () => {
  it('[V8] fetches everything listed, shows it, and shows it again without a line', async () => {
    await speak('kept');
    const device = start();
    await device.views.refresh();
    expect([...(device.views.list() ?? [])].sort()).toEqual([...await device.views.held()].sort());
    expect(await device.views.held()).toContain(view());
    await stop(device);
    line.cut();
    const again = start({ disk: device.disk });
    const open = again.views.open(view());
    await shows(open, 'kept');
    expect(open.freshness()).toMatchObject({ kind: 'asOf' });
    expect(open.position()).toMatchObject({ seq: (await server.projector.ensure(view())).seq });
  });

  it('[V1] receives by socket, keeps every row with its position, and sends nothing but what the gate lets through', async () => {
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    for (let i = 0; i < 5; i += 1) await speak(`live ${i}`);
    await shows(open, 'live 4');
    expect(open.freshness()).toEqual({ kind: 'live' });
    const whole = await readWhole(server.projector, view());
    await until(async () => (await disk(device))?.head === whole.position.head);
    expect((await disk(device))?.sections['messages']).toEqual(sectionOf(whole.doc, 'messages'));
    expect(device.sent.length).toBeGreaterThan(2);
    expect(device.sent.map((bytes) => readFrame(bytes).kind)).not.toContain('bad');
    expect(await database.query(sql`select 1 from security_event where account_id = ${first(record).account}`)).toEqual([]);
  });

  it('[V7] says as of when, once the line is gone, and is live again by itself when it is back', async () => {
    const device = start();
    const open = device.views.open(view());
    expect(open.freshness()).toEqual({ kind: 'none' });
    await until(() => open.freshness().kind === 'live');
    line.cut();
    await until(() => open.freshness().kind === 'asOf');
    expect(Math.abs((open.freshness() as { at: number }).at - Date.now())).toBeLessThan(8000);
    await speak('while away');
    await until(() => device.contacts.at(-1)?.kind === 'noAnswer');
    line.restore();
    await shows(open, 'while away');
    await until(() => open.freshness().kind === 'live', 15_000);
  });

  it('[V7] is not live while the projector is late', async () => {
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    const { lag } = server.projector;
    server.projector.lag = () => 9000;
    await until(() => open.freshness().kind === 'asOf');
    server.projector.lag = lag;
    await until(() => open.freshness().kind === 'live');
  });

  it('[V7] notices a line that is silent though nobody closed it, within 25 s', async () => {
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    line.silence();
    device.clock += 15_000;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(open.freshness()).toEqual({ kind: 'live' });
    device.clock += 7_000;
    await until(() => open.freshness().kind === 'asOf', 3000);
    line.restore();
    await speak('after the silence');
    await until(() => texts(open).includes('after the silence') && open.freshness().kind === 'live', 15_000);
  });

  it('[V8] lives by HTTP alone where sockets are blocked', async () => {
    const device = start({ sockets: false });
    const open = device.views.open(view());
    await shows(open, 'first words');
    await speak('by asking');
    await device.views.refresh();
    expect(texts(open)).toContain('by asking');
    expect(open.freshness().kind).toBe('asOf');
    expect(await database.query(sql`select 1 from audit where account_id = ${first(record).account} and subject = ${view()} and detail->>'by' = 'screen'`)).toHaveLength(1);
  });

  it('[V8] a first sync of 256 KB over a slow line that is cut three times goes on where it was: at most 5 % comes twice', async () => {
    for (let i = 0; i < 76; i += 1) await database.transaction((tx) => say(tx, target(record), `${i} ${'ü'.repeat(1700)}`));
    await server.projector.ensure(view());
    const arrived = new Map<string, number>();
    let [cuts, lost, answered] = [0, 0, 0];
    const disk = newDisk();
    // 50 kbit/s and 800 ms, by the device's clock.
    const slow = (device: () => Device): typeof fetch => async (input, init) => {
      const response = await fetch(input, init);
      const body = await response.text();
      device().clock += 800 + body.length / 6.25;
      if (!addressOf(input).includes(`/${view()}?`)) return new Response(body, response);
      const { rows } = JSON.parse(body) as { rows: { head: string; update: string }[] };
      answered += 1;
      if (answered % 10 === 5 && cuts < 3) {
        cuts += 1;
        // It goes in the middle of a page, on average.
        lost += rows.reduce((sum, row) => sum + row.update.length, 0) / 2;
        throw new TypeError('the line went');
      }
      for (const row of rows) {
        expect(arrived.has(row.head)).toBe(false);
        arrived.set(row.head, row.update.length);
      }
      return new Response(body, response);
    };
    for (let tries = 0; tries < 4; tries += 1) {
      const device: Device = start({ disk, sockets: false, fetch: slow(() => device) });
      await device.views.refresh();
      await stop(device);
    }
    const held = await readDisk(disk, first(record).account, view());
    expect([cuts, Object.keys(held?.sections['messages'] ?? {}).length]).toEqual([3, 77]);
    const once = [...arrived.values()].reduce((sum, size) => sum + size, 0);
    expect(once).toBeGreaterThan(256 * 1024);
    expect(lost / once).toBeLessThan(0.05);
  });

  it.each([['with a socket', true], ['by HTTP alone', false]])('[V4] %s it loads anew after a rebuild, deleted state and a restored record', async (_how, sockets) => {
    const device = start({ sockets });
    const open = device.views.open(view());
    await shows(open, 'first words');
    const same = async (): Promise<void> => {
      await until(async () => {
        if (!sockets) await device.views.refresh();
        await server.projector.ensure(view());
        const whole = await readWhole(server.projector, view());
        const held = await disk(device);
        return held?.head === whole.position.head && held.epoch === whole.position.epoch && JSON.stringify(texts(open)) === JSON.stringify(texts(held.sections));
      }, 15_000);
      expect((await disk(device))?.sections['messages']).toEqual(sectionOf((await readWhole(server.projector, view())).doc, 'messages'));
    };
    await server.projector.rebuild(view());
    await same();

    await database.query(sql`delete from view where name = ${view()}`);
    await speak('after the state was deleted');
    await same();
    await shows(open, 'after the state was deleted');

    await speak('told, then forgotten');
    await shows2(device, open, 'told, then forgotten', sockets);
    await forgetLastRow();
    await speak('another history');
    await same();
    expect(texts(open)).not.toContain('told, then forgotten');
    expect(texts(open)).toContain('another history');
  });

  async function shows2(device: Device, open: Parameters<typeof shows>[0], text: string, sockets: boolean): Promise<void> {
    if (!sockets) await device.views.refresh();
    await shows(open, text);
    const whole = await readWhole(server.projector, view());
    await until(async () => (await disk(device))?.head === whole.position.head);
  }
  /** As a restored backup: the last row of the view and what it told are gone; the epoch and the sequence are as they were. */
  async function forgetLastRow(): Promise<void> {
    await database.transaction(async (tx) => {
      await tx.query(sql`delete from view_log where view = ${view()} and seq = (select seq from view where name = ${view()})`);
      await tx.query(sql`update view set seq = seq - 1, head = (select head from view_log l where l.view = view.name and l.epoch = view.epoch and l.seq = view.seq - 1) where name = ${view()}`);
      await tx.query(sql`delete from message where text = 'told, then forgotten'`);
    });
  }

  it.each([['with a socket', true], ['by HTTP alone', false]])('[V5] %s it drops what it may no longer read', async (_how, sockets) => {
    const carer = at(record.patients, 1);
    await database.query(sql`
      insert into proxy_grant (id, clinic_id, patient_id, account_id, relation, scopes, colour)
      values (${carer.account}, ${record.clinic}, ${first(record).id}, ${carer.account}, 'mother', '{messages}', 1)`);
    const device = start({ person: carer, sockets });
    const open = device.views.open(view());
    await shows(open, 'first words');
    await device.views.refresh();
    await database.transaction(async (tx) => {
      await tx.query(sql`update proxy_grant set revoked_at = now() where id = ${carer.account}`);
      await grantChanged(tx, carer.account);
    });
    await speak('not for the carer');
    await until(async () => {
      if (!sockets) await device.views.refresh();
      return open.refused();
    });
    expect(open.sections()).toBeNull();
    expect(await disk(device, view(), carer)).toBeNull();
    await device.views.refresh();
    expect(await device.views.held()).not.toContain(viewName.person(first(record).id));
    expect(await device.views.held()).toContain(threadsOf(record, 1));
  });

  it('[V8] two tabs store each row once, and each goes on when the other is killed', async () => {
    const one = start();
    const two = start({ disk: one.disk });
    const [a, b] = [one.views.open(view()), two.views.open(view())];
    await until(() => a.freshness().kind === 'live' && b.freshness().kind === 'live', 15_000);
    for (let i = 0; i < 12; i += 1) await speak(`both ${i}`);
    await until(() => [a, b].every((open) => texts(open).includes('both 11')));
    await stop(two);
    for (let i = 0; i < 3; i += 1) await speak(`alone ${i}`);
    await shows(a, 'alone 2');
    const three = start({ disk: one.disk });
    const c = three.views.open(view());
    await shows(c, 'alone 2');
    const whole = await readWhole(server.projector, view());
    await until(async () => (await disk(one))?.head === whole.position.head);
    expect((await disk(one))?.sections['messages']).toEqual(sectionOf(whole.doc, 'messages'));
  });

  it('[V4] a copy whose rows do not lead to its position is dropped and fetched again', async () => {
    const device = start({ sockets: false });
    await device.views.refresh();
    await speak('more');
    await device.views.refresh();
    await stop(device);
    const broken = openDisk(device.disk, first(record).account);
    await broken.viewRows.where('view').equals(view()).and((row) => row.seq === 1).delete();
    await broken.snapshots.delete(view());
    broken.close();
    const again = start({ disk: device.disk, sockets: false });
    const open = again.views.open(view());
    await shows(open, 'more');
    expect(texts(open)).toEqual(['first words', 'more']);
    expect((await disk(again))?.sections['messages']).toEqual(open.sections()?.['messages']);
  });

  it('[V4] a page that was altered on its way is not taken', async () => {
    const alter: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!addressOf(input).includes(`/${view()}?`)) return response;
      const body = JSON.parse(await response.text()) as { rows: { update: string }[] };
      const row = at(body.rows, 0);
      row.update = `${row.update.slice(0, -8)}AAAAAAA=`;
      return Response.json(body);
    };
    const device = start({ sockets: false, fetch: alter });
    const open = device.views.open(view());
    await device.views.refresh();
    expect(open.sections()).toBeNull();
    expect(await disk(device)).toBeNull();
    expect(device.contacts).toContainEqual({ kind: 'notOurs' });
  });

  it('[V8] a captive portal, a broken gateway and a foreign 404 are not our server: nothing is dropped', async () => {
    const device = start({ sockets: false });
    await device.views.refresh();
    const held = await device.views.held();
    await stop(device);
    const answers: [() => Response, string][] = [
      [() => new Response('<html>Sign in to this Wi-Fi</html>', { status: 200, headers: { 'content-type': 'text/html' } }), 'notOurs'],
      [() => Response.redirect('http://portal.example/login', 302), 'notOurs'],
      [() => new Response('<html>404</html>', { status: 404 }), 'notOurs'],
      [() => Response.json({ views: [] }), 'notOurs'],
      [() => new Response('Bad gateway', { status: 502 }), 'noAnswer'],
      [() => { throw new TypeError('TLS'); }, 'noAnswer'],
      [() => Response.json({ code: 'http.broken', message: 'x' }, { status: 500 }), 'refused'],
      [() => Response.json({ code: 'session.none', message: 'x' }, { status: 401 }), 'signIn'],
    ];
    for (const [answer, kind] of answers) {
      const other = start({ disk: device.disk, sockets: false, fetch: () => Promise.resolve().then(answer) });
      const open = other.views.open(view());
      await other.views.refresh();
      expect({ kind, said: other.contacts.map((contact) => contact.kind) }).toEqual({ kind, said: other.contacts.map(() => kind) });
      await shows(open, 'first words');
      expect(await other.views.held()).toEqual(held);
      await stop(other);
    }
  });

  it('[V5] another account’s session in the same browser fills and drops nothing', async () => {
    const device = start();
    await device.views.refresh();
    const held = await device.views.held();
    await stop(device);
    const swapped = openDevice(line.url, { ...first(record), cookie: record.nurse.cookie }, { disk: device.disk });
    devices.push(swapped);
    await swapped.views.refresh();
    expect(swapped.contacts.map((contact) => contact.kind)).toEqual(swapped.contacts.map(() => 'signIn'));
    expect(await swapped.views.held()).toEqual(held);
  });

  it('[V8] shows what it cannot store, says so, and fetches it again next time', async () => {
    const device = start({ sockets: false });
    await device.views.refresh();
    await stop(device);
    const local = openDisk(device.disk, first(record).account);
    local.viewRows.hook('creating', () => { throw new DOMException('full', 'QuotaExceededError'); });
    const full = openDevice(line.url, first(record), { disk: device.disk, sockets: false, local });
    devices.push(full);
    const open = full.views.open(view());
    await shows(open, 'first words');
    await speak('no room for this');
    await full.views.refresh();
    expect(texts(open)).toContain('no room for this');
    await speak('nor for this');
    await full.views.refresh();
    expect(texts(open)).toEqual(['first words', 'no room for this', 'nor for this']);
    expect(full.failures.length).toBeGreaterThan(0);
    await stop(full);
    const next = start({ disk: device.disk, sockets: false });
    await next.views.refresh();
    expect(texts((await disk(next))?.sections ?? null)).toEqual(['first words', 'no room for this', 'nor for this']);
  });

  it('[V8] carries 16 views on its socket and keeps the others by asking', async () => {
    const more = await seedRecord(database, 18);
    const device = openDevice(line.url, more.nurse);
    devices.push(device);
    await device.views.refresh();
    const opened = more.patients.map((_, i) => device.views.open(threadsOf(more, i)));
    await until(() => opened.filter((open) => open.freshness().kind === 'live').length === 16, 15_000);
    expect(opened.slice(2).every((open) => open.freshness().kind === 'live')).toBe(true);
    opened[10]?.release();
    device.views.open(threadsOf(more, 0));
    await until(() => opened[0]?.freshness().kind === 'live', 15_000);
  });

  it('[V8] keeps a store that says where each view stands, and never goes back', async () => {
    const local = openDisk(newDisk(), first(record).account);
    const store = createDocStore(local);
    const epoch = 'e'.repeat(22);
    const row = (seq: number) => ({ seq, head: String(seq).padStart(64, '0'), update: Uint8Array.of(seq) });
    const place = (seq: number) => ({ epoch, seq, head: row(seq).head });
    expect(await store.append('v', { expect: null, reset: true, epoch, rows: [row(1), row(2)], asOf: 5 })).toBe('stored');
    // Another tab, which has seen only the first row, or none; and the same rows once more.
    expect(await store.append('v', { expect: place(1), reset: false, epoch, rows: [row(2), row(3)], asOf: 5 })).toBe('moved');
    expect(await store.append('v', { expect: null, reset: true, epoch, rows: [row(1)], asOf: 5 })).toBe('moved');
    expect(await store.append('v', { expect: place(1), reset: false, epoch, rows: [row(2)], asOf: 5 })).toBe('stored');
    expect(await store.append('v', { expect: place(2), reset: false, epoch, rows: [row(3)], asOf: 6 })).toBe('stored');
    expect((await store.open('v', true))?.updates.map((update) => update[0])).toEqual([1, 2, 3]);
    expect(await store.compact('v', place(2), { state: Uint8Array.of(9), sections: {} })).toBe('moved');
    expect(await store.compact('v', place(3), { state: Uint8Array.of(9), sections: { a: {} } })).toBe('stored');
    expect(await store.open('v', true)).toMatchObject({ position: place(3), asOf: 6, updates: [Uint8Array.of(9)], snapshot: { seq: 3, sections: { a: {} } } });
    await store.confirm(new Map([['v', place(2)]]), 99);
    expect((await store.open('v'))?.asOf).toBe(6);
    await store.confirm(new Map([['v', place(3)]]), 99);
    expect((await store.open('v'))?.asOf).toBe(99);
    const other = { ...place(1), epoch: 'f'.repeat(22) };
    expect(await store.append('v', { expect: place(3), reset: true, epoch: other.epoch, rows: [row(1)], asOf: 100 })).toBe('stored');
    expect(await store.open('v', true)).toMatchObject({ position: other, snapshot: null, updates: [Uint8Array.of(1)] });
    await store.drop(['v']);
    expect(await store.open('v', true)).toBeNull();
    expect([await local.viewRows.count(), await local.snapshots.count()]).toEqual([0, 0]);
    local.close();
  });
});
