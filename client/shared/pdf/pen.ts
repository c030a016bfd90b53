import type { jsPDF } from 'jspdf';
import { pxOf, type Brush } from './paint-line.ts';

/** A4, in millimetres; narrower paper loses nothing but its margin. */
export const PAPER = { width: 210, height: 297, side: 18, top: 16, foot: 24 } as const;
export const TEXT_WIDTH = PAPER.width - 2 * PAPER.side;
const MM_PER_PT = 25.4 / 72;

/** The names under which the letters lie in the file. */
export const LETTERS = 'letters';

export interface Look { readonly size: number; readonly bold?: boolean; readonly colour?: string }
/** Words laid out for a width: lines of text, or of pictures where the letters are missing. */
export interface Laid { readonly lines: readonly string[]; readonly painted: boolean; readonly look: Look; readonly width: number; readonly height: number }

export interface Pen {
  readonly pdf: jsPDF;
  y: number;
  lay(text: string, look: Look, width: number): Laid;
  /** One line at a height of its own; `end`: x is where it ends. */
  line(laid: Laid, at: number, x: number, y: number, end?: boolean): void;
  /** All lines, which the caller has found room for; leaves `y` where it is. */
  put(laid: Laid, x: number, y: number): void;
}

/** Second in rank; 8 to 1 on white. */
export const GREY = '#4A4F55';
export const lineHeight = (size: number): number => size * MM_PER_PT * 1.42;

interface LetterTable { characterToGlyph(code: number): number }

export function createPen(pdf: jsPDF, brush: Brush): Pen {
  pdf.setFont(LETTERS, 'normal');
  const { metadata } = pdf.getFont() as { readonly metadata: LetterTable };
  const known = new Map<string, boolean>();
  function knows(letter: string): boolean {
    const before = known.get(letter);
    if (before !== undefined) return before;
    const code = letter.codePointAt(0) ?? 0;
    const here = code === 10 || (code < 0xFFFF && metadata.characterToGlyph(code) > 0);
    known.set(letter, here);
    return here;
  }
  const pen: Pen = {
    pdf, y: PAPER.top,
    lay(text, look, width) {
      // ő may come as o and two strokes; what steers the eye and draws nothing is left out.
      const words = text.normalize('NFC').replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '').replace(/\r\n?/g, '\n').replace(/[^\P{C}\n]/gu, ' ');
      const painted = ![...words].every(knows);
      pdf.setFont(LETTERS, look.bold ? 'bold' : 'normal').setFontSize(look.size);
      const lines = painted ? brush.wrap(words, pxOf(look.size * MM_PER_PT), look.bold ?? false, pxOf(width)) : (pdf.splitTextToSize(words, width) as string[]);
      return { lines, painted, look, width, height: lines.length * lineHeight(look.size) };
    },
    line(laid, at, x, y, end = false) {
      const { look, painted, width } = laid;
      const words = laid.lines[at] ?? '';
      const high = lineHeight(look.size);
      if (painted) {
        pdf.addImage(brush.paint(words, pxOf(look.size * MM_PER_PT), look.bold ?? false, pxOf(width), pxOf(high)), 'JPEG', end ? x - width : x, y, width, high);
        return;
      }
      pdf.setFont(LETTERS, look.bold ? 'bold' : 'normal').setFontSize(look.size).setTextColor(look.colour ?? '#000000');
      pdf.text(words, x, y + high * 0.74, end ? { align: 'right' } : {});
    },
    put(laid, x, y) {
      for (const at of laid.lines.keys()) pen.line(laid, at, x, y + at * lineHeight(laid.look.size));
    },
  };
  return pen;
}
