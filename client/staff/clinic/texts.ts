import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const clinicTexts = defineTexts('staff.clinic', {
  title: 'Clinic',
  hours: {
    title: 'Opening hours',
    second: 'By the clock in {{ zone }}. Patients who write while you are closed are told so, once a conversation, with the emergency number.',
    on: 'Tell patients when we are open',
    hint: 'Such as 08:00–12:30, 13:30–17:00. Empty: closed.',
    problem: 'Write times such as 08:00–12:30, 13:30–17:00, in order, or leave it empty.',
    never: 'Write the hours of at least one day.',
    closed: 'Closed',
  },
  words: { title: 'What patients read', emergency: 'Emergency number', emergencyProblem: 'Write the number as it is dialled.', promise: 'When you answer', promiseHint: 'Such as “We answer within 1 working day.”', promiseProblem: 'Write in a sentence when patients get an answer, at most 200 letters.' },
  signIn: {
    title: 'Signing in', birth: 'Ask the birth date for a first sign-in or a new password', rule: 'Passwords of patients and staff',
    mixed: 'At least 8 letters', mixedSecond: 'With capitals, small letters and a digit', length: 'At least 12 letters of any kind', lengthSecond: 'Long beats odd',
    contact: 'Days a device may go without contact', contactHint: '1 to 365. After that it shows nothing it keeps until the clinic is reached.', contactProblem: 'Write a number from 1 to 365.',
  },
  waits: {
    title: 'How long things wait',
    holdDays: { label: 'Most days a result may be held', hint: '0 to 90. 0: no result may be held.', problem: 'Write a number from 0 to 90.' },
    holdUsual: { label: 'Days a hold usually lasts', hint: 'What stands there first; whoever holds may choose another.', problem: 'Write a number from 1 to 90, and no more than the most days.' },
    bookingHours: { label: 'Hours in which you answer a booking request', hint: '4 to 720. After that it lapses, and the patient is told.', problem: 'Write a number from 4 to 720.' },
    offerHours: { label: 'Hours in which a patient answers an offer', hint: '4 to 720. Its times are held that long.', problem: 'Write a number from 4 to 720.' },
    reminderHours: { label: 'Hours before an appointment that its patient is reminded', hint: '0 to 168. 0: nobody is reminded.', problem: 'Write a number from 0 to 168.' },
    quietFrom: { label: 'No reminders from', hint: 'By the clinic’s clock, such as 21:00.', problem: 'Write a time such as 21:00.' },
    quietUntil: { label: 'Reminders again from', hint: 'The same time twice: reminders at any hour.', problem: 'Write a time such as 08:00.' },
  },
  save: 'Save for the clinic',
  saved: 'Saved on this device.',
  waiting: 'Saved here, on its way to the clinic',
  last: 'Changed by {{ name }}, {{ when }}',
  draft: 'What you changed here is not saved yet.',
  discard: 'Show what stands',
  notHere: { why: 'The clinic’s settings are not on this device yet', next: 'They come with the first connection.' },
});
