import { describe, expect, it } from 'vitest';
import { openDisk, shows, texts } from './device.ts';
import { useDeviceWorld } from './device-world.ts';
import { until } from './raw-socket.ts';
import { threadsOf } from './small-record.ts';

const world = useDeviceWorld();
const { start, stop, speak } = world;

async function fillAndLetGo(): Promise<{ device: ReturnType<typeof start>; views: string[] }> {
  const person = world.record.nurse;
  const device = start({ person });
  await device.views.refresh();
  const views = [0, 1, 2].map((i) => threadsOf(world.record, i));
  expect(await device.views.held()).toEqual(expect.arrayContaining(views));
  // Nobody has opened anything yet: a quarter of what is here goes each time.
  const hold = await device.views.hold();
  while ((await hold.makeRoom()) > 0);
  return { device, views };
}

describe('A device that lets go of views', () => {
  it('[B38] does not fetch again what it let go of, learns where the clinic has it, and has it again once somebody opens it', async () => {
    const { device, views } = await fillAndLetGo();
    const [view = ''] = views;
    expect((await device.views.held()).filter((name) => /^(threads|triage|person)\//.test(name))).toEqual([]);
    await speak('while it was not here');
    await device.views.refresh();
    await device.views.refresh();
    expect((await device.views.held()).filter((name) => name === view)).toEqual([]);
    expect(device.views.list()).toContain(view);
    expect(device.views.progress()).toBeNull();
    await stop(device);
    // Without a line it is not shown as empty, nor as anything.
    world.line.cut();
    const again = start({ person: world.record.nurse, disk: device.disk });
    const open = again.views.open(view);
    await until(() => again.contacts.some(({ kind }) => kind === 'noAnswer'));
    expect(open.sections()).toBeNull();
    expect(open.refused()).toBe(false);
    world.line.restore();
    await again.views.refresh();
    await shows(open, 'while it was not here');
    expect(await again.views.held()).toContain(view);
    expect((await again.views.held()).filter((name) => name === threadsOf(world.record, 1))).toEqual([]);
    expect([...device.failures, ...again.failures]).toEqual([]);
  });

  it('[B38] fetches what it let go of once there is room for it again, and forgets what is not listed any more', async () => {
    const { device, views } = await fillAndLetGo();
    const hold = await device.views.hold();
    expect((await hold.weigh()).letGo).toBe(3);
    await hold.wantAgain();
    await device.views.refresh();
    expect(await device.views.held()).toEqual(expect.arrayContaining(views));
    expect((await hold.weigh()).letGo).toBe(0);
  });

  it('[B38] takes at a first sync what there is room for, most needed first, and all that the app stands on', async () => {
    const { localStorage } = globalThis as { localStorage?: Storage };
    expect(localStorage).toBeUndefined();
    const kept = new Map([['outpost.setting.holdBytes', '9000']]);
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: { getItem: (key: string) => kept.get(key) ?? null } });
    try {
      const device = start({ person: world.record.nurse });
      await device.views.refresh();
      const held = await device.views.held();
      expect(held).toEqual(expect.arrayContaining([`account/${world.record.nurse.account}`, `clinic/${world.record.clinic}`, `office/${world.record.clinic}`, `queue/${world.record.clinic}/messages`]));
      const all = device.views.list() ?? [];
      expect(held.filter((name) => /^(person|threads|triage)/.test(name)).length).toBeGreaterThan(0);
      expect(held.length).toBeLessThan(all.length);
      expect(all).toEqual(expect.arrayContaining([0, 1, 2].map((i) => threadsOf(world.record, i))));
      await device.views.refresh();
      expect([...await device.views.held()].sort()).toEqual([...held].sort());
      // What somebody opens comes whatever the budget says.
      const left = [0, 1, 2].map((i) => threadsOf(world.record, i)).find((name) => !held.includes(name)) ?? '';
      const open = device.views.open(left);
      await until(() => texts(open).length > 0);
    } finally {
      Reflect.deleteProperty(globalThis, 'localStorage');
    }
  });

  it('[RELIABILITY] a full disk: room is made once, what comes is shown all the same, and it says that it is not kept', async () => {
    const person = world.record.nurse;
    const local = openDisk(start({ person }).disk, person.account);
    let full = false;
    const refuse = (): void => {
      if (full) throw new DOMException('The disk is full', 'QuotaExceededError');
    };
    local.viewRows.hook('creating', refuse);
    const device = start({ person, local });
    await device.views.refresh();
    const view = threadsOf(world.record);
    const open = device.views.open(view);
    await until(() => texts(open).length === 1);
    expect(device.views.notKept()).toBe(false);
    full = true;
    await speak('no room for this');
    await shows(open, 'no room for this');
    expect(device.views.notKept()).toBe(true);
    // What nobody has on a screen made room.
    expect((await (await device.views.hold()).weigh()).letGo).toBeGreaterThan(0);
    expect(await device.views.held()).toContain(view);
  });
});
