// What the demo's patients asked for, and what became of it, by clinic. People, places and visit types by key or name. ----------

export interface DemoBooking {
  readonly patient: string;
  /** A carer who asked. */
  readonly by?: string;
  readonly type: string;
  readonly staff: string;
  readonly place: string;
  /** The first free time at or after that hour of the clinic's clock, so many days from the day it is filled in; before today: the last days alone. */
  readonly at: readonly [inDays: number, hour: string];
  /** Of the booking while it is one; else of the appointment that it made. `late`: nobody has answered for days. */
  readonly state: 'requested' | 'late' | 'countered' | 'declined' | 'withdrawn' | 'expired' | 'booked' | 'fulfilled' | 'noshow' | 'cancelled' | 'cancelledByClinic';
  /** Hours before it is filled in. */
  readonly asked: number;
  readonly words?: string;
  /** What the clinic said with its decision, or whoever cancelled. */
  readonly reason?: string;
  /** Asks to move the booked appointment of the same patient that stands before it in this list. */
  readonly moves?: true;
}

const main = { place: 'Riverside Main' };
const kibera = { place: 'Riverside Kibera' };
const hill = { place: 'Hillcrest' };

/** By the clinic's suffix. Halima has asked for nothing yet. */
export const demoBookings: Readonly<Record<string, readonly DemoBooking[]>> = {
  riverside: [
    { ...main, patient: 'fatma', type: 'doctor', staff: 'daniel', at: [1, '10:00'], state: 'booked', asked: 300, words: 'To look at the blood pressure card together.' },
    { ...main, patient: 'fatma', type: 'blood', staff: 'grace', at: [-12, '09:00'], state: 'fulfilled', asked: 400 },
    { ...main, patient: 'fatma', type: 'video', staff: 'mei', at: [-6, '09:00'], state: 'cancelled', asked: 300, reason: 'My daughter is ill, I cannot come to the phone.' },
    { ...main, patient: 'amina', by: 'fatma', type: 'nurse', staff: 'grace', at: [3, '09:00'], state: 'booked', asked: 30 },
    { ...kibera, patient: 'yusuf', by: 'fatma', type: 'nurse', staff: 'joyce', at: [4, '14:00'], state: 'requested', asked: 3, words: 'After school, please: he is there until one.' },
    { ...main, patient: 'kofi', type: 'doctor', staff: 'mei', at: [1, '09:00'], state: 'booked', asked: 90, words: 'My knee again.' },
    { ...main, patient: 'lars', type: 'nurse', staff: 'grace', at: [1, '11:00'], state: 'booked', asked: 70 },
    { ...main, patient: 'ngaire', type: 'doctor', staff: 'daniel', at: [2, '09:00'], state: 'booked', asked: 200 },
    { ...main, patient: 'ngaire', type: 'doctor', staff: 'daniel', at: [3, '11:00'], state: 'requested', asked: 5, moves: true, words: 'My neighbour drives me and cannot on that day.' },
    { ...main, patient: 'rosa', type: 'video', staff: 'mei', at: [4, '09:00'], state: 'requested', asked: 2, words: 'I start work at ten.' },
    { ...main, patient: 'mateo', by: 'rosa', type: 'blood', staff: 'grace', at: [2, '08:30'], state: 'booked', asked: 26 },
    { ...main, patient: 'nokuthula', type: 'doctor', staff: 'mei', at: [5, '10:00'], state: 'late', asked: 60, words: 'The letter for my employer is still missing.' },
    { ...main, patient: 'thanh', type: 'doctor', staff: 'mei', at: [2, '10:00'], state: 'countered', asked: 28, words: 'As early as you can.', reason: 'Dr Tanaka is in a meeting then. One of these?' },
    { ...main, patient: 'priya', type: 'nurse', staff: 'grace', at: [2, '13:30'], state: 'declined', asked: 50, words: 'To have the stitches out.', reason: 'The stitches have to stay until next week. Please ask for a day then.' },
    { ...main, patient: 'priya', type: 'doctor', staff: 'daniel', at: [1, '14:00'], state: 'cancelledByClinic', asked: 120, reason: 'Dr Otieno has to be at the hospital. Please choose another time.' },
    { ...kibera, patient: 'lars', type: 'doctor', staff: 'mei', at: [3, '13:30'], state: 'withdrawn', asked: 74, words: 'Nearer to my work.' },
    { ...main, patient: 'thanh', type: 'video', staff: 'mei', at: [-8, '09:00'], state: 'expired', asked: 280 },
    { ...main, patient: 'omar', by: 'fatma', type: 'nurse', staff: 'grace', at: [-7, '10:00'], state: 'noshow', asked: 350 },
    { ...main, patient: 'joseph', type: 'doctor', staff: 'daniel', at: [-9, '10:00'], state: 'fulfilled', asked: 420 },
    { ...kibera, patient: 'priya', type: 'nurse', staff: 'joyce', at: [-6, '11:00'], state: 'fulfilled', asked: 260 },
    { ...main, patient: 'kofi', type: 'nurse', staff: 'grace', at: [-10, '14:00'], state: 'fulfilled', asked: 380 },
  ],
  hillcrest: [
    { ...hill, patient: 'beatriz', type: 'nurse', staff: 'leila', at: [1, '09:00'], state: 'booked', asked: 20 },
    { ...hill, patient: 'elias', type: 'doctor', staff: 'kwame', at: [3, '10:00'], state: 'requested', asked: 6, words: 'For a new inhaler.' },
    { ...hill, patient: 'wairimu', type: 'blood', staff: 'leila', at: [2, '08:30'], state: 'booked', asked: 100 },
    { ...hill, patient: 'elias', type: 'doctor', staff: 'kwame', at: [-8, '10:00'], state: 'fulfilled', asked: 400 },
  ],
};
