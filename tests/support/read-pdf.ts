import { execFileSync } from 'node:child_process';

/** What another program (poppler) reads in a PDF, by page, with every space one. */
export function readPdf(file: string): readonly string[] {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1).map((page) => page.replace(/\s+/g, ' '));
}

/** From where to where each word stands, in millimetres from the top of its page. */
export function wordHeights(file: string): readonly { readonly from: number; readonly to: number; readonly word: string }[] {
  const told = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  return [...told.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g)]
    .map(([, from, to, word = '']) => ({ from: (Number(from) * 25.4) / 72, to: (Number(to) * 25.4) / 72, word }));
}
