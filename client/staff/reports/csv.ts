export type Cell = string | number | null;

/** What a spreadsheet would take for a formula, or drop, stands behind an apostrophe: it is somebody's words, never an order. */
const isFormula = (text: string): boolean => /^[\s\p{Cc}]*[=+\-@|%\uff0b\uff0d\uff1d\uff20]/u.test(text) || /^[\t\r\n]/.test(text);

function write(cell: Cell, decimal: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', decimal);
  const text = isFormula(cell) ? `'${cell}` : cell;
  return `"${text.replace(/"/g, '""')}"`;
}

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. Where the comma parts whole from fraction, the semicolon
 * parts the columns: that is what spreadsheets of those languages expect.
 */
export function csvOf(rows: readonly (readonly Cell[])[], decimal: '.' | ','): string {
  const separator = decimal === ',' ? ';' : ',';
  return `\ufeff${rows.map((row) => `${row.map((cell) => write(cell, decimal)).join(separator)}\r\n`).join('')}`;
}
