import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { messageEntry } from '../../schema/messages.ts';
import type { OpenView } from '../../client/shared/sync/views/types.ts';
import { beginAnew, touch, wholeView } from '../../sync-server/record/touch.ts';
import { writeMessages } from '../support/write-messages.ts';
import { addressOf, asksFor, openDisk, texts, type Device } from './device.ts';
import { useDeviceWorld } from './device-world.ts';
import { readWhole, sectionOf } from './open-record.ts';
import { until } from './raw-socket.ts';
import { at, first, target } from './small-record.ts';

const world = useDeviceWorld();
const { start, stop, view } = world;

const write = async (count: number): Promise<void> => {
  await writeMessages(world.database, target(world.record), count);
  await world.server.projector.drain();
};
const listed = async (): Promise<{ hash: string; from: number; to: number }[]> => {
  await world.server.projector.ensure(view());
  return Object.entries(sectionOf((await readWhole(world.server.projector, view())).doc, 'pages'))
    .map(([hash, page]) => ({ hash, ...(page as { from: number; to: number }) })).toSorted((a, b) => a.from - b.from);
};
/** The numbers a device can show now: of its view, and of the pages it opens. */
async function readable(device: Device, open: OpenView): Promise<number[]> {
  const pages = await device.views.pages();
  const found = await Promise.all(Object.keys(open.sections()?.['pages'] ?? {}).map((hash) => pages.open(view(), hash)));
  const paged = found.flatMap((page) => (page.kind === 'page' ? page.entries : []));
  return [...paged, ...Object.values(open.sections()?.['messages'] ?? {})].map((entry) => messageEntry.parse(entry).seq).toSorted((a, b) => a - b);
}
/** Changes that say nothing new in the end, until the view's log has grown too long. */
async function wear(): Promise<void> {
  const { epoch } = await world.server.projector.ensure(view());
  for (let i = 1; (await world.server.projector.ensure(view())).epoch === epoch; i += 1) {
    if (i > 60) throw new Error('It does not wear');
    await world.database.transaction(async (tx) => {
      await tx.query(sql`update message set device_time = device_time + interval '1 second' where thread_id = ${target(world.record).thread}`);
      await touch(tx, [{ view: view(), section: 'messages', entry: '*' }]);
    });
    await world.server.projector.drain();
  }
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const current = async (open: OpenView): Promise<boolean> => open.position()?.seq === (await world.server.projector.ensure(view())).seq;

describe('Sealed pages on a device', () => {
  it('[V6] entries that left the window while the device was away are still there, without a line; it sealed their pages itself', async () => {
    await write(250);
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    expect(await readable(device, open)).toEqual(upTo(251));
    await stop(device);
    await write(500);
    const pages = await listed();
    expect(pages.some(({ to }) => to < 252)).toBe(true);
    const again = start({ disk: device.disk });
    const reopened = again.views.open(view());
    await until(async () => reopened.freshness().kind === 'live' && await current(reopened));
    const had = pages.filter(({ from }) => from <= 251);
    const asked = (): string[] => again.asked.filter((path) => path.startsWith('/api/pages/'));
    const kept = await again.views.pages();
    await until(() => asked().length > 0, 15_000);
    for (const { hash } of had) await until(async () => (await kept.open(view(), hash)).kind === 'page');
    await stop(again);
    // Only the one that it held a part of.
    expect([...new Set(asked().map((path) => path.slice('/api/pages/'.length, '/api/pages/'.length + 64)))]).toEqual(had.filter(({ to }) => to > 251).map(({ hash }) => hash));

    world.line.cut();
    const offline = start({ disk: device.disk });
    const shown = offline.views.open(view());
    await until(() => shown.sections() !== null);
    const here = await readable(offline, shown);
    expect(here).toEqual(expect.arrayContaining(upTo(251)));
    const store = await offline.views.pages();
    const lacking = pages.filter(({ from }) => from > 251);
    expect(lacking.length).toBeGreaterThan(0);
    for (const { hash } of lacking) expect(await store.open(view(), hash)).toEqual({ kind: 'away' });
    world.line.restore();
    for (const { hash } of lacking) await until(async () => (await store.open(view(), hash)).kind === 'page');
    await until(() => shown.freshness().kind === 'live', 20_000);
    expect(await readable(offline, shown)).toEqual(upTo(751));
    // Every page that was opened stays.
    await stop(offline);
    world.line.cut();
    const later = start({ disk: device.disk });
    const still = later.views.open(view());
    await until(() => still.sections() !== null);
    expect(await readable(later, still)).toEqual(upTo(751));
  }, 60_000);

  it('[V6] a page that is not what its name says is not shown, and one that is listed no more goes', async () => {
    await write(500);
    const [page] = await listed();
    const lies: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      return addressOf(input).includes('/api/pages/') ? new Response((await response.text()).replace('weather', 'whether'), response) : response;
    };
    const fooled = start({ fetch: lies });
    expect(await (await fooled.views.pages()).open(view(), page?.hash ?? '')).toEqual({ kind: 'away' });
    await stop(fooled);

    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    const store = await device.views.pages();
    expect((await store.open(view(), page?.hash ?? '')).kind).toBe('page');
    await world.database.transaction(async (tx) => {
      await tx.query(sql`update message set text = 'taken back' where thread_id = ${target(world.record).thread} and seq = 2`);
      await touch(tx, [wholeView(view())]);
    });
    await world.server.projector.drain();
    const anew = at(await listed(), 0);
    expect(anew.hash).not.toBe(page?.hash);
    const held = async (): Promise<string[]> => {
      const disk = openDisk(device.disk, first(world.record).account);
      const rows = await disk.pages.toArray();
      disk.close();
      return rows.map(({ hash, body }) => `${hash} ${body === undefined}`);
    };
    await until(async () => (await held()).join() === `${anew.hash} false`, 15_000);
    world.line.cut();
    expect(await store.open(view(), anew.hash)).toMatchObject({ kind: 'page' });
    expect(await store.open(view(), page?.hash ?? '')).toEqual({ kind: 'away' });
  }, 60_000);

  it('[V4] a new epoch takes the place of the old one while it is on the screen: nothing empty, nothing stale, no line in between needed', async () => {
    await write(150);
    for (const sockets of [true, false]) {
      const device = start({ sockets });
      const open = device.views.open(view());
      await until(() => texts(open).length === 151);
      const seen = new Set<number>();
      const watching = setInterval(() => seen.add(texts(open).length), 1);
      const before = open.position()?.epoch;
      await wear();
      await until(async () => {
        if (!sockets) await device.views.refresh();
        return open.position()?.epoch !== before && await current(open);
      }, 20_000);
      clearInterval(watching);
      expect([...seen]).toEqual([151]);
      await stop(device);
    }
  }, 60_000);

  it('[V4] an app that was closed on the way to a new epoch shows the copy before it, and says of when it is', async () => {
    await write(100);
    const device = start({ sockets: false });
    await device.views.refresh();
    await stop(device);
    await wear();
    let rows = 0;
    const breaks: typeof fetch = async (input, init) => {
      if (await asksFor(init, view()) && ++rows > 2) throw new TypeError('the line went');
      return fetch(input, init);
    };
    const cut = start({ disk: device.disk, sockets: false, fetch: breaks });
    await cut.views.refresh();
    await stop(cut);
    expect(rows).toBe(3);
    world.line.cut();
    const offline = start({ disk: device.disk });
    const open = offline.views.open(view());
    await until(() => texts(open).length === 101);
    const fresh = open.freshness();
    expect(fresh.kind === 'asOf' && Math.abs(fresh.at - Date.now()) < 60_000).toBe(true);
    world.line.restore();
    await until(async () => open.freshness().kind === 'live' && await current(open), 20_000);
    expect(texts(open)).toHaveLength(101);
  }, 60_000);

  it('[V4] what was withdrawn goes from the screen and the device with the first thing heard of it, though the line breaks there', async () => {
    await write(100);
    const device = start({ sockets: false });
    const open = device.views.open(view());
    await until(() => texts(open).length === 101);
    await stop(device);
    await world.database.transaction(async (tx) => {
      await tx.query(sql`update message set text = '' where thread_id = ${target(world.record).thread} and seq = 2`);
      await touch(tx, [beginAnew(view())]);
    });
    await world.server.projector.drain();
    // And worn after that: what it repeats is not what the device holds.
    await wear();
    let rows = 0;
    const breaks: typeof fetch = async (input, init) => {
      if (await asksFor(init, view()) && ++rows > 1) throw new TypeError('the line went');
      return fetch(input, init);
    };
    const cut = start({ disk: device.disk, sockets: false, fetch: breaks });
    const shown = cut.views.open(view());
    await until(() => texts(shown).length === 101);
    await until(() => rows > 1 && shown.sections() === null);
    await stop(cut);
    world.line.cut();
    const offline = start({ disk: device.disk });
    const later = offline.views.open(view());
    await until(() => offline.contacts.length > 0);
    expect(later.sections()).toBeNull();
    const disk = openDisk(device.disk, first(world.record).account);
    expect([await disk.snapshots.get(view())]).toEqual([undefined]);
    disk.close();
  }, 60_000);
});
