import { expect, it } from 'vitest';
import { refuseNewerUses, scanScript } from '../../.ci/scan-build.ts';

const uses = (source: string): string[] => scanScript('part', source).map(({ api }) => api).sort();

it('finds what browsers at the floor lack, however it is written', () => {
  expect(uses('const a=[1].at(-1);a?.findLast?.(x=>x)')).toEqual(['.at()', '.findLast()']);
  expect(uses('Object.hasOwn(a,`b`),globalThis.structuredClone(a),self.crypto.randomUUID()')).toEqual(['Object.hasOwn', 'crypto.randomUUID', 'structuredClone'].sort());
  expect(uses('const s=AbortSignal.any([AbortSignal.timeout(5)])')).toEqual(['AbortSignal.any', 'AbortSignal.timeout']);
  expect(uses('new BroadcastChannel(`x`);const later=Promise.withResolvers')).toEqual(['BroadcastChannel', 'Promise.withResolvers']);
  expect(uses('/(?<!a)b/.test(c)')).toEqual(['lookbehind']);
});

it('leaves alone what they have, and what only looks so', () => {
  expect(uses('copy.at();Object.keys(a);a.replaceAll(`b`,`c`);Promise.allSettled([]);new AbortController().signal;/(?<name>a)/;typeof BroadcastChannel')).toEqual([]);
});

it('refuses what nobody has looked at, one time more than was looked at, too', () => {
  const known = 'typeof BroadcastChannel<`u`&&new BroadcastChannel(`dexie`);';
  expect(refuseNewerUses(scanScript('signed-in', known))).toEqual([]);
  expect(refuseNewerUses(scanScript('signed-in', known + known + known))).toHaveLength(1);
  expect(refuseNewerUses(scanScript('start', known))).toEqual([expect.stringContaining('start: BroadcastChannel is newer than the floor (Safari 15.4')]);
  expect(() => scanScript('part', 'const = 1')).toThrow('part');
});
