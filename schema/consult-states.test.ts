import { expect, it } from 'vitest';
import { appointmentState } from './booking-states.ts';
import { appointmentOf, consultState, consultTransitions, type ConsultEvent, type ConsultState } from './consult-states.ts';

const table = consultTransitions;
const events = Object.keys(table.scheduled) as ConsultEvent[];

it('[C28] every event is decided in every state, and each state says where the appointment stands', () => {
  expect(Object.keys(table).toSorted()).toEqual([...consultState.options].toSorted());
  for (const row of Object.values(table)) expect(Object.keys(row).toSorted()).toEqual(events.toSorted());
  expect(Object.keys(appointmentOf).toSorted()).toEqual([...consultState.options].toSorted());
  for (const state of Object.values(appointmentOf)) expect(appointmentState.options).toContain(state);
});

it('[C28] [C40] [C42] exactly the ways of the specification lead on', () => {
  const ways = consultState.options.flatMap((from) => events.flatMap((event) => (table[from][event] === null ? [] : [`${from} ${event} ${table[from][event]}`])));
  expect(ways).toEqual([
    'scheduled checkIn waiting', 'scheduled start inProgress', 'scheduled cancel cancelled', 'scheduled miss noshow',
    'waiting leave scheduled', 'waiting start inProgress', 'waiting cancel cancelled', 'waiting miss noshow',
    'inProgress end completed', 'inProgress fail failed',
  ]);
});

it('[C27] whatever comes in whatever order, it begins at most once and ends at most once', () => {
  let seed = 11;
  const random = (below: number): number => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed % below; };
  const over: ReadonlySet<ConsultState> = new Set(['completed', 'cancelled', 'noshow', 'failed']);
  for (let history = 0; history < 50_000; history += 1) {
    let state: ConsultState = 'scheduled';
    let [begun, ended] = [0, 0];
    for (let step = 0; step < 10; step += 1) {
      const next: ConsultState | null = table[state][events[random(events.length)] ?? 'leave'];
      if (next === null) continue;
      if (next === 'inProgress') begun += 1;
      if (over.has(next)) ended += 1;
      state = next;
    }
    if (begun > 1 || ended > 1) throw new Error(`Begun ${begun}, ended ${ended}`);
  }
});
