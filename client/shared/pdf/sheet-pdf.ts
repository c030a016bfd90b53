import { jsPDF } from 'jspdf';
import { drawSheet } from './draw-sheet.ts';
import regular from './letters/regular.ttf?url';
import semibold from './letters/semibold.ttf?url';
import { deviceBrush } from './paint-line.ts';
import { LETTERS } from './pen.ts';
import type { Sheet } from './sheet.ts';

// Loaded when a PDF is first asked for. The letters are a part of Inter (letters/OFL.txt): Latin with what Hungarian, Vietnamese and the
// rest of Europe need, Greek, Cyrillic, and the signs of measures; every glyph simple, without hints, since a file takes only what it uses.

/** Made and kept on this device, with a network or without. False: the letters are not here, and no network brings them. */
export async function saveSheet(sheet: Sheet): Promise<boolean> {
  const [normal, bold] = await Promise.all([regular, semibold].map(fetchLetters));
  if (normal === null || normal === undefined || bold === null || bold === undefined) return false;
  const pdf = startPdf(normal, bold);
  drawSheet(pdf, sheet, deviceBrush);
  pdf.save(sheet.fileName);
  return true;
}

/** @param normal the letters' file, a byte a character: so the library wants it */
export function startPdf(normal: string, bold: string): jsPDF {
  const pdf = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true });
  for (const [style, file] of [['normal', normal], ['bold', bold]] as const) {
    pdf.addFileToVFS(`${style}.ttf`, file);
    pdf.addFont(`${style}.ttf`, LETTERS, style);
  }
  return pdf;
}

async function fetchLetters(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? asBytes(new Uint8Array(await answer.arrayBuffer())) : null;
  } catch {
    return null; // no network
  }
}

const PIECE = 8192;
export function asBytes(file: Uint8Array): string {
  let text = '';
  for (let at = 0; at < file.length; at += PIECE) text += String.fromCharCode(...file.subarray(at, at + PIECE));
  return text;
}
