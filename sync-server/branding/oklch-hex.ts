import { clampRgb, converter, formatHex } from 'culori';

export interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

const toOklch = converter('oklch');
const toLinear = converter('lrgb');

/** Half a thousandth of linear light outside sRGB is not visible, and clipping it keeps a touch more of the clinic's chroma. */
const TOLERANCE = 0.0005;

export function readOklch(hex: string): Oklch {
  const colour = toOklch(hex);
  return { l: colour?.l ?? 0, c: colour?.c ?? 0, h: colour?.h ?? 0 };
}

function fitsSrgb(colour: Oklch): boolean {
  const { r, g, b } = toLinear({ mode: 'oklch', ...colour });
  return [r, g, b].every((channel) => channel >= -TOLERANCE && channel <= 1 + TOLERANCE);
}

/** Hue and lightness are kept; chroma falls until the colour fits sRGB. Upper-case #RRGGBB. */
export function writeHex(colour: Oklch): string {
  let c = colour.c;
  if (!fitsSrgb(colour)) {
    let low = 0;
    let high = colour.c;
    for (let halving = 0; halving < 20; halving += 1) {
      const middle = (low + high) / 2;
      if (fitsSrgb({ ...colour, c: middle })) low = middle;
      else high = middle;
    }
    c = low;
  }
  return formatHex(clampRgb({ mode: 'oklch', ...colour, c })).toUpperCase();
}
