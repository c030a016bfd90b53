import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import type { BrandEntry } from '../../schema/clinic.ts';
import { drawInitials } from './icon-letters.ts';

/** Built-in marks for the logo tile, drawn on 24 × 24 with strokes; the client draws the same (ui/clinic-mark.tsx). */
const marks: Readonly<Record<string, readonly string[]>> = {
  waves: ['M3 8c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0', 'M3 12c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0', 'M3 16c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0'],
  sun: ['M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z', 'M12 2.5v2M12 19.5v2M4.2 4.2l1.5 1.5M18.3 18.3l1.5 1.5M2.5 12h2M19.5 12h2M4.2 19.8l1.5-1.5M18.3 5.7l1.5-1.5'],
};

/**
 * `tile` has round corners of its own; `maskable` fills the square and keeps the mark within 40 % of its side from the middle, whatever
 * the phone cuts off; `monochrome` is the mark alone, for the system to colour.
 */
export type IconShape = 'tile' | 'maskable' | 'monochrome';
export type IconBrand = Pick<BrandEntry, 'name' | 'mark' | 'light'>;

/** Every picture file an app's manifest or page names. */
export const iconFiles = {
  '192.png': { shape: 'tile', size: 192 },
  '512.png': { shape: 'tile', size: 512 },
  'maskable-192.png': { shape: 'maskable', size: 192 },
  'maskable-512.png': { shape: 'maskable', size: 512 },
  'monochrome-512.png': { shape: 'monochrome', size: 512 },
  // iOS cuts the corners itself and paints what is transparent black.
  'apple-180.png': { shape: 'maskable', size: 180 },
} as const satisfies Readonly<Record<string, { readonly shape: IconShape; readonly size: number }>>;
export type IconFile = keyof typeof iconFiles;

export function isIconFile(name: string): name is IconFile {
  return Object.hasOwn(iconFiles, name);
}

/** The clinic's tile as an SVG picture: its own colour, and on it whatever reads best: its mark, else its initials. */
export function drawIcon({ name, mark, light }: IconBrand, shape: IconShape): string {
  const { mark: colour = '#0F6A57', onMark = '#FFFFFF' } = light;
  const strokes = Object.hasOwn(marks, mark) ? marks[mark] : undefined;
  const inside = strokes?.map((d) => `<path d="${d}"/>`).join('') ?? drawInitials(name) ?? marks['waves']?.map((d) => `<path d="${d}"/>`).join('') ?? '';
  const corner = shape === 'tile' ? 10 : 0;
  const ground = shape === 'monochrome' ? '' : `<rect width="40" height="40" rx="${corner}" fill="${colour}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">${ground}` +
    `<g transform="translate(8 8)" fill="none" stroke="${shape === 'monochrome' ? '#000000' : onMark}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inside}</g></svg>`;
}

/** Changes exactly when the picture does: part of the address that a manifest gives, so that phones notice a new brand. */
export function iconVersion(brand: IconBrand): string {
  return createHash('sha256').update(drawIcon(brand, 'tile')).digest('base64url').slice(0, 12);
}

/** Some clinics, six files each; a few KB apiece. Anything beyond is drawn again. */
const KEPT = 300;
const kept = new Map<string, Buffer<ArrayBuffer>>();

/** The same picture as PNG, for what takes no SVG: Android's launcher, iOS. About 5 ms, once for each content. */
export function renderIcon(brand: IconBrand, file: IconFile): Buffer<ArrayBuffer> {
  const { shape, size } = iconFiles[file];
  const svg = drawIcon(brand, shape);
  const key = `${size} ${svg}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  // No fonts and no files: the picture is strokes alone, and nothing a clinic types can reach a disk.
  const png = Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render().asPng());
  const oldest = kept.size >= KEPT ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(key, png);
  return png;
}
