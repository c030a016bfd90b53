import { expect, test } from 'vitest';
import { dataCost, isDear } from './data-cost.ts';
import { carries } from './line-test.ts';
import { loudness } from './sound-level.ts';

test('[C33] what a line carries: sound only on a slow or far one, small video between, clear video on a fast one', () => {
  expect(carries(undefined)).toBe('off');
  expect(carries({ kind: 'none' })).toBe('off');
  expect(carries({ kind: 'line', roundTripMs: 80, kbps: 150 })).toBe('off');
  expect(carries({ kind: 'line', roundTripMs: 900, kbps: 5_000 })).toBe('off');
  expect(carries({ kind: 'line', roundTripMs: 120, kbps: 700 })).toBe('small');
  expect(carries({ kind: 'line', roundTripMs: 400, kbps: 5_000 })).toBe('small');
  expect(carries({ kind: 'line', roundTripMs: 60, kbps: 5_000 })).toBe('clear');
});

test('[C33] the camera is off at first on 2G, 3G and for whoever saves data, and on where the browser says nothing', () => {
  for (const effectiveType of ['slow-2g', '2g', '3g']) expect(isDear({ effectiveType })).toBe(true);
  expect(isDear({ effectiveType: '4g', saveData: true })).toBe(true);
  expect(isDear({ effectiveType: '4g', saveData: false })).toBe(false);
  expect(isDear(undefined)).toBe(false);
  expect(dataCost.off).toBeLessThan(dataCost.small);
  expect(dataCost.small).toBeLessThan(dataCost.clear);
});

test('a meter follows the ear: silence nothing, speech the middle, a shout all of it', () => {
  expect(loudness(0)).toBe(0);
  expect(loudness(0.001)).toBe(0);
  expect(loudness(0.05)).toBeGreaterThan(0.4);
  expect(loudness(0.05)).toBeLessThan(0.8);
  expect(loudness(0.5)).toBe(1);
});
