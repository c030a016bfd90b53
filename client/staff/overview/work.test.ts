import { expect, test } from 'vitest';
import type { RequestedEntry } from '../../../schema/bookings.ts';
import type { QueueItem } from '../../../schema/messages.ts';
import type { GateEntry } from '../../../schema/results.ts';
import { createZonedDay } from '../../shared/i18n/zoned-day.ts';
import { DAY_MS, HOUR_MS, oldestOf, sortOverdue, workOfBookings, workOfMessages, workOfResults, type Clock } from './work.ts';

const zonedDay = createZonedDay();
const at = (iso: string): number => Date.parse(iso);
const clockAt = (iso: string, zone = 'Europe/Budapest'): Clock => ({ now: at(iso), dayOf: (moment) => zonedDay(zone, new Date(moment)) });
const item = (u: QueueItem['u'], t: number | null, more: Partial<QueueItem> = {}): QueueItem => ({ p: 'p', n: 'Fatma Hassan', b: null, l: 'Dizzy', u, a: null, t, m: t ?? 0, s: 'open', ...more });

test('[B46] urgent messages are overdue after an hour, those for today on the next day of the clinic, others after three days', () => {
  const clock = clockAt('2026-11-20T00:30:00+01:00');
  const work = workOfMessages({
    urgentLate: item('urgent', clock.now - HOUR_MS - 1), urgentIn: item('urgent', clock.now - HOUR_MS),
    // Half an hour ago, and yesterday in Budapest; still the same day in London.
    todayLate: item('today', at('2026-11-19T23:59:00+01:00')), todayIn: item('today', at('2026-11-20T00:01:00+01:00')),
    routineLate: item('routine', clock.now - 3 * DAY_MS - 1), routineIn: item('routine', clock.now - 3 * DAY_MS),
    answered: item('urgent', null), closed: item('urgent', clock.now - DAY_MS, { s: 'closed' }),
  }, clock);
  expect(work.map(({ id, isOverdue }) => [id, isOverdue])).toEqual([
    ['urgentLate', true], ['todayLate', true], ['routineLate', true], ['urgentIn', false], ['todayIn', false], ['routineIn', false],
  ]);
  expect(workOfMessages({ one: item('today', at('2026-11-19T23:59:00+01:00')) }, clockAt('2026-11-20T00:30:00+01:00', 'Europe/London'))[0]?.isOverdue).toBe(false);
});

const result = (id: string, state: GateEntry['state'], arrivedAt: number, orderer: GateEntry['orderer'] = null): GateEntry => ({
  id, state, arrivedAt, orderer, name: 'Lipid panel', category: null, status: 'final', at: null, issued: null, conclusion: null, more: 0, patient: { id: 'p', name: 'Fatma Hassan', birthDate: null }, revision: 1, hold: null, values: [],
}) as unknown as GateEntry;

test('[C15] a result waits for whoever may decide on it; held and withdrawn ones do not; a correction is overdue sooner', () => {
  const clock = clockAt('2026-11-20T12:00:00Z');
  const daniel = { id: 'daniel', name: 'Dr Daniel Otieno' };
  const entries = {
    fresh: result('fresh', 'awaiting', clock.now - 3 * DAY_MS), late: result('late', 'awaiting', clock.now - 3 * DAY_MS - 1, daniel),
    correction: result('correction', 'correcting', clock.now - DAY_MS - 1), held: result('held', 'held', 0), withdrawn: result('withdrawn', 'withdrawn', 0),
  };
  expect(workOfResults(entries, () => true, clock).map(({ id, isOverdue, owner }) => [id, isOverdue, owner])).toEqual([['late', true, 'daniel'], ['correction', true, null], ['fresh', false, null]]);
  expect(workOfResults(entries, ({ orderer }) => orderer?.id === 'daniel', clock).map(({ id }) => id)).toEqual(['late']);
});

const booking = (id: string, more: Partial<RequestedEntry>): RequestedEntry => ({
  id, state: 'requested', urgent: false, receivedAt: 1000, expiresAt: 9000, staff: 's', patient: { id: 'p', name: 'Fatma Hassan', birthDate: null },
  visitType: { id: 'v', names: { en: 'First visit' } }, provider: { ref: 'r', name: 'Dr Daniel Otieno', title: '' }, location: { id: 'l', name: 'Riverside' }, startsAt: 1, endsAt: 2, words: '', by: '', replaces: null, offers: [], ...more,
});

test('[B46] [C102] what runs out first comes first; an offer waits for the patient; what the clinic was warned of is overdue', () => {
  const work = workOfBookings({
    later: booking('later', { expiresAt: 9000 }), warned: booking('warned', { urgent: true, expiresAt: 9500 }), over: booking('over', { expiresAt: 5000 }), sooner: booking('sooner', { expiresAt: 8000 }), offered: booking('offered', { state: 'countered' }),
  }, { now: 5000, dayOf: String });
  expect(work.map(({ id, isOverdue }) => [id, isOverdue])).toEqual([['over', true], ['warned', true], ['sooner', false], ['later', false]]);
});

test('[B46] of all queues what is overdue: urgent messages first, then what has waited longest', () => {
  const clock = clockAt('2026-11-20T12:00:00Z');
  const work = [
    ...workOfBookings({ b: booking('b', { urgent: true, receivedAt: clock.now - 2 * DAY_MS }) }, clock),
    ...workOfMessages({ m: item('routine', clock.now - 4 * DAY_MS), u: item('urgent', clock.now - 2 * HOUR_MS), fine: item('routine', clock.now - HOUR_MS) }, clock),
  ];
  expect(sortOverdue(work).map(({ id }) => id)).toEqual(['u', 'm', 'b']);
  expect(oldestOf(work)).toBe(clock.now - 4 * DAY_MS);
  expect(oldestOf([])).toBeNull();
});
