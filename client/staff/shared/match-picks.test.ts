import { expect, it } from 'vitest';
import { matchPicks } from './match-picks.ts';

const items = [
  { id: '1', label: 'Please come in', second: 'Dear {first name}' }, { id: '2', label: 'Fasting blood test', group: 'Yours' }, { id: '3', label: 'Blood pressure', also: 'Nguyễn' },
  { id: '4', label: 'Search for blood', last: true },
];
const found = (typed: string): string => matchPicks(items, typed).map(({ id }) => id).join('');

it('[B32] finds by every word, accents aside, names first', () => {
  expect([found(''), found('blood'), found('test BLOOD'), found('nguyen'), found('dear'), found('yours'), found('blood x')]).toEqual(['1234', '324', '2', '3', '1', '2', '']);
});
