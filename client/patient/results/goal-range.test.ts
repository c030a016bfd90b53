import { expect, it } from 'vitest';
import type { GoalEntry, GoalTarget, Measured } from '../../../schema/chart.ts';
import { goalFor, lineOf } from './goal-range.ts';

const value = (over: Partial<Measured> = {}): Measured => ({
  name: 'HbA1c', code: '4548-4', value: '7.4', number: 7.4, unit: '%', missing: null, flags: [], ranges: [{ words: '4 % – 6 %', low: 4, high: 6 }], ...over,
});
const target: GoalTarget = { code: '4548-4', name: 'Hemoglobin A1c', words: '< 7 %', low: null, high: 7, unit: '%' };
const goal = (over: Partial<GoalEntry> = {}): GoalEntry => ({ id: 'g', name: 'Sugar below seven', lifecycle: 'active', achievement: null, start: '2026-01-01', due: null, targets: [target], ...over });

it('[B17] a goal that stands sets the range of the same thing in the same unit, the latest of several', () => {
  expect(goalFor(value(), [goal()])).toEqual(target);
  expect(goalFor(value(), [goal(), goal({ start: '2026-06-01', targets: [{ ...target, words: '< 6.5 %', high: 6.5 }] })])?.high).toBe(6.5);
  for (const other of [goal({ lifecycle: 'completed' }), goal({ lifecycle: 'proposed' }), goal({ targets: [{ ...target, unit: 'mmol/mol' }] }), goal({ targets: [{ ...target, code: '2339-0' }] }), goal({ targets: [] })]) {
    expect(goalFor(value(), [other])).toBeNull();
  }
  expect(goalFor(value({ code: null }), [goal({ targets: [{ ...target, code: null, name: 'HbA1c' }] })])).not.toBeNull();
  expect(goalFor(value({ code: null, name: 'Hemoglobin A1c' }), [goal()]), 'a name is no code').toBeNull();
});

it('[B17] the line shows the goal in place of what was sent, open where it has one end, and nothing that was not said', () => {
  expect(lineOf(value(), null)).toMatchObject({ low: 4, high: 6, at: 7.4 });
  const open = lineOf(value(), target);
  expect(open).toMatchObject({ low: null, high: 7, at: 7.4 });
  expect([open && open.from < 7, open && open.to > 7.4]).toEqual([true, true]);
  expect(lineOf(value({ ranges: [] }), null)).toBeNull();
  expect(lineOf(value({ number: null }), target)).toBeNull();
});
