import { expect, it } from 'vitest';
import { appointmentState, appointmentTransitions, bookingState, bookingTransitions, type BookingEvent } from './booking-states.ts';

const table = bookingTransitions;
const events = Object.keys(table.requested) as BookingEvent[];

it('[C9] every event is decided in every state, of bookings and of appointments', () => {
  expect(Object.keys(table).toSorted()).toEqual([...bookingState.options].toSorted());
  expect(Object.keys(appointmentTransitions).toSorted()).toEqual([...appointmentState.options].toSorted());
  for (const row of [...Object.values(table), ...Object.values(appointmentTransitions)]) {
    const names = Object.keys(row);
    expect(names.toSorted()).toEqual((names.includes('confirm') ? [...events] : Object.keys(appointmentTransitions.booked)).toSorted());
  }
});

it('[C9] [D16] whatever comes in whatever order, a booking is over once, and only the clinic or an accepted offer confirms it', () => {
  let seed = 7;
  const random = (below: number): number => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed % below; };
  for (let history = 0; history < 50_000; history += 1) {
    let state = bookingState.options[0] as keyof typeof table;
    let ended = 0;
    for (let step = 0; step < 6; step += 1) {
      const event = events[random(events.length)] as BookingEvent;
      const next = table[state][event];
      if (next === null) continue;
      if (next === 'confirmed' && !((state === 'requested' && event === 'confirm') || (state === 'countered' && event === 'accept'))) throw new Error(`${state} → ${event} confirms`);
      if (next !== 'requested' && next !== 'countered') ended += 1;
      state = next;
    }
    if (ended > 1) throw new Error('Ended twice');
  }
});
