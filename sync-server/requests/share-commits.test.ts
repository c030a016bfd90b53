import { expect, it } from 'vitest';
import type { Decision, Incoming } from './incoming.ts';
import { shareCommits } from './share-commits.ts';

/** Stands for a request; the sharing looks at nothing else of it. */
const about = (name: string): Incoming => ({ text: name }) as Incoming;
const done: Decision = { kind: 'stored', outcome: { state: 'done', at: 1 }, actor: null, touched: [] };
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function createGate(fails: (together: readonly string[]) => boolean = () => false) {
  const begun: string[][] = [];
  const ends: (() => void)[] = [];
  async function work(names: readonly string[]): Promise<void> {
    begun.push([...names]);
    await new Promise<void>((resolve) => ends.push(resolve));
  }
  const decide = shareCommits({
    patientOf: ({ text }) => (text.startsWith('-') ? null : text.slice(0, 1)),
    async alone({ text }) {
      await work([text]);
      return done;
    },
    async together(incoming) {
      const names = incoming.map(({ text }) => text);
      await work(names);
      if (fails(names)) throw new Error('on purpose');
      return names.map(() => done);
    },
  });
  const end = async (count = 1): Promise<void> => {
    for (const finish of ends.splice(0, count)) finish();
    await turn();
  };
  return { decide: (name: string) => decide(about(name)), begun, end };
}

it('[R4] requests of different patients share a commit, two of one patient never, and who has promised nothing goes alone', async () => {
  const { decide, begun, end } = createGate();
  const all = ['a1', 'b1', 'a2', '-1', 'c1'].map(decide);
  await turn();
  expect(begun).toEqual([['-1'], ['a1', 'b1', 'c1']]);
  all.push(decide('b2'), decide('d1'));
  await turn();
  expect(begun).toHaveLength(2);
  await end(2);
  expect(begun[2]).toEqual(['a2', 'b2', 'd1']);
  await end();
  expect(await Promise.all(all)).toEqual(all.map(() => done));
});

it('[R4] when one fails, each is decided alone, and who comes for its patient then goes alone too', async () => {
  const { decide, begun, end } = createGate((names) => names.includes('a1'));
  const all = ['a1', 'b1'].map(decide);
  await turn();
  await end();
  expect(begun).toEqual([['a1', 'b1'], ['a1'], ['b1']]);
  all.push(decide('a2'), decide('c1'), decide('d1'));
  await turn();
  expect(begun.slice(3)).toEqual([['a2'], ['c1', 'd1']]);
  await end(4);
  expect(await Promise.all(all)).toEqual(all.map(() => done));
});

it('[R4] a shared commit that hangs holds up nobody who is not in it', async () => {
  const { decide, begun, end } = createGate();
  const all = ['a1', 'b1'].map(decide);
  await turn();
  all.push(decide('c1'), decide('a2'));
  await expect.poll(() => begun.length, { timeout: 3000 }).toBe(2);
  expect(begun[1]).toEqual(['c1']);
  await end(2);
  await end();
  expect(await Promise.all(all)).toEqual(all.map(() => done));
});
