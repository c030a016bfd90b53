import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { archivedEntry, archiveEntry } from '../../schema/pages.ts';
import type { OpenView, Sections } from '../../client/shared/sync/views/types.ts';
import { messageTouch } from '../../sync-server/shared/thread-touches.ts';
import { touch } from '../../sync-server/record/touch.ts';
import { writeThreads } from '../support/write-threads.ts';
import type { Device } from './device.ts';
import { useDeviceWorld } from './device-world.ts';
import { until } from './raw-socket.ts';
import { at, first, target } from './small-record.ts';

const world = useDeviceWorld();
const { start, stop, view } = world;
const SINCE = 1_609_459_200_000;

const write = async (count: number, since = SINCE): Promise<string[]> => {
  const ids = await writeThreads(world.database, { clinic: world.record.clinic, patient: first(world.record).id, readers: [first(world.record).account], count, messages: 3, since });
  await world.server.projector.drain();
  return ids;
};
const current = async (open: OpenView): Promise<boolean> => open.position()?.seq === (await world.server.projector.ensure(view())).seq;
const listed = (open: OpenView): [hash: string, threads: readonly string[]][] =>
  Object.entries(open.sections()?.['archive'] ?? {}).map(([hash, page]) => [hash, archiveEntry.parse(page).threads]);
const ids = (open: OpenView, section = 'threads'): string[] => Object.keys(open.sections()?.[section] ?? {});

/** As the screens do it. */
async function recall(device: Device, hash: string): Promise<string> {
  const store = await device.views.pages();
  const found = await store.open(view(), hash);
  if (found.kind !== 'page') return found.kind;
  const sections: Record<string, Record<string, unknown>> = {};
  for (const raw of found.entries) {
    const { section, id, value } = archivedEntry.parse(raw);
    sections[section] = { ...sections[section], [id]: value };
  }
  store.recall(view(), hash, sections satisfies Sections);
  return found.kind;
}

describe('Archived threads on a device', () => {
  it('[V6] threads that left their view while the device was away are there without a line; others come when they are asked for', async () => {
    const old = await write(30);
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live' && ids(open).length === 31);
    await stop(device);
    const between = await write(34, SINCE + 100 * 86_400_000);
    await write(48, SINCE + 400 * 86_400_000);
    const again = start({ disk: device.disk });
    const reopened = again.views.open(view());
    await until(async () => reopened.freshness().kind === 'live' && await current(reopened));
    expect(old.filter((id) => ids(reopened).includes(id))).toEqual([]);
    const had = listed(reopened).filter(([, threads]) => threads.some((id) => old.includes(id)));
    const strange = listed(reopened).filter(([, threads]) => !threads.some((id) => old.includes(id)));
    expect([had.length > 0, strange.length > 0]).toEqual([true, true]);
    const asked = (): string[] => again.asked.filter((path) => path.startsWith('/api/pages/')).map((path) => path.slice('/api/pages/'.length, '/api/pages/'.length + 64));
    await until(() => asked().length >= had.length, 15_000);
    for (const [hash] of had) await until(async () => (await (await again.views.pages()).open(view(), hash)).kind === 'page');
    await stop(again);
    expect([...new Set(asked())].toSorted()).toEqual(had.map(([hash]) => hash).toSorted());

    world.line.cut();
    const offline = start({ disk: device.disk });
    const shown = offline.views.open(view());
    await until(() => shown.sections() !== null);
    for (const [hash] of had) expect(await recall(offline, hash)).toBe('page');
    expect(ids(shown)).toEqual(expect.arrayContaining(old));
    const messages = Object.values(shown.sections()?.['messages'] ?? {}).filter((entry) => (entry as { thread: string }).thread === at(old, 3));
    expect(messages).toHaveLength(3);
    expect(await recall(offline, at(strange, 0)[0])).toBe('away');
    world.line.restore();
    await until(async () => await recall(offline, at(strange, 0)[0]) === 'page');
    expect(between.some((id) => ids(shown).includes(id))).toBe(true);
    expect(offline.failures).toEqual([]);
  }, 60_000);

  it('[V6] [V4] what changes in an archived thread is gone from the screen with its page; the view itself is always right', async () => {
    const old = await write(20);
    await write(60, SINCE + 400 * 86_400_000);
    const device = start();
    const open = device.views.open(view());
    await until(() => open.freshness().kind === 'live');
    const page = listed(open).find(([, threads]) => threads.includes(at(old, 3)));
    expect(await recall(device, page?.[0] ?? '')).toBe('page');
    const words = (): string => JSON.stringify(Object.values(open.sections()?.['messages'] ?? {}));
    expect(words()).toContain('Words 1 of question 3.');
    const [message] = await world.database.query<{ id: string }>(sql`select id from message where thread_id = ${at(old, 3)} and seq = 1`);
    await world.database.transaction(async (tx) => {
      await tx.query(sql`update message set text = 'taken back' where id = ${message?.id ?? ''}`);
      await touch(tx, [messageTouch(target(world.record).patient, message?.id ?? '')]);
    });
    await world.server.projector.drain();
    await until(() => !listed(open).some(([hash]) => hash === page?.[0]));
    expect(words()).not.toContain('Words 1 of question 3.');
    // Whatever the device still has of it.
    await recall(device, page?.[0] ?? '');
    expect(words()).not.toContain('Words 1 of question 3.');
    const anew = listed(open).find(([, threads]) => threads.includes(at(old, 3)));
    expect(await recall(device, anew?.[0] ?? '')).toBe('page');
    expect(words()).toContain('taken back');
    expect(words()).not.toContain('Words 1 of question 3.');
  }, 60_000);
});
