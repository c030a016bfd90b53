import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

function createGate() {
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const turns = createTurns(2, async (key) => {
    order.push(key);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (key === 'fails') throw new Error('on purpose');
    return key;
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  async function endOne(): Promise<void> {
    ends.shift()?.();
    await settle();
  }
  return { turns, order, endOne, settle };
}

it('[V2] runs once for all who asked before it began, and again for who asked after', async () => {
  const { turns, order, endOne, settle } = createGate();
  const first = turns.run('a');
  await settle();
  const [second, third] = [turns.run('a'), turns.run('a')];
  expect(second).toBe(third);
  await settle();
  expect(order).toEqual(['a']);
  await endOne();
  expect(order).toEqual(['a', 'a']);
  await endOne();
  expect(await Promise.all([first, second, third])).toEqual(['a', 'a', 'a']);
  await turns.idle();
});

it('[V2] keeps to its slots, lets the urgent go first, and outlives what fails', async () => {
  const { turns, order, endOne, settle } = createGate();
  const all = ['fails', 'b', 'c', 'd', 'e'].map((key) => turns.run(key).catch((error: unknown) => String(error)));
  await settle();
  expect(order).toEqual(['fails', 'b']);
  void turns.run('e', { urgent: true });
  await endOne();
  await endOne();
  expect(order).toEqual(['fails', 'b', 'e', 'c']);
  for (let i = 0; i < 3; i += 1) await endOne();
  expect(await Promise.all(all)).toEqual(['Error: on purpose', 'b', 'c', 'd', 'e']);
  await turns.idle();
});

function createSharing(fails = false) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const wait = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
  const turns = createTurns(3, async (key) => {
    begun.push(key);
    await wait();
    return key;
  }, {
    most: 3,
    fits: (key) => key.startsWith('t'),
    async work(keys) {
      begun.push(keys.join('+'));
      await wait();
      if (fails) throw new Error('on purpose');
      return new Map(keys.map((key) => [key, key]));
    },
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { turns, begun, settle, endAll: async () => { for (const end of ends.splice(0)) end(); await settle(); } };
}

it('[V2] takes together what fits together, one such run at a time; what comes meanwhile gathers, and the rest has its own slots', async () => {
  const { turns, begun, settle, endAll } = createSharing();
  const all = ['t1', 't2', 'alone', 't3', 't4'].map((key) => turns.run(key));
  await settle();
  expect(begun).toEqual(['t1+t2+t3', 'alone']);
  all.push(turns.run('t5'), turns.run('t1'));
  await settle();
  expect(begun).toHaveLength(2);
  await endAll();
  expect(begun[2]).toBe('t4+t5+t1');
  await endAll();
  expect(await Promise.all(all)).toEqual(['t1', 't2', 'alone', 't3', 't4', 't5', 't1']);
  await turns.idle();
});

it('[V2] does each by itself when together it failed', async () => {
  const { turns, begun, settle, endAll } = createSharing(true);
  const all = ['t1', 't2'].map((key) => turns.run(key));
  await settle();
  await endAll();
  expect(begun).toEqual(['t1+t2', 't1', 't2']);
  await endAll();
  expect(await Promise.all(all)).toEqual(['t1', 't2']);
  await turns.idle();
});
