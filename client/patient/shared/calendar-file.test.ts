import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { makeCalendarFile, type CalendarFacts } from './calendar-file.ts';

// Read by another program's parser, with no zone but what the file says.

const facts: CalendarFacts = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA', startsAt: Date.UTC(2026, 10, 24, 7, 0), endsAt: Date.UTC(2026, 10, 24, 7, 20), timeZone: 'Africa/Nairobi', changedAt: null, cancelled: false,
  clinic: 'Riverside "Best" Clinic', phone: '+254 20 555 0142', place: 'Riverside Main, 14 Riverside Drive; Nairobi\nby the water', summary: 'Appointment at Riverside Clinic', note: 'Questions? Call Riverside Clinic, +254 20 555 0142',
};
const now = Date.UTC(2026, 10, 22);

function read(file: string): { readonly calendar: ICAL.Component; readonly event: ICAL.Event; readonly from: number; readonly until: number } {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const zone = calendar.getFirstSubcomponent('vtimezone');
  const vevent = calendar.getFirstSubcomponent('vevent');
  if (!zone || !vevent) throw new Error('No event or no time zone');
  const event = new ICAL.Event(vevent);
  const known = new ICAL.Timezone(zone);
  const instant = (time: ICAL.Time): number => {
    if (time.zone.tzid !== 'UTC') time.zone = known;
    return time.toUnixTime() * 1000;
  };
  return { calendar, event, from: instant(event.startDate), until: instant(event.endDate) };
}

it('[B35] says when, where, whom to call and nothing of why, in lines another program reads', () => {
  const file = makeCalendarFile(facts, now);
  for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  const { calendar, event, from, until } = read(file);
  expect([from, until]).toEqual([facts.startsAt, facts.endsAt]);
  expect(event.startDate.toString()).toBe('2026-11-24T10:00:00');
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect([event.uid, event.summary, event.location, event.description]).toEqual(['AAAAAAAAAAAAAAAAAAAAAA@outpost', facts.summary, facts.place, facts.note]);
  expect(event.component.getFirstPropertyValue('class')).toBe('PRIVATE');
  expect(event.component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Africa/Nairobi');
  expect(event.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
});

it('[B35] a change has the same UID and a greater SEQUENCE; a cancellation says CANCEL', () => {
  const moved = { ...facts, startsAt: facts.startsAt + 3_600_000, changedAt: now };
  const cancelled = { ...moved, changedAt: now + 5_000, cancelled: true };
  const all = [facts, moved, cancelled].map((one) => read(makeCalendarFile(one, now)));
  expect(new Set(all.map(({ event }) => event.uid)).size).toBe(1);
  const sequences = all.map(({ event }) => event.sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
  expect(new Set(sequences).size).toBe(3);
  expect(Math.max(...sequences)).toBeLessThan(2 ** 31);
  expect(all.map(({ calendar }) => calendar.getFirstPropertyValue('method'))).toEqual(['PUBLISH', 'PUBLISH', 'CANCEL']);
  expect(all[2]?.event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});

it('[B35] is right in every zone and around every change of its clocks', () => {
  const zones = ['Africa/Nairobi', 'Europe/Budapest', 'America/New_York', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham', 'Africa/Casablanca', 'UTC'];
  // The hours around which clocks go back and forth, and any other.
  const around = [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2027, 2, 14, 7), Date.UTC(2026, 10, 1, 6), Date.UTC(2027, 3, 3, 15), Date.UTC(2026, 9, 3, 15, 30)];
  const near = fc.tuple(fc.constantFrom(...around), fc.integer({ min: -48, max: 48 })).map(([at, steps]) => at + steps * 300_000);
  const any = fc.integer({ min: Date.UTC(2026, 0, 1) / 300_000, max: Date.UTC(2029, 0, 1) / 300_000 }).map((steps) => steps * 300_000);
  fc.assert(fc.property(fc.constantFrom(...zones), fc.oneof(near, any), (timeZone, startsAt) => {
    const { from, until } = read(makeCalendarFile({ ...facts, timeZone, startsAt, endsAt: startsAt + 1_200_000 }, now));
    expect([from, until]).toEqual([startsAt, startsAt + 1_200_000]);
  }), { numRuns: 80 });
});
