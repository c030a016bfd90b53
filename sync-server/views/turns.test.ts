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
