import { expect, it } from 'vitest';
import { instantAt, wallAt } from './wall-time.ts';

const iso = (zone: string, day: string, time: string): string => new Date(instantAt(zone, day, time) ?? Number.NaN).toISOString().slice(0, 16);

it('[C103] finds the instant of a wall clock, also on the days when clocks change', () => {
  expect(iso('Africa/Nairobi', '2026-06-01', '09:00')).toBe('2026-06-01T06:00');
  expect(iso('Europe/Budapest', '2026-03-28', '02:30')).toBe('2026-03-28T01:30');
  expect(iso('Europe/Budapest', '2026-03-29', '09:00')).toBe('2026-03-29T07:00');
  expect(iso('Europe/Budapest', '2026-10-25', '01:59')).toBe('2026-10-24T23:59');
  expect(iso('America/New_York', '2026-11-01', '12:00')).toBe('2026-11-01T17:00');
});

it('takes the first of two, and the moment of the jump for a time that never comes', () => {
  expect(iso('Europe/Budapest', '2026-10-25', '02:30')).toBe('2026-10-25T00:30');
  expect(iso('Europe/Budapest', '2026-03-29', '02:30')).toBe('2026-03-29T01:00');
  expect(iso('America/New_York', '2026-03-08', '02:30')).toBe('2026-03-08T07:00');
});

it('knows no day that is none, and gives back what it took', () => {
  expect(instantAt('Africa/Nairobi', '2026-02-31x', '09:00')).toBeNull();
  expect(instantAt('Africa/Nairobi', '', '09:00')).toBeNull();
  expect(wallAt('Asia/Kathmandu', instantAt('Asia/Kathmandu', '2026-06-01', '09:05') ?? 0)).toEqual({ day: '2026-06-01', time: '09:05' });
});
