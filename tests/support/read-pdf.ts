import { execFileSync } from 'node:child_process';

/** What another program (poppler) reads in a PDF, by page, with every space one. */
export function readPdf(file: string): readonly string[] {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1).map((page) => page.replace(/\s+/g, ' '));
}
