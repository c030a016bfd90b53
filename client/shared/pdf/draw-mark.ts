import type { Pen } from './pen.ts';
import type { SheetClinic } from './sheet.ts';

const SIDE = 11;

/** The clinic's tile, as on screen: its colour, and its mark or first letters on it. */
export function drawMark({ pdf, lay, line }: Pen, clinic: SheetClinic, x: number, y: number): void {
  pdf.setFillColor(clinic.tile).roundedRect(x, y, SIDE, SIDE, 2.6, 2.6, 'F');
  // Marks are drawn on 24 × 24, which leaves a rim of a fifth.
  const scale = (SIDE * 0.6) / 24;
  const [left, top] = [x + SIDE * 0.2, y + SIDE * 0.2];
  pdf.setDrawColor(clinic.onTile).setLineWidth(2 * scale).setLineCap('round').setLineJoin('round');
  if (clinic.mark === 'waves') {
    const wave = [1, -1, 1, -1].map((up) => [1.5, -1.6 * up, 3, -1.6 * up, 4.5, 0]);
    for (const height of [8, 12, 16]) pdf.lines(wave, left + 3 * scale, top + height * scale, [scale, scale], 'S');
  } else if (clinic.mark === 'sun') {
    pdf.circle(left + 12 * scale, top + 12 * scale, 4 * scale, 'S');
    for (let ray = 0; ray < 8; ray += 1) {
      const [dx, dy] = [Math.cos((ray * Math.PI) / 4) * scale, Math.sin((ray * Math.PI) / 4) * scale];
      pdf.line(left + 12 * scale + 7.5 * dx, top + 12 * scale + 7.5 * dy, left + 12 * scale + 9.5 * dx, top + 12 * scale + 9.5 * dy);
    }
  } else {
    const letters = lay(clinic.initials, { size: 13, bold: true }, SIDE);
    if (letters.painted) return;
    const width = pdf.getTextWidth(clinic.initials);
    line({ ...letters, look: { ...letters.look, colour: clinic.onTile } }, 0, x + (SIDE - width) / 2, y + (SIDE - letters.height) / 2);
  }
}
