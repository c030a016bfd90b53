import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('[B33] a byte order mark, quotes doubled, lines ended as spreadsheets read them; numbers stay numbers', () => {
  expect(csvOf([['Day', 'Áll "most"'], ['2026-11-01', 3], ['2026-11-02', null]], '.')).toBe('\ufeff"Day","Áll ""most"""\r\n"2026-11-01",3\r\n"2026-11-02",\r\n');
});

test('[B33] where the comma is the decimal sign, the semicolon parts the columns', () => {
  expect(csvOf([['Arány', 12.5]], ',')).toBe('\ufeff"Arány";12,5\r\n');
});

test('[B33] no cell is a formula, whatever somebody called a place', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '|cmd', '%0A']) {
    expect(csvOf([[text]], '.')).toBe(`\ufeff"'${text}"\r\n`);
  }
  expect(csvOf([['Main = old']], '.')).toBe('\ufeff"Main = old"\r\n');
});
