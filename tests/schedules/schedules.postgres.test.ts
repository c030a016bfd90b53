import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { FREE_DAYS, fitsIn, freeDay, freeProvider, startsIn, type FreeDay } from '../../schema/schedules.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { advanceDays } from '../../sync-server/schedules/advance-days.ts';
import { findFreeTimes } from '../../sync-server/shared/free-times.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertClinic, insertPatientMember, insertStaff, nth, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';
import { everyDay, insertLocation, insertTaken } from './schedule-rows.ts';

const DAY = 86_400_000;

describeEachDatabase('schedules', (createTarget) => {
  let serving: Serving;
  let clinic: string;
  let location: string;
  let coordinator: Member;
  let doctor: Member;
  let nurse: Member;
  let patient: Member;
  let ref: string;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  afterAll(() => serving.close());
  beforeEach(async () => {
    const q = serving.database;
    clinic = await insertClinic(q);
    location = await insertLocation(q, clinic);
    coordinator = await insertStaff(q, clinic, 'Peter Kamau', ['portal_coordinator']);
    doctor = await insertStaff(q, clinic, 'Dr Otieno', ['clinician']);
    nurse = await insertStaff(q, clinic, 'Grace', ['nurse']);
    patient = await insertPatientMember(q, clinic, 'Fatma');
    const [row] = await q.query<{ ref: string }>(sql`select patient_ref as ref from staff where id = ${doctor.staff}`);
    ref = row?.ref ?? '';
  });

  const ask = (who: Member, type: string, body: object): Promise<RequestAnswer> => serving.one(who.device.request(type, body), who.cookie);
  const code = ({ outcome }: RequestAnswer): string => outcome?.refusal?.code ?? outcome?.state ?? '';
  const typeBody = (over: object = {}): { visitType: string } & Record<string, unknown> =>
    ({ clinic, visitType: newId(), names: { en: 'Check-up' }, preparation: {}, minutes: 30, buffer: 0, telehealth: false, cancelHours: 24, policy: 'request', active: true, from: 0, ...over });
  const weekBody = (types: readonly string[], over: object = {}): { schedule: string } & Record<string, unknown> =>
    ({ schedule: newId(), staff: doctor.staff, location, weekly: everyDay({ from: '09:00', to: '10:00' }), types, from: '2026-01-01', until: null, saw: 0, ...over });

  async function planned(): Promise<{ type: ReturnType<typeof typeBody>; week: ReturnType<typeof weekBody> }> {
    const type = typeBody();
    const week = weekBody([type.visitType]);
    expect(code(await ask(coordinator, 'visittype.save', type))).toBe('done');
    expect(code(await ask(coordinator, 'schedule.save', week))).toBe('done');
    return { type, week };
  }
  /** As they stand in the view, none unreadable. */
  async function shown(section: 'place' | 'types' | 'providers' | 'days'): Promise<Record<string, unknown>> {
    await serving.projector.ensure(viewName.free(location));
    await serving.projector.drain();
    return sectionOf((await readWhole(serving.projector, viewName.free(location))).doc, section);
  }
  const dayThere = async (): Promise<string> => {
    const [today] = await serving.database.query<{ day: string }>(sql`select (now() at time zone 'Africa/Nairobi')::date as day`);
    return today?.day ?? '';
  };
  const days = async (): Promise<FreeDay[]> => Object.values(await shown('days')).map((raw) => freeDay.parse(raw)).sort((a, b) => a.day.localeCompare(b.day));

  it('[C103] a visit type and a week make free times: 28 days, under the reference made for patients, as the search finds them', async () => {
    const { type } = await planned();
    const all = await days();
    expect(all).toHaveLength(FREE_DAYS);
    expect(new Set(all.map(({ provider }) => provider))).toEqual(new Set([ref]));
    expect(freeProvider.parse((await shown('providers'))[ref])).toMatchObject({ name: 'Dr Otieno', offers: [{ from: '2026-01-01', until: null, types: [type.visitType] }] });
    const free = all.flatMap((one) => one.free);
    const [from, to] = [nth(free, 0)[0], nth(free, -1)[1]];
    const found = await findFreeTimes(serving.database, { location, visitType: type.visitType, staff: null, from, to, limit: 500 });
    expect(found.map(({ startsAt }) => startsAt)).toEqual(startsIn(free, { minutes: 30, buffer: 0 }, 0));
    expect(found).toHaveLength(FREE_DAYS * 2);
    expect(fitsIn(free, { minutes: 30, buffer: 0 }, from + 10 * 60_000)).toBe(true);
    expect(fitsIn(free, { minutes: 30, buffer: 0 }, from + 40 * 60_000)).toBe(false);
  });

  it('[C103] a week without times, without types, or that is over takes no requests: there is nothing of it in free/', async () => {
    const { type, week } = await planned();
    let saw = 1;
    const change = async (over: object): Promise<number> => {
      expect(code(await ask(coordinator, 'schedule.save', { ...week, ...over, saw }))).toBe('done');
      saw += 1;
      return Object.keys(await shown('providers')).length + (await days()).length;
    };
    expect(await change({ weekly: everyDay() })).toBe(0);
    expect(await change({ types: [] })).toBe(0);
    expect(await change({ until: '2026-01-31' })).toBe(0);
    expect(await change({})).toBe(1 + FREE_DAYS);
    expect(code(await ask(coordinator, 'visittype.save', { ...type, active: false, from: 1 }))).toBe('done');
    expect(await days()).toEqual([]);
    expect(await shown('types')).toEqual({});
  });

  it('[D16] absences, holidays and what is taken leave free/ at once, and come back; the reason is for staff', async () => {
    await planned();
    const [first, second, third] = (await days()).map((one) => one.free);
    const span = nth(nth(first ?? [], 0) ? [first ?? []] : [], 0);
    const absence = newId();
    expect(code(await ask(coordinator, 'absence.add', { absence, staff: doctor.staff, location: null, kind: 'away', from: nth(span, 0)[0] - DAY / 4, until: nth(span, 0)[1], reason: 'A course' }))).toBe('done');
    expect((await days()).length).toBe(FREE_DAYS - 1);
    const holiday = newId();
    const day = new Date(nth(second ?? [], 0)[0]).toISOString().slice(0, 10);
    expect(code(await ask(coordinator, 'holiday.add', { clinic, holiday, location: null, day, name: 'Mashujaa Day' }))).toBe('done');
    expect((await days()).length).toBe(FREE_DAYS - 2);
    await insertTaken(serving.database, clinic, doctor.staff ?? '', location, [nth(third ?? [], 0)[0], nth(third ?? [], 0)[0] + 1_800_000]);
    expect(code(await ask(coordinator, 'holiday.remove', { holiday }))).toBe('done');
    expect(code(await ask(coordinator, 'absence.remove', { absence, staff: doctor.staff, kind: 'away' }))).toBe('done');
    expect((await days()).flatMap((one) => one.free).map(([from, until]) => (until - from) / 60_000)).toEqual([60, 60, 30, ...Array.from({ length: FREE_DAYS - 3 }, () => 60)]);
    expect(code(await ask(coordinator, 'absence.remove', { absence, staff: doctor.staff, kind: 'away' }))).toBe('schedule.gone');
    expect(JSON.stringify(await shown('days'))).not.toContain('A course');
  });

  it('[C12] who plans: coordinators; a provider their own absence and nothing else; nobody else', async () => {
    const { type, week } = await planned();
    const own = { absence: newId(), staff: doctor.staff, location: null, kind: 'away', from: Date.now(), until: Date.now() + DAY, reason: '' };
    expect(code(await ask(doctor, 'absence.add', own))).toBe('done');
    expect(code(await ask(doctor, 'absence.add', { ...own, absence: newId(), staff: nurse.staff }))).toBe('permission.missing');
    expect(code(await ask(doctor, 'absence.add', { ...own, absence: newId(), kind: 'extra', location }))).toBe('permission.missing');
    for (const who of [doctor, nurse, patient]) {
      expect(code(await ask(who, 'schedule.save', { ...week, saw: 1 }))).toBe('permission.missing');
      expect(code(await ask(who, 'visittype.save', { ...type, from: 1 }))).toBe('permission.missing');
      expect(code(await ask(who, 'holiday.add', { clinic, holiday: newId(), location: null, day: '2026-12-25', name: 'Christmas' }))).toBe('permission.missing');
    }
    expect(code(await ask(nurse, 'absence.remove', { absence: own.absence, staff: doctor.staff, kind: 'away' }))).toBe('permission.missing');
    expect(code(await ask(doctor, 'absence.remove', { absence: own.absence, staff: doctor.staff, kind: 'away' }))).toBe('done');
  });

  it('[R4] the second who changed the same is told whose it is; two weeks of one person do not meet', async () => {
    const { type, week } = await planned();
    expect(await ask(coordinator, 'schedule.save', week)).toMatchObject({ state: 'superseded', outcome: { refusal: { code: 'schedule.changedBy', params: { by: 'Peter Kamau' } } } });
    expect(code(await ask(coordinator, 'visittype.save', type))).toBe('schedule.changedBy');
    const other = await insertLocation(serving.database, clinic, 'Hill');
    const at = (over: object): Promise<string> => ask(coordinator, 'schedule.save', weekBody([type.visitType], over)).then(code);
    expect(await at({})).toBe('schedule.twice');
    expect(await at({ location: other, weekly: everyDay({ from: '09:59', to: '12:00' }) })).toBe('schedule.elsewhere');
    expect(await at({ location: other, weekly: everyDay({ from: '10:00', to: '12:00' }) })).toBe('done');
    expect(await at({ from: '2025-01-01', until: '2025-12-31' })).toBe('done');
    expect(await at({ from: '2027-01-02', until: '2027-01-01', staff: nurse.staff })).toBe('schedule.order');
  });

  it('[C3] names nothing of another clinic', async () => {
    const { type } = await planned();
    const far = await insertClinic(serving.database);
    const [farPlace, farNurse] = [await insertLocation(serving.database, far), await insertStaff(serving.database, far, 'Leila', ['portal_coordinator'])];
    expect(code(await ask(coordinator, 'schedule.save', weekBody([type.visitType], { location: farPlace, staff: nurse.staff })))).toBe('schedule.unknown');
    expect(code(await ask(coordinator, 'schedule.save', weekBody([type.visitType], { staff: farNurse.staff })))).toBe('schedule.unknown');
    expect(code(await ask(farNurse, 'visittype.save', { ...type, clinic: far, from: 1 }))).toBe('schedule.unknown');
    expect(code(await ask(farNurse, 'schedule.save', { ...weekBody([type.visitType]), staff: farNurse.staff, location: farPlace }))).toBe('schedule.unknown');
    expect(code(await ask(coordinator, 'absence.add', { absence: newId(), staff: farNurse.staff, location: null, kind: 'away', from: 1, until: 2, reason: '' }))).toBe('schedule.unknown');
  });

  it('[V2] moves on with the clinic\'s day by a job, once, and whole views agree with the record before and after', async () => {
    await planned();
    await serving.database.query(sql`update location set free_from = free_from - 3 where id = ${location}`);
    await serving.projector.check();
    const before = await days();
    expect([before.length, nth(before, 3).day]).toEqual([FREE_DAYS, (await dayThere())]);
    await advanceDays(serving.database);
    expect(nth(await days(), 0).day).toBe(await dayThere());
    expect(await advanceDays(serving.database)).toBe(0);
  });

  it('leaves the days of an absence from messages out, and a colleague whose account is closed', async () => {
    await planned();
    const day = await dayThere();
    expect(code(await ask(doctor, 'staff.away', { away: newId(), staff: doctor.staff, replaces: null, from: day, until: day, to: { kind: 'person', id: nurse.staff }, words: '' }))).toBe('done');
    expect((await days()).length).toBe(FREE_DAYS - 1);
    const administrator = await insertStaff(serving.database, clinic, 'Ruth', ['administrator']);
    expect(code(await ask(administrator, 'staff.close', { staff: doctor.staff, to: null, times: null, items: 1 }))).toBe('done');
    expect(await days()).toEqual([]);
  });
});
