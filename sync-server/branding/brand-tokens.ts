import { wcagContrast } from 'culori';

import { neutrals, type Theme } from './neutral-colours.ts';
import { readOklch, writeHex, type Oklch } from './oklch-hex.ts';

/**
 * A clinic gives one colour; these tokens are what the screens may paint with it. Computed once when Branding is saved and
 * stored as hex, so that no phone has to understand oklch(). The figures are LOOK's; the test walks 5,832 colours.
 * Not promised: that two clinics look different (all red brands share one neutral set).
 */
export interface BrandTokens {
  /** The clinic's own colour, for the logo tile only, with whatever reads best on it. */
  readonly mark: string;
  readonly onMark: string;
  readonly brand: string;
  readonly onBrand: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
}

/** What Branding tells the clinic: which token of which theme is not the colour it gave, and why. */
export interface BrandChange {
  readonly code: 'brand.redIsKeptForWarnings' | 'brand.darkenedSoTextReads' | 'brand.lightenedForDark' | 'brand.calmedForDark';
  readonly theme: Theme;
  readonly token: 'brand';
  readonly from: string;
  readonly to: string;
  /** Contrast of the text on it, before and after, one decimal. */
  readonly before: number;
  readonly after: number;
}

export interface BrandPalette {
  readonly light: BrandTokens;
  readonly dark: BrandTokens;
  readonly changes: readonly BrandChange[];
}

export interface BrandRefusal {
  readonly code: 'brand.notHex';
  readonly given: string;
}

const STEP = 0.005;
const RED_HUE = 27;
const RED_WIDTH = 24;
const RED_CHROMA = 0.09;
const DARK_TEXT = '#111C1C';
const ON_BRAND = { light: '#FFFFFF', dark: '#0B1212' } as const;

function isRed({ c, h }: Oklch): boolean {
  const apart = Math.abs(h - RED_HUE) % 360;
  return c > RED_CHROMA && Math.min(apart, 360 - apart) <= RED_WIDTH;
}

/** Walks lightness in steps until `reads`; the ends of the scale are black and white, where every rule here holds. */
function walkLightness(start: Oklch, step: number, reads: (hex: string) => boolean): string {
  for (let l = start.l; l >= 0 && l <= 1; l += step) {
    const hex = writeHex({ ...start, l });
    if (reads(hex)) return hex;
  }
  return step < 0 ? '#000000' : '#FFFFFF';
}

function withChroma(colour: Oklch, l: number, most: number): Oklch {
  return { l, c: Math.min(colour.c, most), h: colour.h };
}

function deriveMark(hex: string): Pick<BrandTokens, 'mark' | 'onMark'> {
  const onMark = wcagContrast(DARK_TEXT, hex) > wcagContrast('#FFFFFF', hex) ? DARK_TEXT : '#FFFFFF';
  return { mark: hex, onMark };
}

function deriveNeutral(hex: string, theme: Theme): BrandTokens {
  const { ink, sunken, line } = neutrals[theme];
  return { ...deriveMark(hex), brand: ink, onBrand: ON_BRAND[theme], ink, soft: sunken, line };
}

function deriveLight(hex: string, colour: Oklch): BrandTokens {
  const soft = writeHex(withChroma(colour, 0.962, 0.02));
  const reads = (ink: string): boolean =>
    wcagContrast(ink, neutrals.light.paper) >= 7 && wcagContrast(ink, soft) >= 5.5;
  return {
    ...deriveMark(hex),
    brand: walkLightness(withChroma(colour, Math.min(colour.l, 0.6), 1), -STEP, (it) => wcagContrast(it, '#FFFFFF') >= 4.5),
    onBrand: ON_BRAND.light,
    ink: walkLightness(withChroma(colour, Math.min(colour.l, 0.5), 0.15), -STEP, reads),
    soft,
    line: writeHex(withChroma(colour, 0.8, 0.07)),
  };
}

function deriveDark(hex: string, colour: Oklch): BrandTokens {
  const soft = writeHex(withChroma(colour, 0.3, 0.045));
  const start = Math.min(0.8, Math.max(0.72, colour.l));
  const reads = (ink: string): boolean =>
    wcagContrast(ink, neutrals.dark.paper) >= 7 && wcagContrast(ink, soft) >= 5.5;
  return {
    ...deriveMark(hex),
    brand: walkLightness(withChroma(colour, start, 0.13), STEP, (it) => wcagContrast(it, neutrals.dark.canvas) >= 7),
    onBrand: ON_BRAND.dark,
    ink: walkLightness(withChroma(colour, 0.78, 0.11), STEP, reads),
    soft,
    line: writeHex(withChroma(colour, 0.45, 0.07)),
  };
}

function explainChange(given: string, theme: Theme, tokens: BrandTokens, red: boolean): BrandChange[] {
  if (tokens.brand === given) return [];
  const lighter = readOklch(tokens.brand).l > readOklch(given).l + STEP / 2;
  const darkCode = lighter ? 'brand.lightenedForDark' : 'brand.calmedForDark';
  const code = red ? 'brand.redIsKeptForWarnings' : theme === 'light' ? 'brand.darkenedSoTextReads' : darkCode;
  const round = (hex: string): number => Math.round(wcagContrast(hex, tokens.onBrand) * 10) / 10;
  return [{ code, theme, token: 'brand', from: given, to: tokens.brand, before: round(given), after: round(tokens.brand) }];
}

/** `given` is #RRGGBB or #RGB in any case, with or without spaces around it. */
export function deriveBrandTokens(given: string): BrandPalette | BrandRefusal {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(given.trim());
  const long = short ? `#${short.slice(1).map((digit) => digit + digit).join('')}` : given.trim();
  if (!/^#[0-9a-f]{6}$/i.test(long)) return { code: 'brand.notHex', given };
  const hex = long.toUpperCase();
  const colour = readOklch(hex);
  const red = isRed(colour);
  const light = red ? deriveNeutral(hex, 'light') : deriveLight(hex, colour);
  const dark = red ? deriveNeutral(hex, 'dark') : deriveDark(hex, colour);
  const changes = [...explainChange(hex, 'light', light, red), ...explainChange(hex, 'dark', dark, red)];
  return { light, dark, changes };
}
