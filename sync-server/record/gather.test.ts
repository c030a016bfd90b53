import { expect, it } from 'vitest';
import { createGatherer } from './gather.ts';

it('asks at once for who comes alone, once for all who come meanwhile, and gives each its own answer', async () => {
  const asked: (readonly number[])[] = [];
  const double = createGatherer<number, number>((questions) => {
    asked.push(questions);
    return Promise.resolve(questions.map((question) => question * 2));
  });
  expect(await Promise.all([1, 2, 3].map((question) => double(question)))).toEqual([2, 4, 6]);
  expect(await double(4)).toBe(8);
  expect(asked).toEqual([[1], [2, 3], [4]]);
});

it('fails all who asked together, and nobody after them', async () => {
  const ask = createGatherer<number, number>((questions) => (questions.includes(2) ? Promise.reject(new Error('away')) : Promise.resolve(questions)));
  const settled = await Promise.allSettled([1, 2, 3].map((question) => ask(question)));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await ask(4)).toBe(4);
});
