import type { BrandEntry } from '../../schema/clinic.ts';

/** Built-in marks for the logo tile, drawn on 24 × 24 with strokes. An unknown name gets the waves. */
const marks: Readonly<Record<string, readonly string[]>> = {
  waves: ['M3 8c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0', 'M3 12c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0', 'M3 16c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0'],
  sun: ['M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z', 'M12 2.5v2M12 19.5v2M4.2 4.2l1.5 1.5M18.3 18.3l1.5 1.5M2.5 12h2M19.5 12h2M4.2 19.8l1.5-1.5M18.3 5.7l1.5-1.5'],
  leaf: ['M5 19c0-9 5-14 15-14 0 10-5 15-14 14Z', 'M5 19c3-5 6-7.500 10-9.500'],
};

/** The clinic's tile as an SVG picture: its own colour, whatever reads best on it. */
export function drawMark(brand: Pick<BrandEntry, 'mark' | 'light'>): string {
  const { mark = '#0F6A57', onMark = '#FFFFFF' } = brand.light;
  const strokes = (Object.hasOwn(marks, brand.mark) ? marks[brand.mark] : marks['waves']) ?? [];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="${mark}"/>` +
    `<g transform="translate(8 8)" fill="none" stroke="${onMark}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">` +
    `${strokes.map((d) => `<path d="${d}"/>`).join('')}</g></svg>`;
}
