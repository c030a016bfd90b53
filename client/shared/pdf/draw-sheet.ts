import type { jsPDF } from 'jspdf';
import { drawMark } from './draw-mark.ts';
import type { Brush } from './paint-line.ts';
import { createPen, GREY, lineHeight, PAPER, TEXT_WIDTH, type Laid, type Look, type Pen } from './pen.ts';
import type { Sheet, SheetRow, SheetTable } from './sheet.ts';

const BODY: Look = { size: 10.5 };
const BOLD: Look = { size: 10.5, bold: true };
const SMALL: Look = { size: 8.5, colour: GREY };
const HEADING: Look = { size: 12, bold: true };
const BOTTOM = PAPER.height - PAPER.foot;
const GAP = 4;
const PAD = 2;
/** Test, value, range, mark; of the width, with a gap between them. */
const SHARES = [0.33, 0.22, 0.27, 0.18] as const;

/** Draws a sheet on as many pages as it needs. A row of its table is on one page, unless it alone is longer than a page. */
export function drawSheet(pdf: jsPDF, sheet: Sheet, brush: Brush): void {
  pdf.setProperties({ title: sheet.title, creator: 'Outpost' });
  pdf.setLanguage(sheet.language as Parameters<jsPDF['setLanguage']>[0]);
  const pen = createPen(pdf, brush);
  drawHead(pen, sheet);
  if (sheet.quote) {
    flow(pen, sheet, sheet.quote.by, BOLD);
    flow(pen, sheet, sheet.quote.text, BODY, GAP);
  }
  if (sheet.table) drawTable(pen, sheet, sheet.table);
  for (const { heading, text } of sheet.parts) {
    // No heading at the foot of a page with its words on the next.
    need(pen, sheet, pen.lay(heading, HEADING, TEXT_WIDTH).height + 2 * lineHeight(BODY.size));
    flow(pen, sheet, heading, HEADING, 0.5);
    flow(pen, sheet, text, BODY, GAP);
  }
  drawFeet(pen, sheet);
}

function drawHead(pen: Pen, sheet: Sheet): void {
  const { pdf } = pen;
  const { clinic } = sheet;
  drawMark(pen, clinic, PAPER.side, pen.y);
  const name = pen.lay(clinic.name, { size: 14, bold: true }, TEXT_WIDTH - 15);
  const second = pen.lay(clinic.second, { size: 9.5, colour: GREY }, TEXT_WIDTH - 15);
  pen.put(name, PAPER.side + 15, pen.y);
  pen.put(second, PAPER.side + 15, pen.y + name.height);
  pen.y += Math.max(11, name.height + second.height) + 3;
  rule(pen, clinic.line, 0.6);
  pen.y += 5;
  flow(pen, sheet, sheet.title, { size: 17, bold: true }, 2);
  const labels = Math.min(60, Math.max(...sheet.facts.map(([label]) => pdf.setFontSize(BODY.size).getTextWidth(label)), 10) + 5);
  for (const [label, words] of sheet.facts) {
    const [left, right] = [pen.lay(label, { ...BODY, colour: GREY }, labels - 3), pen.lay(words, BODY, TEXT_WIDTH - labels)];
    need(pen, sheet, Math.max(left.height, right.height));
    pen.put(left, PAPER.side, pen.y);
    pen.put(right, PAPER.side + labels, pen.y);
    pen.y += Math.max(left.height, right.height);
  }
  pen.y += GAP;
  if (sheet.warning !== null) drawWarning(pen, sheet.warning);
}

/** In a frame, in words: paper has no colour to lean on. */
function drawWarning(pen: Pen, words: string): void {
  const laid = pen.lay(words, BOLD, TEXT_WIDTH - 8);
  pen.pdf.setDrawColor('#000000').setLineWidth(0.5).rect(PAPER.side, pen.y, TEXT_WIDTH, laid.height + 5);
  pen.put(laid, PAPER.side + 4, pen.y + 2.5);
  pen.y += laid.height + 5 + GAP;
}

function rule({ pdf, y }: Pen, colour: string, width: number): void {
  pdf.setDrawColor(colour).setLineWidth(width).line(PAPER.side, y, PAPER.width - PAPER.side, y);
}

/** A page that lies alone still says whose it is, and what is wrong with it. */
function turn(pen: Pen, sheet: Sheet): void {
  pen.pdf.addPage();
  pen.y = PAPER.top;
  const head = pen.lay([sheet.clinic.name, sheet.title, ...sheet.facts.slice(0, 2).map(([, words]) => words)].join(' · '), SMALL, TEXT_WIDTH);
  pen.put(head, PAPER.side, pen.y);
  pen.y += head.height + 1.5;
  rule(pen, sheet.clinic.line, 0.6);
  pen.y += 4;
  if (sheet.warning !== null) drawWarning(pen, sheet.warning);
}

function need(pen: Pen, sheet: Sheet, height: number): boolean {
  if (pen.y + height <= BOTTOM) return false;
  turn(pen, sheet);
  return true;
}

/** Words that may go on over the page, line by line. */
function flow(pen: Pen, sheet: Sheet, words: string, look: Look, after = 0): void {
  const laid = pen.lay(words, look, TEXT_WIDTH);
  for (const at of laid.lines.keys()) {
    need(pen, sheet, lineHeight(look.size));
    pen.line(laid, at, PAPER.side, pen.y);
    pen.y += lineHeight(look.size);
  }
  pen.y += after;
}

interface Column { readonly x: number; readonly width: number }
function columns(): readonly Column[] {
  let x: number = PAPER.side;
  return SHARES.map((share) => {
    const column = { x, width: TEXT_WIDTH * share - 3 };
    x += TEXT_WIDTH * share;
    return column;
  });
}

function drawTable(pen: Pen, sheet: Sheet, table: SheetTable): void {
  const across = columns();
  const lay = (cells: readonly string[], look: (at: number) => Look): Laid[] => cells.map((words, at) => pen.lay(words, look(at), across[at]?.width ?? 0));
  const height = (cells: readonly Laid[]): number => Math.max(...cells.map((one) => one.height));
  const put = (cells: readonly Laid[]): void => {
    for (const [at, one] of cells.entries()) pen.put(one, across[at]?.x ?? 0, pen.y);
  };
  function head(): void {
    const cells = lay(table.columns, () => SMALL);
    put(cells);
    pen.y += height(cells) + 1;
    rule(pen, sheet.clinic.line, 0.4);
    pen.y += PAD;
  }
  function row({ cells: words, marked, sentence }: SheetRow): void {
    const cells = lay(words, (at) => (at === 0 || marked ? BOLD : BODY));
    const below = pen.lay(sentence, SMALL, TEXT_WIDTH);
    const tall = height(cells) + below.height + 2 * PAD;
    if (tall > BOTTOM - PAPER.top - 40) {
      // Longer than a page: it goes on from page to page, like any text.
      for (const [at, cell] of words.entries()) if (cell !== '') flow(pen, sheet, cell, at === 0 || marked ? BOLD : BODY, 1);
      flow(pen, sheet, sentence, SMALL, PAD);
    } else {
      if (need(pen, sheet, tall)) head();
      put(cells);
      pen.y += height(cells) + 0.5;
      pen.put(below, PAPER.side, pen.y);
      pen.y += below.height + PAD;
    }
    rule(pen, '#B9BEC4', 0.2);
    pen.y += PAD;
  }
  // The names of the columns never stand alone at the foot of a page.
  need(pen, sheet, 30);
  head();
  for (const one of table.rows) row(one);
  pen.y += GAP;
}

function drawFeet(pen: Pen, sheet: Sheet): void {
  const pages = pen.pdf.getNumberOfPages();
  for (let page = 1; page <= pages; page += 1) {
    pen.pdf.setPage(page);
    pen.y = BOTTOM + 4;
    rule(pen, '#B9BEC4', 0.2);
    let y = pen.y + 2;
    for (const words of sheet.foot) {
      const laid = pen.lay(words, SMALL, TEXT_WIDTH - 35);
      pen.put(laid, PAPER.side, y);
      y += laid.height;
    }
    pen.line(pen.lay(sheet.pageOf(page, pages), SMALL, 34), 0, PAPER.width - PAPER.side, pen.y + 2, true);
  }
}
