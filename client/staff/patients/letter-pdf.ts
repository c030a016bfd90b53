import type { jsPDF } from 'jspdf';
import { encode } from 'uqr';
import type { LetterContent } from './letter-content.ts';

const A4 = { width: 210, margin: 20 } as const;
const TEXT_WIDTH = A4.width - 2 * A4.margin;
const MM_PER_PT = 25.4 / 72;

interface Pen { readonly pdf: jsPDF; y: number }
interface Look { readonly size: number; readonly bold?: boolean; readonly x?: number; readonly width?: number }

/** The letter as a file, made on this device. The library comes when it is first asked for. */
export async function saveLetterPdf(content: LetterContent): Promise<void> {
  const { jsPDF } = await import('jspdf');
  const pdf = new jsPDF({ unit: 'mm', format: 'a4', compress: true });
  drawLetter(pdf, content);
  pdf.save(content.fileName);
}

export function drawLetter(pdf: jsPDF, content: LetterContent): void {
  pdf.setProperties({ title: content.heading, creator: 'Outpost' });
  const pen: Pen = { pdf, y: A4.margin };
  pdf.setFillColor(content.colour);
  pdf.rect(A4.margin, pen.y, 8, 8, 'F');
  write(pen, content.clinic, { size: 15, bold: true, x: A4.margin + 12, width: TEXT_WIDTH - 12 }, 1);
  pen.y = A4.margin + 24;
  for (const line of content.to) write(pen, line, { size: 11.5 });
  pen.y += 10;
  write(pen, content.heading, { size: 15, bold: true }, 4);
  write(pen, content.greeting, { size: 11.5 }, 2);
  write(pen, content.intro, { size: 11.5 }, 4);
  drawSquare(pdf, content.address, A4.width - A4.margin - 34, pen.y);
  for (const [index, step] of content.steps.entries()) {
    const before = pen.y;
    write(pen, `${index + 1}.`, { size: 11.5 });
    pen.y = before;
    write(pen, step, { size: 11.5, x: A4.margin + 7, width: TEXT_WIDTH - 7 - 40 }, 2.5);
    if (index === content.passwordStep) drawPassword(pen, content.password);
  }
  pen.y += 4;
  for (const line of content.closing) write(pen, line, { size: 11.5 }, 2);
  pen.y += 4;
  write(pen, content.printed, { size: 9 });
}

function drawPassword(pen: Pen, password: string): void {
  const { pdf } = pen;
  pdf.setFont('courier', 'bold').setFontSize(16);
  const width = pdf.getTextWidth(password) + 10;
  pdf.setLineWidth(0.4).rect(A4.margin + 7, pen.y, width, 11);
  pdf.text(password, A4.margin + 12, pen.y + 7.5);
  pen.y += 16;
}

function drawSquare(pdf: jsPDF, text: string, x: number, y: number): void {
  const { data, size } = encode(text, { border: 0 });
  const side = 34 / size;
  pdf.setFillColor(0, 0, 0);
  for (const [row, line] of data.entries()) {
    for (const [column, dark] of line.entries()) if (dark) pdf.rect(x + column * side, y + row * side, side + 0.02, side + 0.02, 'F');
  }
}

/** What a PDF's own fonts can write. */
const western = /^[\u0020-\u007E\u00A0-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2026]*$/u;

function write(pen: Pen, text: string, look: Look, after = 0): void {
  const { pdf } = pen;
  const x = look.x ?? A4.margin;
  const width = look.width ?? TEXT_WIDTH;
  const lineHeight = look.size * MM_PER_PT * 1.45;
  if (western.test(text)) {
    pdf.setFont('helvetica', look.bold ? 'bold' : 'normal').setFontSize(look.size).setTextColor(0, 0, 0);
    for (const line of pdf.splitTextToSize(text, width) as string[]) {
      pdf.text(line, x, pen.y + lineHeight * 0.75);
      pen.y += lineHeight;
    }
  } else {
    // Any other script is drawn with the device's own fonts, which know it: "Nguyễn", Arabic, Amharic.
    const picture = paint(text, look, width);
    pdf.addImage(picture.url, 'PNG', x, pen.y, width, picture.height);
    pen.y += picture.height;
  }
  pen.y += after;
}

const DOTS_PER_MM = 300 / 25.4;

function paint(text: string, look: Look, width: number): { url: string; height: number } {
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('This browser draws no pictures');
  const px = look.size * MM_PER_PT * DOTS_PER_MM;
  const font = `${look.bold ? '600' : '400'} ${px}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif`;
  brush.font = font;
  const lines = wrap(text, width * DOTS_PER_MM, (line) => brush.measureText(line).width);
  canvas.width = Math.ceil(width * DOTS_PER_MM);
  canvas.height = Math.ceil(lines.length * px * 1.45);
  brush.font = font;
  brush.textBaseline = 'alphabetic';
  const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFEFC]/u.test(text);
  brush.direction = rightToLeft ? 'rtl' : 'ltr';
  for (const [index, line] of lines.entries()) brush.fillText(line, rightToLeft ? canvas.width : 0, px * (1.45 * index + 1.09));
  return { url: canvas.toDataURL('image/png'), height: canvas.height / DOTS_PER_MM };
}

export function wrap(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
