import { expect, test } from 'vitest';
import { addDays, addWeeks, mondayOf, weekAt, weekdayOf, weekOf } from './iso-week.ts';

test('weeks are those of ISO 8601, at the ends of years as well', () => {
  expect(['2026-11-22', '2026-11-23', '2027-01-03', '2027-01-04', '2024-12-30', '2021-01-01', '2026-12-31'].map(weekOf))
    .toEqual(['2026-W47', '2026-W48', '2026-W53', '2027-W01', '2025-W01', '2020-W53', '2026-W53']);
  expect([mondayOf('2026-W48'), mondayOf('2026-W53'), mondayOf('2027-W01'), weekdayOf('2026-11-22')]).toEqual(['2026-11-23', '2026-12-28', '2027-01-04', 6]);
  expect([addWeeks('2026-W53', 1), addWeeks('2027-W01', -1)]).toEqual(['2027-W01', '2026-W53']);
});

test('every day of thirty years is in the week whose Monday is on or less than seven days before it', () => {
  for (let day = '2015-01-01'; day < '2045-01-01'; day = addDays(day, 1)) {
    const monday = mondayOf(weekOf(day));
    if (!(monday <= day && day < addDays(monday, 7))) expect(`${day} is in ${weekOf(day)} of ${monday}`).toBe('');
  }
});

test('an instant is in the week of the clock on the wall there', () => {
  const late = Date.parse('2026-11-22T21:30:00Z');
  expect([weekAt('Africa/Nairobi', late), weekAt('Europe/Budapest', late), weekAt('America/New_York', Date.parse('2026-11-23T04:30:00Z'))]).toEqual(['2026-W48', '2026-W47', '2026-W47']);
});
