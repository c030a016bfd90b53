import { createMemo, type Accessor } from 'solid-js';
import { olderEntry } from '../../../../schema/chart.ts';
import { locationEntry } from '../../../../schema/clinic.ts';
import { weekAppointment, weekBooking, weekProvider, type WeekAppointment, type WeekBooking } from '../../../../schema/desk.ts';
import { addDays, mondayOf, weekdayOf, weekOf } from '../../../../schema/iso-week.ts';
import { dayIn } from '../../../../schema/opening-hours.ts';
import { scopeOf } from '../../../../schema/roles.ts';
import { scheduleEntry, visitTypeEntry, wordsIn } from '../../../../schema/schedules.ts';
import { viewName } from '../../../../schema/view-names.ts';
import { useFormat, useI18n } from '../../../shared/i18n/context.tsx';
import { useSync } from '../../../shared/sync/sync.ts';
import { useView, type View } from '../../../shared/sync/views/use-view.ts';
import { useOffice } from '../use-office.ts';
import { instantAt } from '../wall-time.ts';

/** One thing on the schedule: an appointment, or a time that a request holds. */
export interface Block {
  /** Of requests with several times, each has its own. */
  readonly key: string;
  readonly staff: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** What it takes, the buffer included. */
  readonly until: number;
  readonly patient: WeekAppointment['patient'];
  readonly visitType: string;
  readonly state: WeekAppointment['state'] | 'pending';
  readonly appointment: WeekAppointment | null;
  readonly booking: WeekBooking | null;
}

export interface Desk {
  readonly view: View;
  readonly places: Accessor<readonly { readonly id: string; readonly name: string }[]>;
  readonly location: Accessor<string>;
  readonly day: Accessor<string>;
  readonly today: Accessor<string>;
  readonly week: Accessor<string>;
  readonly days: Accessor<readonly string[]>;
  readonly blocks: Accessor<readonly Block[]>;
  readonly older: Accessor<number>;
  /** Who works there in that week, or has something in it. */
  readonly providers: Accessor<readonly { readonly id: string; readonly name: string }[]>;
  worksOn(staff: string, day: string): boolean;
  /** The first day after it on which anybody is in, of the next fortnight. */
  readonly nextOpen: Accessor<string | null>;
  providerName(staff: string): string;
  typeName(type: string): string;
  isTelehealth(type: string): boolean;
  dayOf(at: number): string;
  /** Of the first moment of a day by the clock of the clinic. */
  startOf(day: string): number;
  mayChange(appointment: WeekAppointment): boolean;
}

export function blocksOf(appointments: readonly WeekAppointment[], bookings: readonly WeekBooking[]): Block[] {
  const minute = 60_000;
  return [
    ...appointments.map((one): Block => ({
      key: one.id, staff: one.staff, startsAt: one.startsAt, endsAt: one.endsAt, until: one.endsAt + one.buffer * minute, patient: one.patient, visitType: one.visitType, state: one.state, appointment: one, booking: null,
    })),
    ...bookings.flatMap((one) => one.times.map(([from, to]): Block => ({
      key: `${one.id}.${from}`, staff: one.staff, startsAt: from, endsAt: to, until: to + one.buffer * minute, patient: one.patient, visitType: one.visitType, state: 'pending', appointment: null, booking: one,
    }))),
  ].sort((a, b) => a.startsAt - b.startsAt || a.key.localeCompare(b.key));
}

export type Noted = 'arrived' | 'fulfilled' | 'noshow';
/** What was noted of it and may have been a mistake. */
export const notedOf = ({ state }: WeekAppointment): Noted | null => (state === 'arrived' || state === 'fulfilled' || state === 'noshow' ? state : null);

/** Whose time it is in the way of; cancelled ones are in nobody's. */
export const meeting = (blocks: readonly Block[], staff: string, from: number, until: number, own: string): Block | undefined =>
  blocks.find((one) => one.key !== own && one.staff === staff && one.state !== 'cancelled' && one.startsAt < until && from < one.until);

/** What the desk shows of a place: `at` and `on` as the address has them, '' for none. `only`: visits by video alone, and who has hours for them. */
export function useDesk(at: Accessor<string>, on: Accessor<string>, only: 'telehealth' | null = null): Desk {
  const sync = useSync();
  const i18n = useI18n();
  const f = useFormat();
  const office = useOffice();
  const plan = useView(() => viewName.plan(sync.account.clinic));
  const [schedules, types] = [plan.section('schedules', scheduleEntry), plan.section('visitTypes', visitTypeEntry)];
  const isTelehealth = (type: string): boolean => types()[type]?.telehealth === true;
  const locations = useView(() => viewName.clinic(sync.account.clinic)).section('locations', locationEntry);
  const places = createMemo(() => Object.values(locations()).filter(({ id }) => Object.values(schedules()).some((one) => one.location === id && (only === null || one.types.some(isTelehealth)))).sort((a, b) => a.name.localeCompare(b.name)));
  const location = createMemo(() => places().find(({ id }) => id === at())?.id ?? places()[0]?.id ?? '');
  const today = createMemo(() => dayIn(i18n.timeZone(), f.now()));
  const day = createMemo(() => (/^20\d\d-\d\d-\d\d$/.test(on()) && !Number.isNaN(Date.parse(on())) ? on() : today()));
  const week = createMemo(() => weekOf(day()));
  const days = createMemo(() => Array.from({ length: 7 }, (_, ahead) => addDays(mondayOf(week()), ahead)));
  const view = useView(() => (location() === '' ? null : viewName.week(location(), week())));
  const [appointments, bookings, providers, older] = [view.section('appointments', weekAppointment), view.section('bookings', weekBooking), view.section('providers', weekProvider), view.section('older', olderEntry)];
  const blocks = createMemo(() => blocksOf(Object.values(appointments()), Object.values(bookings())).filter(({ visitType }) => only === null || isTelehealth(visitType)));
  const here = createMemo(() => Object.values(schedules()).filter((one) => one.location === location() && (only === null || one.types.some(isTelehealth))));
  const providerName = (staff: string): string => providers()[staff]?.name ?? office.colleagues()[staff]?.name ?? '';
  const ofDay = (one: { readonly from: string; readonly until: string | null; readonly weekly: readonly (readonly unknown[])[] }, on: string): boolean =>
    one.from <= on && (one.until === null || on <= one.until) && (one.weekly[weekdayOf(on)] ?? []).length > 0;
  return {
    view, places, location, day, today, week, days, blocks, providerName,
    older: () => Object.values(older()).reduce((sum, { count }) => sum + count, 0),
    providers: createMemo(() => {
      const staff = new Set([...here().filter((one) => days().some((on) => ofDay(one, on))).map((one) => one.staff), ...blocks().map((one) => one.staff)]);
      return [...staff].map((id) => ({ id, name: providerName(id) })).filter(({ name }) => name !== '').sort((a, b) => a.name.localeCompare(b.name));
    }),
    nextOpen: createMemo(() => Array.from({ length: 14 }, (_, ahead) => addDays(day(), ahead + 1)).find((on) => here().some((one) => ofDay(one, on))) ?? null),
    worksOn: (staff, on) => here().some((one) => one.staff === staff && ofDay(one, on)),
    typeName: (type) => { const found = types()[type]; return found ? wordsIn(found.names, i18n.language()) : ''; },
    isTelehealth,
    dayOf: (at) => dayIn(i18n.timeZone(), at),
    startOf: (on) => instantAt(i18n.timeZone(), on, '00:00') ?? 0,
    mayChange(appointment) {
      const actor = sync.actor();
      const scope = actor && scopeOf(actor, 'appointments.manage');
      return scope === 'all' || (scope === 'own' && appointment.staff === actor?.staff) || (scope === 'telehealth' && isTelehealth(appointment.visitType));
    },
  };
}
