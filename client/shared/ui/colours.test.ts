import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wcagContrast } from 'culori';
import { describe, expect, test } from 'vitest';

const here = import.meta.dirname;
const sheet = readFileSync(join(here, 'colours.css'), 'utf8');

/** `--name: var(--when-light, #x) var(--when-dark, #y)` */
const pairs = new Map(
  [...sheet.matchAll(/--([\w-]+): var\(--when-light, (#[0-9a-f]{6})\) var\(--when-dark, (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark] as const],
  ),
);

function colour(name: string, theme: 0 | 1): string {
  const found = pairs.get(name)?.[theme];
  if (found === undefined) throw new Error(`colours.css has no pair --${name}`);
  return found;
}

/** The look page gives one decimal, and so do we. */
const contrast = (a: string, b: string): number => Math.round(wcagContrast(a, b) * 10) / 10;

describe('[C24] contrast of the tokens, light and dark', () => {
  test.each([
    // text, ground, least light, least dark
    ['ink', 'sunken', 14.7, 13.1],
    ['ink-2', 'sunken', 8.3, 8.4],
    ['ink-3', 'sunken', 5.7, 6.3],
    ['line-strong', 'sunken', 3.8, 4.1],
    ['blue', 'blue-soft', 6.7, 7.7],
    ['amber', 'amber-soft', 7.9, 9.6],
    ['amber-line', 'canvas', 3, 6],
    ['red', 'red-soft', 6.8, 7.9],
    ['red-line', 'sunken', 4, 4.1],
    ['on-red', 'red-solid', 7.6, 6.6],
    ['range-line', 'range', 5, 4.3],
  ] as const)('%s on %s', (text, ground, light, dark) => {
    expect(contrast(colour(text, 0), colour(ground, 0))).toBeGreaterThanOrEqual(light);
    expect(contrast(colour(text, 1), colour(ground, 1))).toBeGreaterThanOrEqual(dark);
  });

  test('text on every person colour, and on the amber badge', () => {
    for (let person = 0; person < 8; person += 1) {
      expect(contrast(colour('on-person', 0), colour(`person-${person}`, 0))).toBeGreaterThanOrEqual(6.7);
      expect(contrast(colour('on-person', 1), colour(`person-${person}`, 1))).toBeGreaterThanOrEqual(9);
    }
    for (const theme of [0, 1] as const) expect(contrast('#111c1c', colour('amber-solid', theme))).toBeGreaterThanOrEqual(9.8);
  });
});

describe('the stylesheets an old phone gets', () => {
  const files = readdirSync(here).filter((name) => name.endsWith('.css'));

  test.each(files)('%s: layered, logical, no colour of its own, nothing too new', (name) => {
    const css = readFileSync(join(here, name), 'utf8').replace(/\/\*[^]*?\*\//g, '');
    expect(css).toMatch(/@layer (reset|tokens|base|components)/);
    const physical = /(^|[\s;{])((margin|padding|border|scroll-padding)-(left|right|top|bottom)|left|right|top|bottom|float|clear)\s*:|text-align:\s*(left|right)/m;
    expect(css).not.toMatch(physical);
    expect(css).not.toMatch(/oklch\(|color-mix\(|light-dark\(|:where\(|:is\(|:has\(|@container|\bsvh\b|\blvh\b/);
    if (name.endsWith('.module.css')) expect(css).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(/i);
    expect(css).not.toMatch(/font-weight:(?!\s*(400|600)\b)/);
    expect(css).not.toMatch(/font-style:\s*italic|text-transform:/);
  });
});
