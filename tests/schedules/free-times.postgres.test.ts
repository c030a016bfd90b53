import * as fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpeningHours } from '../../schema/opening-hours.ts';
import { newId } from '../../schema/ids.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { findFreeTimes, judgeTime } from '../../sync-server/shared/free-times.ts';
import { insertClinic, insertStaff } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { soakRuns } from '../support/soak.ts';
import { everyDay, insertException, insertHoliday, insertLocation, insertSchedule, insertTaken, insertVisitType } from './schedule-rows.ts';
import { freeMinutes, modelStarts } from './slow-model.ts';

const HOUR = 3_600_000;
const utc = (text: string): number => Date.parse(`${text}Z`);
const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);

describeEachDatabase('free times', (createTarget) => {
  let database: Database;
  let clinic: string;
  let location: string;
  let staff: string;
  let type: string;
  beforeAll(async () => {
    database = await openDatabase(await createTarget());
    await migrate(database);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    clinic = await insertClinic(database);
    location = await insertLocation(database, clinic);
    staff = (await insertStaff(database, clinic, 'Dr Otieno', ['clinician'])).staff ?? '';
    type = await insertVisitType(database, clinic, { minutes: 30 });
  });

  const inZone = (zone: string) => database.query(sql`update clinic set time_zone = ${zone} where id = ${clinic}`);
  const plan = (weekly: OpeningHours, over: { location?: string; staff?: string; from?: string; until?: string | null; types?: string[] } = {}) =>
    insertSchedule(database, { clinic, staff, location, types: [type], weekly, ...over });
  const starts = async (from: number, to: number, who: string | null = staff): Promise<string[]> =>
    (await findFreeTimes(database, { location, visitType: type, staff: who, from, to, limit: 500 })).map(({ startsAt }) => iso(startsAt));

  describe('[C103] when clocks change', () => {
    it('skips what never comes: Budapest, 29 March 2026, 02:00 to 03:00', async () => {
      await inZone('Europe/Budapest');
      await plan(everyDay({ from: '01:30', to: '03:30' }));
      // 01:30 CET is 00:30 UTC; 03:30 CEST is 01:30 UTC: one hour of the two.
      expect(await starts(utc('2026-03-28T22:00'), utc('2026-03-29T22:00'))).toEqual(['2026-03-29T00:30', '2026-03-29T01:00']);
    });
    it('is there both times when an hour comes twice: Budapest, 25 October 2026', async () => {
      await inZone('Europe/Budapest');
      await plan(everyDay({ from: '02:00', to: '03:00' }));
      expect(await starts(utc('2026-10-24T22:00'), utc('2026-10-25T22:00'))).toEqual(['2026-10-25T00:00', '2026-10-25T00:30', '2026-10-25T01:00', '2026-10-25T01:30']);
    });
    it('makes two pieces of a part of an hour that comes twice: New York, 1 November 2026', async () => {
      await inZone('America/New_York');
      await plan(everyDay({ from: '01:00', to: '01:30' }));
      expect(await starts(utc('2026-11-01T04:00'), utc('2026-11-02T04:00'))).toEqual(['2026-11-01T05:00', '2026-11-01T06:00']);
    });
    it('offers nothing in an hour that never comes, and the usual hours on both sides of it: New York, 8 March 2026', async () => {
      await inZone('America/New_York');
      await plan(everyDay({ from: '02:00', to: '03:00' }, { from: '09:00', to: '09:30' }));
      // 09:00 is 14:00 UTC before and 13:00 from that day on.
      expect(await starts(utc('2026-03-07T08:00'), utc('2026-03-09T14:00'))).toEqual([
        '2026-03-07T14:00', '2026-03-08T13:00', '2026-03-09T06:00', '2026-03-09T06:30', '2026-03-09T13:00',
      ]);
    });
    it('knows a midnight that never comes: Cairo, 24 April 2026', async () => {
      await inZone('Africa/Cairo');
      await plan(everyDay({ from: '00:00', to: '01:30' }));
      // Friday begins at 01:00, which is 22:00 UTC of Thursday.
      expect(await starts(utc('2026-04-23T12:00'), utc('2026-04-24T12:00'))).toEqual(['2026-04-23T22:00']);
    });
  });

  it('takes holidays of that place and of all places out, and of no other place', async () => {
    const other = await insertLocation(database, clinic, 'Hill');
    await plan(everyDay({ from: '09:00', to: '09:30' }));
    await insertHoliday(database, clinic, location, '2026-06-02');
    await insertHoliday(database, clinic, null, '2026-06-03');
    await insertHoliday(database, clinic, other, '2026-06-04');
    expect(await starts(utc('2026-05-31T21:00'), utc('2026-06-04T21:00'))).toEqual(['2026-06-01T06:00', '2026-06-04T06:00']);
  });

  it('takes absences out, at that place or everywhere, and days somebody is away; adds what is beside the usual week, on a holiday too', async () => {
    const other = await insertLocation(database, clinic, 'Hill');
    await plan(everyDay({ from: '09:00', to: '10:00' }));
    const day = (n: number, time: string): number => utc(`2026-06-0${n}T${time}`);
    await insertException(database, clinic, staff, location, 'away', [day(1, '06:00'), day(1, '06:30')]);
    await insertException(database, clinic, staff, null, 'away', [day(2, '00:00'), day(2, '23:00')]);
    await insertException(database, clinic, staff, other, 'away', [day(3, '00:00'), day(3, '23:00')]);
    await insertHoliday(database, clinic, null, '2026-06-04');
    await insertException(database, clinic, staff, location, 'extra', [day(4, '11:00'), day(4, '11:30')]);
    await database.query(sql`
      insert into team (id, clinic_id, name) values ('team', ${clinic}, 'Nurses') on conflict do nothing`);
    await database.query(sql`
      insert into staff_away (staff_id, id, clinic_id, from_day, until_day, to_team_id, words, set_by, set_at)
      values (${staff}, ${newId()}, ${clinic}, '2026-06-05', '2026-06-06', 'team', '', 'Grace', now())`);
    expect(await starts(utc('2026-05-31T21:00'), utc('2026-06-06T21:00'))).toEqual(['2026-06-01T06:30', '2026-06-03T06:00', '2026-06-03T06:30', '2026-06-04T11:00']);
  });

  it('takes out what is taken anywhere, for a person is in one place at a time, and goes on right behind it', async () => {
    const other = await insertLocation(database, clinic, 'Hill');
    await plan(everyDay({ from: '09:00', to: '11:00' }));
    await insertTaken(database, clinic, staff, other, [utc('2026-06-01T06:20'), utc('2026-06-01T06:47')]);
    expect(await starts(utc('2026-05-31T21:00'), utc('2026-06-01T21:00'))).toEqual(['2026-06-01T06:50', '2026-06-01T07:20']);
  });

  it('keeps the buffer free too, and offers nothing before, or over after, what was asked', async () => {
    type = await insertVisitType(database, clinic, { minutes: 20, buffer: 7 });
    await plan(everyDay({ from: '09:00', to: '10:30' }), { types: [type] });
    // 27 minutes each, from one whole five to the next: 09:00, 09:30, 10:00.
    expect(await starts(utc('2026-05-31T21:00'), utc('2026-06-01T21:00'))).toEqual(['2026-06-01T06:00', '2026-06-01T06:30', '2026-06-01T07:00']);
    expect(await starts(utc('2026-06-01T06:01'), utc('2026-06-01T07:05'))).toEqual(['2026-06-01T06:05', '2026-06-01T06:35']);
    const [first] = await findFreeTimes(database, { location, visitType: type, staff: null, from: utc('2026-05-31T21:00'), to: utc('2026-06-01T21:00'), limit: 1 });
    expect(first && first.endsAt - first.startsAt).toBe(20 * 60_000);
  });

  it('asked for a few, it gives the beginning of what it gives when asked for all, whether they begin at once, in weeks or at the end', async () => {
    type = await insertVisitType(database, clinic, { minutes: 35, buffer: 20 });
    const second = (await insertStaff(database, clinic, 'Dr Achieng', ['clinician'])).staff ?? '';
    await plan(everyDay({ from: '09:00', to: '13:10' }), { types: [type], from: '2026-06-04', until: '2026-06-09' });
    await plan(everyDay({ from: '10:20', to: '16:00' }), { types: [type], from: '2026-08-10', staff: second });
    // Four days and 28 days later end in the middle of a morning.
    const [from, to] = [utc('2026-06-02T08:10'), utc('2026-08-31T08:10')];
    const search = (limit: number) => findFreeTimes(database, { location, visitType: type, staff: null, from, to, limit });
    const all = await search(500);
    expect([all.length > 60, all.some(({ staff: whose }) => whose === second)]).toEqual([true, true]);
    for (const limit of [1, 4, 8, 9, 10, 11, 20, 25, 40, all.length]) expect(await search(limit), `the first ${limit}`).toEqual(all.slice(0, limit));
  });

  it('[C103] offers nothing of a schedule that is over, has not begun, offers other types, has no times, or whose provider has left', async () => {
    const other = await insertVisitType(database, clinic);
    const closed = await insertVisitType(database, clinic, { active: false });
    const day = [utc('2026-05-31T21:00'), utc('2026-06-01T21:00')] as const;
    const noon = everyDay({ from: '12:00', to: '12:30' });
    await plan(noon, { until: '2026-05-31' });
    await plan(noon, { from: '2026-06-02' });
    await plan(noon, { types: [other, closed] });
    await plan(everyDay());
    expect(await starts(...day)).toEqual([]);
    await plan(noon);
    expect(await starts(...day)).toEqual(['2026-06-01T09:00']);
    await database.query(sql`update staff set active = false where id = ${staff}`);
    expect(await starts(...day)).toEqual([]);
  });

  it('judges a time by the schedule alone: offered, not then, or no schedule at all', async () => {
    const at = (time: string): Promise<string> => judgeTime(database, { location, visitType: type, staff, startsAt: utc(`2026-12-01T${time}`) });
    expect(await at('06:00')).toBe('noSchedule');
    const empty = await plan(everyDay());
    expect(await at('06:00')).toBe('noSchedule');
    await database.query(sql`delete from schedule where id = ${empty}`);
    await plan(everyDay({ from: '09:00', to: '10:00' }));
    expect([await at('06:00'), await at('06:05'), await at('06:30'), await at('06:03'), await at('06:35'), await at('05:55')])
      .toEqual(['offered', 'offered', 'offered', 'notThen', 'notThen', 'notThen']);
    // What is taken is another question, and another answer.
    await insertTaken(database, clinic, staff, location, [utc('2026-12-01T06:00'), utc('2026-12-01T06:30')]);
    expect(await at('06:00')).toBe('offered');
  });

  it('finds the first free time of everybody, in order, and no more than asked', async () => {
    const second = (await insertStaff(database, clinic, 'Dr Achieng', ['clinician'])).staff ?? '';
    await plan(everyDay({ from: '09:30', to: '10:30' }));
    await plan(everyDay({ from: '09:00', to: '10:00' }), { staff: second });
    const found = await findFreeTimes(database, { location, visitType: type, staff: null, from: utc('2026-06-01T00:00'), to: utc('2026-06-08T00:00'), limit: 3 });
    expect(found.map(({ staff: who, startsAt }) => [who, iso(startsAt)])).toEqual([[second, '2026-06-01T06:00'], [second, '2026-06-01T06:30'], [staff, '2026-06-01T06:30']]);
  });

  it('[C103] agrees with a slow model that asks every minute, around the days when clocks change', async () => {
    const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
    const span = fc.tuple(clock, fc.oneof(clock, fc.constant('24:00'))).filter(([from, to]) => from < to).map(([from, to]) => ({ from, to }));
    const dayPlan = fc.array(span, { maxLength: 2 }).map((spans) => spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))).filter((spans) => spans.every((one, i) => i === 0 || (spans[i - 1]?.to ?? '') <= one.from));
    const edge = fc.constantFrom(
      ['Europe/Budapest', '2026-03-29'], ['Europe/Budapest', '2026-10-25'], ['America/New_York', '2026-03-08'], ['America/New_York', '2026-11-01'],
      ['Australia/Lord_Howe', '2026-04-05'], ['Africa/Cairo', '2026-10-29'], ['America/Havana', '2026-11-01'], ['Asia/Kathmandu', '2026-03-29'],
    ).map(([zone = '', day = '']) => ({ zone, day }));
    const piece = fc.tuple(fc.integer({ min: 0, max: 72 * 12 }), fc.integer({ min: 1, max: 100 })).map(([start, fives]) => [start * 5, (start + fives) * 5] as const);
    await fc.assert(fc.asyncProperty(
      fc.record({
        edge, weekly: fc.array(dayPlan, { minLength: 7, maxLength: 7 }), holiday: fc.integer({ min: -1, max: 4 }), taken: fc.uniqueArray(piece, { maxLength: 3 }),
        away: fc.array(piece, { maxLength: 2 }), extra: fc.array(piece, { maxLength: 2 }), minutes: fc.integer({ min: 5, max: 70 }), buffer: fc.integer({ min: 0, max: 20 }), until: fc.boolean(),
      }),
      async ({ edge: { zone, day }, weekly, holiday, taken, away, extra, minutes, buffer, until }) => {
        const from = Date.parse(`${day}T00:00Z`) - 36 * HOUR;
        const to = from + 72 * HOUR;
        const at = ([begin, end]: readonly [number, number]): readonly [number, number] => [from + begin * 60_000, from + end * 60_000];
        const here = await insertClinic(database);
        await database.query(sql`update clinic set time_zone = ${zone} where id = ${here}`);
        const [place, other] = [await insertLocation(database, here), await insertLocation(database, here, 'Hill')];
        const who = (await insertStaff(database, here, 'Dr Otieno')).staff ?? '';
        const visit = await insertVisitType(database, here, { minutes, buffer });
        const untilDay = until ? day : null;
        await insertSchedule(database, { clinic: here, staff: who, location: place, types: [visit], weekly, until: untilDay });
        const holidays = holiday < 0 ? [] : [new Date(from + holiday * 24 * HOUR).toISOString().slice(0, 10)];
        for (const one of holidays) await insertHoliday(database, here, null, one);
        // The record itself refuses what overlaps.
        const apart = taken.filter((one, i) => taken.slice(0, i).every((before) => one[0] >= before[1] || before[0] >= one[1]));
        for (const one of apart) await insertTaken(database, here, who, other, at(one));
        for (const one of away) await insertException(database, here, who, null, 'away', at(one));
        for (const one of extra) await insertException(database, here, who, place, 'extra', at(one));
        const world = { timeZone: zone, weekly, fromDay: '2026-01-01', untilDay, holidays, extra: extra.map(at), gone: [...apart, ...away].map(at) };
        const expected = modelStarts(freeMinutes(world, from, to), from, to, minutes + buffer);
        const found = await findFreeTimes(database, { location: place, visitType: visit, staff: null, from, to, limit: 5000 });
        expect(found.map(({ startsAt }) => iso(startsAt))).toEqual(expected.map(iso));
      },
    ), { numRuns: soakRuns(12) });
  });
});
