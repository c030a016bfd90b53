import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { viewName } from '../../schema/view-names.ts';
import { grantChanged } from '../../sync-server/identity/grants.ts';
import { readFrame } from '../../client/shared/sync/views/read-frame.ts';
import { addressOf, openDisk, shows, texts, type Device } from './device.ts';
import { useDeviceWorld } from './device-world.ts';
import { readWhole, sectionOf } from './open-record.ts';
import { until } from './raw-socket.ts';
import { at, first, threadsOf } from './small-record.ts';

const world = useDeviceWorld();
const { start, stop, speak, view, disk } = world;

describe('What a device trusts and keeps', () => {
  it.each([['with a socket', true], ['by HTTP alone', false]])('[V4] %s it loads anew after a rebuild, deleted state and a restored record', async (_how, sockets) => {
    const device = start({ sockets });
    const open = device.views.open(view());
    await shows(open, 'first words');
    const same = async (): Promise<void> => {
      await until(async () => {
        if (!sockets) await device.views.refresh();
        await world.server.projector.ensure(view());
        const whole = await readWhole(world.server.projector, view());
        const held = await disk(device);
        return held?.head === whole.position.head && held.epoch === whole.position.epoch && JSON.stringify(texts(open)) === JSON.stringify(texts(held.sections));
      }, 15_000);
      expect((await disk(device))?.sections['messages']).toEqual(sectionOf((await readWhole(world.server.projector, view())).doc, 'messages'));
    };
    await world.server.projector.rebuild(view());
    await same();

    await world.database.query(sql`delete from view where name = ${view()}`);
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
    const whole = await readWhole(world.server.projector, view());
    await until(async () => (await disk(device))?.head === whole.position.head);
  }
  /** As a restored backup: the last row of the view and what it told are gone; the epoch and the sequence are as they were. */
  async function forgetLastRow(): Promise<void> {
    await world.database.transaction(async (tx) => {
      await tx.query(sql`delete from view_log where view = ${view()} and seq = (select seq from view where name = ${view()})`);
      await tx.query(sql`update view set seq = seq - 1, head = (select head from view_log l where l.view = view.name and l.epoch = view.epoch and l.seq = view.seq - 1) where name = ${view()}`);
      await tx.query(sql`delete from message where text = 'told, then forgotten'`);
    });
  }

  it.each([['with a socket', true], ['by HTTP alone', false]])('[V5] %s it drops what it may no longer read', async (_how, sockets) => {
    const carer = at(world.record.patients, 1);
    await world.database.query(sql`
      insert into proxy_grant (id, clinic_id, patient_id, account_id, relation, scopes, colour)
      values (${carer.account}, ${world.record.clinic}, ${first(world.record).id}, ${carer.account}, 'mother', '{messages}', 1)`);
    const device = start({ person: carer, sockets });
    const open = device.views.open(view());
    await shows(open, 'first words');
    await device.views.refresh();
    await world.database.transaction(async (tx) => {
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
    expect(await device.views.held()).not.toContain(viewName.person(first(world.record).id));
    expect(await device.views.held()).toContain(threadsOf(world.record, 1));
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
    const whole = await readWhole(world.server.projector, view());
    await until(async () => (await disk(one))?.head === whole.position.head);
    expect((await disk(one))?.sections['messages']).toEqual(sectionOf(whole.doc, 'messages'));
  });

  it('[V4] a copy whose rows do not lead to its position is dropped and fetched again', async () => {
    const device = start({ sockets: false });
    await device.views.refresh();
    await speak('more');
    await device.views.refresh();
    await stop(device);
    const broken = openDisk(device.disk, first(world.record).account);
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
      if (init?.method === 'POST') {
        // The last byte of the last update.
        const bytes = new Uint8Array(await response.arrayBuffer());
        if ((readFrame(bytes.buffer)?.pages.length ?? 0) > 0) bytes[bytes.length - 1] = (at([...bytes], -1) + 1) % 256;
        return new Response(bytes, response);
      }
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
    const swapped = start({ person: { ...first(world.record), cookie: world.record.nurse.cookie }, disk: device.disk });
    await swapped.views.refresh();
    expect(swapped.contacts.map((contact) => contact.kind)).toEqual(swapped.contacts.map(() => 'signIn'));
    expect(await swapped.views.held()).toEqual(held);
  });

  it('[V8] shows what it cannot store, says so, and fetches it again next time', async () => {
    const device = start({ sockets: false });
    await device.views.refresh();
    await stop(device);
    const local = openDisk(device.disk, first(world.record).account);
    local.viewRows.hook('creating', () => { throw new DOMException('full', 'QuotaExceededError'); });
    const full = start({ disk: device.disk, sockets: false, local });
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
});
