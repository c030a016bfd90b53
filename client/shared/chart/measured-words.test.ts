import { describe, expect, it } from 'vitest';
import type { Measured } from '../../../schema/chart.ts';
import { isRounded, measuredWords, observationWords, plainName, rangeWords, valueWords } from './measured-words.ts';

const measured = (value: string | null, unit = '', code: string | null = null): Measured => ({ name: 'Thing', code, value, number: null, unit, missing: null, flags: [], ranges: [] });

describe('[B17] values in words', () => {
  it.each([
    ['1.50', '1.50'], ['5.4', '5.4'], ['166.74060616068357', '167'], ['-0.123456', '-0.12'], ['<0.0512345', '<0.0512'], ['37.0512', '37.1'], ['70', '70'], ['120.50', '120.50'], ['a 1.23456 b', 'a 1.23456 b'],
  ])('%s is written %s', (sent, written) => {
    expect(valueWords(sent)).toBe(written);
    expect(isRounded(sent)).toBe(sent !== written);
  });

  it('a number keeps its unit, in the hand people write it', () => {
    expect([measuredWords(measured('70', '/min')), measuredWords(measured('3', '{score}')), measuredWords(measured('12', 'wat')), measuredWords(measured(null))]).toEqual(['70\u00a0a minute', '3', '12\u00a0wat', null]);
  });

  it.each([
    ['11 g/dL – 15 g/dL', '11–15\u00a0g/dL'], ['0.166745 mg/dL – 1.2 mg/dL', '0.17–1.2\u00a0mg/dL'], ['60 mm[Hg] – 80 mm[Hg]', '60–80\u00a0mmHg'], ['-2 – 2', '-2 – 2'], ['4.0 – 5.6', '4.0–5.6'],
    ['10 mg/dL – 1 g/dL', '10 mg/dL – 1 g/dL'], ['≥ 11 g/dL', '≥ 11 g/dL'], ['up to 5 a day', 'up to 5 a day'], ['negative', 'negative'], ['1 {#} – 3 {#}', '1–3'],
  ])('[B17] the range %s is written %s', (sent, written) => {
    expect(rangeWords(sent)).toBe(written);
  });

  it('blood pressure is said in one; any other panel part by part, and a part without a value is said too', () => {
    const pressure = [measured('80', 'mm[Hg]', '8462-4'), measured('120', 'mm[Hg]', '8480-6')];
    expect(observationWords(measured(null), pressure, () => '')).toBe('120/80\u00a0mmHg');
    expect(observationWords(measured(null), [measured('78.612345', 'mm[Hg]', '8462-4'), measured('126.4', 'mm[Hg]', '8480-6')], () => '')).toBe('126.4/79\u00a0mmHg');
    expect(observationWords(measured(null), [...pressure, measured(null)], ({ code }) => code ?? 'Cuff')).toBe('8462-4 80\u00a0mmHg, 8480-6 120\u00a0mmHg, Cuff –');
    expect(observationWords(measured(null), [], () => '')).toBeNull();
  });

  it('names lose what only a terminology writes', () => {
    expect([plainName('Asthma (disorder)'), plainName('Measles (live)'), plainName('Prediabetes')]).toEqual(['Asthma', 'Measles (live)', 'Prediabetes']);
  });
});
