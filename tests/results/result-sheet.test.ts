import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawSheet } from '../../client/shared/pdf/draw-sheet.ts';
import type { Brush } from '../../client/shared/pdf/paint-line.ts';
import { asBytes, startPdf } from '../../client/shared/pdf/sheet-pdf.ts';
import type { Sheet } from '../../client/shared/pdf/sheet.ts';
import { PAPER } from '../../client/shared/pdf/pen.ts';
import { readPdf, wordHeights } from '../support/read-pdf.ts';

// Read by another program (poppler), as whoever gets the file does. --------------------------------------------------------

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'outpost-sheet-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const letters = (name: string): string => asBytes(readFileSync(resolve(import.meta.dirname, `../../client/shared/pdf/letters/${name}.ttf`)));
const painted: string[] = [];
/** Node paints no pictures: a dot stands in for a line of them. */
const DOT = 'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=';
const brush: Brush = { wrap: (text) => [text], paint: (line) => { painted.push(line); return DOT; } };

function sheetOf(over: Partial<Sheet> = {}, rows = 3): Sheet {
  return {
    fileName: 'lelet.pdf', language: 'hu', title: 'Vérkép',
    clinic: { name: 'Folyóparti Rendelő', second: '+36 1 555 0142', mark: 'waves', initials: 'FR', tile: '#0F6A57', onTile: '#FFFFFF', line: '#0F6A57' },
    facts: [['Páciens', 'Szűcs Őrs Benő'], ['Született', '1961. április 2.'], ['Vizsgálat napja', '2026. november 20.']],
    warning: null, quote: { by: 'Rivera Tomás', text: 'Minden rendben: jövő héten beszéljük meg.' },
    table: {
      columns: ['Vizsgálat', 'Érték', 'Küldött tartomány', 'Jelölés'],
      rows: Array.from({ length: rows }, (_, at) => ({
        cells: [`Érték ${at + 1}`, `${at + 1},5 µmol/L`, '≥ 3,5 – ≤ 5,1 µmol/L', at % 7 === 0 ? 'Alacsony' : '–'], marked: at % 7 === 0, sentence: `A(z) ${at + 1}. sor mondata: tűrhető, főképp.${' Rövidebb és hosszabb sorok váltakoznak.'.repeat((at % 5) * 3)}`,
      })),
    },
    parts: [{ heading: 'A labor véleménye', text: 'Őszre ismétlés.' }],
    foot: ['Készült: 2026. november 22. 16:40', 'Az adatok ekkoriak: 2026. november 22. 16:35'], pageOf: (page, pages) => `${pages}/${page}. oldal`, ...over,
  };
}

/** What poppler reads on each page. */
function pagesOf(sheet: Sheet, name: string): readonly string[] {
  const pdf = startPdf(letters('regular'), letters('semibold'));
  drawSheet(pdf, sheet, brush);
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, Buffer.from(pdf.output('arraybuffer')));
  return readPdf(file);
}

it('[C17] [B34] says every word on one page, with the letters of Hungarian and the signs of measures', () => {
  const [page = '', ...more] = pagesOf(sheetOf(), 'short');
  expect(more).toEqual([]);
  for (const words of [
    'Folyóparti Rendelő', '+36 1 555 0142', 'Vérkép', 'Szűcs Őrs Benő', '1961. április 2.', 'Rivera Tomás', 'Minden rendben: jövő héten', '1,5 µmol/L', '≥ 3,5 – ≤ 5,1 µmol/L', 'Alacsony',
    'A(z) 1. sor mondata: tűrhető, főképp.', 'Őszre ismétlés.', 'Készült: 2026. november 22. 16:40', 'Az adatok ekkoriak', '1/1. oldal',
  ]) expect(page).toContain(words);
  expect(painted).toEqual([]);
});

it('[C17] a long report goes on over pages: no row is cut, each page says whose it is, which it is, and what is wrong with it', () => {
  const pages = pagesOf(sheetOf({ warning: 'Javított változat jön. Erre ne hagyatkozzon.' }, 120), 'long');
  expect(pages.length).toBeGreaterThan(4);
  for (const [at, page] of pages.entries()) {
    expect(page).toContain(`${pages.length}/${at + 1}. oldal`);
    for (const words of ['Szűcs Őrs Benő', 'Vérkép', 'Javított változat jön', 'Folyóparti Rendelő']) expect(page).toContain(words);
    if (/Érték \d/.test(page)) expect(page, 'the columns keep their names').toContain('Küldött tartomány');
  }
  const bottom = PAPER.height - PAPER.foot;
  const heights = wordHeights(join(folder, 'long.pdf'));
  expect(heights.length).toBeGreaterThan(1000);
  expect(heights.filter(({ from, to }) => to > bottom && from < bottom + 4), 'nothing runs into the foot').toEqual([]);
  for (let row = 1; row <= 120; row += 1) {
    const its = pages.filter((page) => new RegExp(`Érték ${row}\\b`).test(page));
    expect(its).toHaveLength(1);
    expect(its[0]).toContain(`A(z) ${row}. sor mondata`);
  }
});

it('[C17] words longer than a page go on over it, whole', () => {
  const text = Array.from({ length: 900 }, (_, at) => `szó${at}`).join(' ');
  const table = { columns: ['Vizsgálat', 'Érték', 'Tartomány', 'Jelölés'] as const, rows: [{ cells: ['Szövettan', text, '–', '–'] as const, marked: false, sentence: 'Szövettan.' }] };
  const said = pagesOf(sheetOf({ table, parts: [{ heading: 'Vélemény', text: text.replaceAll('szó', 'mondat') }] }), 'flow').join(' ');
  for (const word of ['szó0', 'szó450', 'szó899', 'mondat0', 'mondat899']) expect(said).toContain(word);
});

it('[C17] what the letters do not know is painted with the device’s own; o with two strokes apart is ő', () => {
  painted.length = 0;
  const said = pagesOf(sheetOf({ title: 'فحص الدم', facts: [['Páciens', 'Szu\u030Bcs O\u030Brs']] }), 'other').join(' ');
  expect(painted).toEqual(['فحص الدم']);
  expect(said).toContain('Szűcs Őrs');
});
