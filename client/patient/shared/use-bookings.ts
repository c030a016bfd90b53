import { createMemo, type Accessor } from 'solid-js';
import type * as z from 'zod/mini';
import { bookingAccept, bookingCancel, bookingRequest, bookingWithdraw } from '../../../schema/booking-requests.ts';
import { appointmentEntry, bookingEntry, type AppointmentEntry, type BookingEntry } from '../../../schema/bookings.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat } from '../../shared/i18n/context.tsx';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';

export type Wish = z.infer<typeof bookingRequest.body>;
/** A request for a time that the clinic has not answered: only this device knows of it. */
export interface LocalWish { readonly request: LocalRequest; readonly wish: Wish }
export type Asking = 'withdraw' | 'cancel' | 'accept';

export interface Bookings {
  readonly view: View;
  /** Still to come, the next one first. */
  readonly next: Accessor<readonly AppointmentEntry[]>;
  /** What waits for an answer of the clinic, or for one of the patient's. */
  readonly open: Accessor<readonly BookingEntry[]>;
  readonly here: Accessor<readonly LocalWish[]>;
  /** Not accepted, and not dismissed. */
  readonly refused: Accessor<readonly LocalWish[]>;
  readonly earlier: Accessor<readonly (AppointmentEntry | BookingEntry)[]>;
  booking(id: string): BookingEntry | undefined;
  appointment(id: string): AppointmentEntry | undefined;
  /** What was asked about it and waits on this device. */
  asked(id: string): { readonly request: LocalRequest; readonly what: Asking } | undefined;
  readonly unread: Accessor<number>;
  readonly stamp: Accessor<{ asOf: number | undefined; live: boolean }>;
}

const EARLIER = 30;
const asking: Readonly<Record<string, Asking>> = { [bookingWithdraw.type]: 'withdraw', [bookingAccept.type]: 'accept', [bookingCancel.type]: 'cancel' };

/** person/ `bookings` and `appointments` of the person on screen, with what waits on this device. */
export function useBookings(): Bookings {
  const sync = useSync();
  const person = usePerson();
  const f = useFormat();
  const view = useView(() => viewName.person(person.patient()));
  const bookings = view.section('bookings', bookingEntry);
  const appointments = view.section('appointments', appointmentEntry);
  const lost = [view.unreadable('bookings'), view.unreadable('appointments')];
  const wishes = (requests: readonly LocalRequest[]): LocalWish[] => requests.flatMap((request): LocalWish[] => {
    if (request.type !== bookingRequest.type) return [];
    const parsed = bookingRequest.body.safeParse(request.body);
    // Its entry may be here before its answer is.
    return parsed.success && parsed.data.patient === person.patient() && !bookings()[parsed.data.booking] ? [{ request, wish: parsed.data }] : [];
  });
  const isNext = ({ state, endsAt }: AppointmentEntry): boolean => (state === 'booked' || state === 'arrived') && endsAt > f.now();
  const isOpen = ({ state, startsAt }: BookingEntry): boolean => (state === 'requested' || state === 'countered') && startsAt > 0;
  return {
    view,
    next: createMemo(() => Object.values(appointments()).filter(isNext).sort((a, b) => a.startsAt - b.startsAt)),
    open: createMemo(() => Object.values(bookings()).filter(isOpen).sort((a, b) => a.startsAt - b.startsAt)),
    here: createMemo(() => wishes(sync.waiting())),
    refused: createMemo(() => wishes(sync.needsYou())),
    // A confirmed request is the appointment it made.
    earlier: createMemo(() => [
      ...Object.values(appointments()).filter((one) => !isNext(one)), ...Object.values(bookings()).filter((one) => !isOpen(one) && one.state !== 'confirmed'),
    ].sort((a, b) => b.startsAt - a.startsAt).slice(0, EARLIER)),
    booking: (id) => bookings()[id],
    appointment: (id) => appointments()[id],
    asked(id) {
      for (const request of sync.waiting()) {
        const what = asking[request.type];
        const body: unknown = request.body;
        if (what === undefined || typeof body !== 'object' || body === null) continue;
        if (('booking' in body && body.booking === id) || ('appointment' in body && body.appointment === id)) return { request, what };
      }
      return undefined;
    },
    unread: () => lost.reduce((sum, count) => sum + count(), 0),
    stamp: () => {
      const freshness = view.freshness();
      return { asOf: freshness.kind === 'asOf' ? freshness.at : undefined, live: freshness.kind === 'live' };
    },
  };
}

export const isAppointment = (one: AppointmentEntry | BookingEntry): one is AppointmentEntry => 'cutoffAt' in one;
