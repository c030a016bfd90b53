import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { readFrame as readAnswer } from '../../client/shared/sync/views/read-frame.ts';
import { readFrame } from '../../sync-server/views/frame-gate.ts';
import { newId } from '../../schema/ids.ts';
import { newDisk, readDisk, shows, texts, type Device } from './device.ts';
import { useDeviceWorld } from './device-world.ts';
import { readWhole, sectionOf } from './open-record.ts';
import { until } from './raw-socket.ts';
import { first, say, seedRecord, target, threadsOf } from './small-record.ts';

const world = useDeviceWorld();
const { start, stop, speak, view, disk } = world;

describe('Views on a device', () => {
  it('[V8] fetches everything listed, shows it, and shows it again without a line', async () => {
    await speak('kept');
    const device = start();
    await device.views.refresh();
    expect([...(device.views.list() ?? [])].sort()).toEqual([...await device.views.held()].sort());
    expect(await device.views.held()).toContain(view());
    await stop(device);
    world.line.cut();
    const again = start({ disk: device.disk });
    const open = again.views.open(view());
    await shows(open, 'kept');
    const fresh = open.freshness();
    expect(fresh.kind === 'asOf' && Math.abs(fresh.at - Date.now()) < 30_000).toBe(true);
    expect(open.position()).toMatchObject({ seq: (await world.server.projector.ensure(view())).seq });
  });

  it('[V1] receives by socket, keeps every row with its position, and sends nothing but what the gate lets through', async () => {
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    for (let i = 0; i < 5; i += 1) await speak(`live ${i}`);
    await shows(open, 'live 4');
    expect(open.freshness()).toEqual({ kind: 'live' });
    const whole = await readWhole(world.server.projector, view());
    await until(async () => (await disk(device))?.head === whole.position.head);
    expect((await disk(device))?.sections['messages']).toEqual(sectionOf(whole.doc, 'messages'));
    expect(device.sent.length).toBeGreaterThan(2);
    expect(device.sent.map((bytes) => readFrame(bytes).kind)).not.toContain('bad');
    expect(await world.database.query(sql`select 1 from security_event where account_id = ${first(world.record).account}`)).toEqual([]);
  });

  it('[V7] says as of when, once the line is gone, and is live again by itself when it is back', async () => {
    const device = start();
    const open = device.views.open(view());
    expect(open.freshness()).toEqual({ kind: 'none' });
    await until(() => open.freshness().kind === 'live');
    world.line.cut();
    await until(() => open.freshness().kind === 'asOf');
    expect(Math.abs((open.freshness() as { at: number }).at - Date.now())).toBeLessThan(8000);
    await speak('while away');
    await until(() => device.contacts.at(-1)?.kind === 'noAnswer');
    world.line.restore();
    await shows(open, 'while away');
    await until(() => open.freshness().kind === 'live', 15_000);
  });

  it('[V7] is not live while the projector is late', async () => {
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    const { lag } = world.server.projector;
    world.server.projector.lag = () => 9000;
    await until(() => open.freshness().kind === 'asOf');
    world.server.projector.lag = lag;
    await until(() => open.freshness().kind === 'live');
  });

  it('[V7] notices a line that is silent though nobody closed it, within 25 s', async () => {
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    world.line.silence();
    device.clock += 15_000;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(open.freshness()).toEqual({ kind: 'live' });
    device.clock += 7_000;
    await until(() => open.freshness().kind === 'asOf', 3000);
    world.line.restore();
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
    expect(await world.database.query(sql`select 1 from audit where account_id = ${first(world.record).account} and subject = ${view()} and detail->>'by' = 'screen'`)).toHaveLength(1);
  });

  it('[V8] a first sync of 256 KB over a slow line that is cut three times goes on where it was: at most 5 % comes twice', async () => {
    await world.database.transaction(async (tx) => {
      // One's own and two children's: a view alone has less (V6).
      for (const i of [1, 2]) {
        await tx.query(sql`
          insert into proxy_grant (id, clinic_id, account_id, patient_id, relation, scopes, colour, starts_at)
          values (${newId()}, ${world.record.clinic}, ${first(world.record).account}, ${target(world.record, i).patient}, 'mother', '{messages}', 1, now() - interval '1 day')`);
      }
      for (let i = 0; i < 84; i += 1) await say(tx, target(world.record, i % 3), `${i} ${'ü'.repeat(1600)}`);
    });
    for (const i of [0, 1, 2]) await world.server.projector.ensure(threadsOf(world.record, i));
    const arrived = new Map<string, number>();
    let [cuts, lost, answered] = [0, 0, 0];
    const disk = newDisk();
    // 50 kbit/s and 800 ms, by the device's clock.
    const slow = (device: () => Device): typeof fetch => async (input, init) => {
      const response = await fetch(input, init);
      const body = await response.arrayBuffer();
      device().clock += 800 + body.byteLength / 6.25;
      const pages = readAnswer(body)?.pages ?? [];
      if (pages.length === 0) return new Response(body, response);
      const rows = pages.flatMap(({ epoch, from, sizes }) => sizes.map((size, i) => ({ row: `${epoch} ${from + i}`, size })));
      answered += 1;
      if (answered % 10 === 5 && cuts < 3) {
        cuts += 1;
        // It goes in the middle of a page, on average.
        lost += rows.reduce((sum, { size }) => sum + size, 0) / 2;
        throw new TypeError('the line went');
      }
      for (const { row, size } of rows) {
        expect(arrived.has(row)).toBe(false);
        arrived.set(row, size);
      }
      return new Response(body, response);
    };
    for (let tries = 0; tries < 4; tries += 1) {
      const device: Device = start({ disk, sockets: false, fetch: slow(() => device) });
      await device.views.refresh();
      await stop(device);
    }
    const held = await Promise.all([0, 1, 2].map((i) => readDisk(disk, first(world.record).account, threadsOf(world.record, i))));
    expect([cuts, ...held.map((copy) => Object.keys(copy?.sections['messages'] ?? {}).length)]).toEqual([3, 29, 29, 29]);
    const once = [...arrived.values()].reduce((sum, size) => sum + size, 0);
    expect(once).toBeGreaterThan(256 * 1024);
    expect(lost / once).toBeLessThan(0.05);
  }, 60_000);

  it('[V8] carries 16 views on its socket and keeps the others by asking', async () => {
    const more = await seedRecord(world.database, 18);
    const device = start({ person: more.nurse });
    await device.views.refresh();
    const opened = more.patients.map((_, i) => device.views.open(threadsOf(more, i)));
    await until(() => opened.filter((open) => open.freshness().kind === 'live').length === 16, 15_000);
    expect(opened.slice(2).every((open) => open.freshness().kind === 'live')).toBe(true);
    opened[10]?.release();
    device.views.open(threadsOf(more, 0));
    await until(() => opened[0]?.freshness().kind === 'live', 15_000);
  });
});
