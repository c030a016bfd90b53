import type { OpenSpan } from '../../schema/opening-hours.ts';
import type { BookingPolicy } from '../../schema/schedules.ts';

// When the demo's providers are in the office, by clinic. Places and people by name and user name. ------------------------

export interface DemoVisitType {
  readonly key: string; readonly en: string; readonly hu: string; readonly minutes: number; readonly buffer: number; readonly telehealth?: true; readonly policy: BookingPolicy;
  readonly cancelHours: number; readonly preparation?: { readonly en: string; readonly hu: string };
}
export interface DemoWeek { readonly staff: string; readonly place: string; /** Monday first; what is missing is a day off. */ readonly days: readonly (readonly OpenSpan[])[]; readonly types: readonly string[] }
export interface DemoPlan {
  readonly types: readonly DemoVisitType[];
  readonly weeks: readonly DemoWeek[];
  /** So many days from the day it is filled in, both included. */
  readonly away: readonly { readonly staff: string; readonly inDays: number; readonly days: number; readonly reason: string }[];
  /** Of every year: the next one is filled in. */
  readonly holidays: readonly { readonly monthDay: string; readonly name: string }[];
}

const span = (from: string, to: string): OpenSpan => ({ from, to });
const morning = [span('08:30', '12:30')];
const whole = [span('08:30', '12:30'), span('13:30', '16:30')];
const afternoon = [span('13:30', '16:30')];

const kenya = [
  { monthDay: '12-12', name: 'Jamhuri Day' }, { monthDay: '12-25', name: 'Christmas Day' }, { monthDay: '12-26', name: 'Boxing Day' }, { monthDay: '01-01', name: 'New Year’s Day' },
] as const;

const types: readonly DemoVisitType[] = [
  { key: 'doctor', en: 'Visit to the doctor', hu: 'Orvosi vizit', minutes: 20, buffer: 5, policy: 'request', cancelHours: 24 },
  { key: 'nurse', en: 'Visit to a nurse', hu: 'Nővéri vizit', minutes: 15, buffer: 0, policy: 'selfBook', cancelHours: 4 },
  { key: 'video', en: 'Video visit', hu: 'Videóvizit', minutes: 20, buffer: 10, telehealth: true, policy: 'request', cancelHours: 12 },
  {
    key: 'blood', en: 'Fasting blood test', hu: 'Éhgyomri vérvétel', minutes: 10, buffer: 5, policy: 'selfBook', cancelHours: 12,
    preparation: { en: 'Eat and drink nothing but water for 8 hours before. Take your usual medicines unless we told you otherwise.', hu: 'Előtte 8 órán át csak vizet fogyasszon. Szokásos gyógyszereit vegye be, ha mást nem mondtunk.' },
  },
  { key: 'minor', en: 'Minor surgery', hu: 'Kisműtét', minutes: 45, buffer: 15, policy: 'view', cancelHours: 48 },
];

/** By the clinic's suffix. */
export const demoPlans: Readonly<Record<string, DemoPlan>> = {
  riverside: {
    types,
    weeks: [
      { staff: 'daniel', place: 'Riverside Main', days: [whole, whole, morning, whole, whole], types: ['doctor', 'video', 'minor'] },
      { staff: 'mei', place: 'Riverside Main', days: [morning, morning, [], morning, morning], types: ['doctor', 'video'] },
      { staff: 'mei', place: 'Riverside Kibera', days: [afternoon, [], whole, afternoon, []], types: ['doctor'] },
      { staff: 'grace', place: 'Riverside Main', days: [whole, whole, whole, whole, whole], types: ['nurse', 'blood'] },
      { staff: 'joyce', place: 'Riverside Kibera', days: [whole, whole, whole, whole, morning, [span('09:00', '12:00')]], types: ['nurse', 'blood'] },
      // Not complete: nobody has said yet when.
      { staff: 'peter', place: 'Riverside Main', days: [], types: ['nurse'] },
    ],
    away: [{ staff: 'daniel', inDays: 9, days: 2, reason: 'Training in Mombasa' }],
    holidays: kenya,
  },
  hillcrest: {
    types: types.filter(({ key }) => key !== 'minor'),
    weeks: [
      { staff: 'kwame', place: 'Hillcrest', days: [whole, morning, whole, morning, whole], types: ['doctor', 'video'] },
      { staff: 'leila', place: 'Hillcrest', days: [whole, whole, whole, whole, whole], types: ['nurse', 'blood'] },
    ],
    away: [],
    holidays: kenya,
  },
};
