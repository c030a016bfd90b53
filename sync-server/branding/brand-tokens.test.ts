import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { wcagContrast } from 'culori';
import { describe, expect, test } from 'vitest';

import { deriveBrandTokens, type BrandPalette } from './brand-tokens.ts';
import { neutrals, type Theme } from './neutral-colours.ts';

const themes: readonly Theme[] = ['light', 'dark'];

function palette(hex: string): BrandPalette {
  const made = deriveBrandTokens(hex);
  if ('code' in made) throw new Error(`${hex} was refused: ${made.code}`);
  return made;
}

const oneDecimal = (a: string, b: string): string => wcagContrast(a, b).toFixed(1);

describe('[C24] brand tokens from one colour', () => {
  test.each([
    ['pine', '#0F6A57', '#0F6A57', '6.5', '#026451', '6.4', '#67B6A0', '7.9'],
    ['yellow', '#FFD400', '#8C7400', '4.6', '#6A5600', '6.4', '#D9BC50', '10.1'],
    ['red', '#E4002B', '#111C1C', '17.4', '#111C1C', '14.7', '#EDF1F1', '16.6'],
    ['blue', '#0072CE', '#0072CE', '4.9', '#0058A2', '6.5', '#65A8F3', '7.6'],
    ['orange', '#F47C20', '#BD5A00', '4.5', '#8F4200', '6.3', '#E48B54', '7.3'],
    ['mint', '#7FD1AE', '#2E8364', '4.6', '#006548', '6.4', '#7FD1AE', '10.5'],
    ['lilac', '#C9A0DC', '#8E679F', '4.6', '#6F497F', '6.4', '#C9A0DC', '8.6'],
  ])('%s gives the values the look page lists', (_, given, brand, onIt, ink, inkOnSoft, dark, onDark) => {
    const made = palette(given);
    expect([made.light.brand, made.light.ink, made.dark.brand]).toEqual([brand, ink, dark]);
    expect(oneDecimal(made.light.brand, made.light.onBrand)).toBe(onIt);
    expect(oneDecimal(made.light.ink, made.light.soft)).toBe(inkOnSoft);
    expect(oneDecimal(made.dark.brand, made.dark.onBrand)).toBe(onDark);
  });

  test('[C24] nothing on the 5,832-colour grid falls below what the look page promises', () => {
    const least = { onMark: 21, brand: 21, inkOnPaper: 21, inkOnSoft: 21, ink3OnSoft: 21, brandOnPaper: 21 };
    const lower = (key: keyof typeof least, a: string, b: string): void => {
      least[key] = Math.min(least[key], wcagContrast(a, b));
    };
    const steps = Array.from({ length: 18 }, (_, step) => Math.round((step * 255) / 17).toString(16).padStart(2, '0'));
    let seen = 0;
    for (const r of steps)
      for (const g of steps)
        for (const b of steps) {
          seen += 1;
          const made = palette(`#${r}${g}${b}`);
          for (const theme of themes) {
            const it = made[theme];
            lower('onMark', it.onMark, it.mark);
            lower('brand', it.onBrand, it.brand);
            lower('inkOnPaper', it.ink, neutrals[theme].paper);
            lower('inkOnSoft', it.ink, it.soft);
            lower('ink3OnSoft', neutrals[theme].ink3, it.soft);
            lower('brandOnPaper', it.brand, neutrals[theme].paper);
          }
        }
    expect(seen).toBe(5832);
    expect(least.brand).toBeGreaterThanOrEqual(4.5);
    expect(least.inkOnPaper).toBeGreaterThanOrEqual(7);
    expect(least.inkOnSoft).toBeGreaterThanOrEqual(6.2);
    expect(least.ink3OnSoft).toBeGreaterThanOrEqual(5.6);
    expect(least.brandOnPaper).toBeGreaterThanOrEqual(4.5);
    expect(least.onMark).toBeGreaterThanOrEqual(4.1);
  });

  test('[C24] judges on the neutrals the screens really have', () => {
    const sheet = readFileSync(resolve(import.meta.dirname, '../../client/shared/ui/colours.css'), 'utf8').toUpperCase();
    const names = { paper: 'PAPER', canvas: 'CANVAS', sunken: 'SUNKEN', line: 'LINE', ink: 'INK', ink3: 'INK-3' } as const;
    const keys = ['paper', 'canvas', 'sunken', 'line', 'ink', 'ink3'] as const;
    for (const key of keys) {
      const [name, light, dark] = [names[key], neutrals.light[key], neutrals.dark[key]];
      expect(sheet).toContain(`--${name}: VAR(--WHEN-LIGHT, ${light}) VAR(--WHEN-DARK, ${dark});`);
    }
  });

  test('[C24] says what was changed and why', () => {
    expect(palette('#0F6A57').changes).toEqual([
      { code: 'brand.lightenedForDark', theme: 'dark', token: 'brand', from: '#0F6A57', to: '#67B6A0', before: 2.9, after: 7.9 },
    ]);
    expect(palette('#E4002B').changes.map((it) => it.code)).toEqual([
      'brand.redIsKeptForWarnings',
      'brand.redIsKeptForWarnings',
    ]);
    expect(palette('#FFD400').changes.map((it) => [it.code, it.theme])).toEqual([
      ['brand.darkenedSoTextReads', 'light'],
      ['brand.calmedForDark', 'dark'],
    ]);
  });

  test('[C24] reads short and lower-case hex, and refuses anything else without guessing', () => {
    expect(deriveBrandTokens(' #07c ')).toEqual(deriveBrandTokens('#0077CC'));
    for (const given of ['', '#12', 'red', '#GGGGGG', '0F6A57', '#0F6A57;}', 'url(x)'])
      expect(deriveBrandTokens(given)).toEqual({ code: 'brand.notHex', given });
  });
});
