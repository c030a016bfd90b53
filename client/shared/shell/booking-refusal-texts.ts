import { defineTexts } from '../i18n/define-texts.ts';

/** Why something about bookings was not done. Kept apart from refusal-texts.ts for its length only. */
export const bookingRefusalTexts = defineTexts('refusals.bookings', {
  booking: {
    unknown: { reason: 'This request is not on the clinic’s records, or not any more.', remedy: 'Open the list again.' },
    notOffered: { reason: 'This kind of visit cannot be booked in the app.', remedy: 'Call the clinic, or choose another kind of visit.' },
    noSchedule: { reason: 'Nobody can book with this provider there now.', remedy: 'Choose somebody else, or call the clinic.' },
    past: { reason: 'This time is over.', remedy: 'Choose another time. {{ instead }}' },
    taken: { reason: 'Somebody else has this time.', remedy: 'Choose another time. {{ instead }}' },
    closed: { reason: 'The provider is not there at this time.', remedy: 'Choose another time. {{ instead }}' },
    tooMany: { reason: '{{ most }} requests are waiting already.', remedy: 'Wait for an answer, or withdraw one of them.' },
    notSo: { reason: 'This does not stand where that could be done.', remedy: 'Open it and look at what was decided.' },
    expired: { reason: 'Nobody answered this request in time, and it is over.', remedy: 'A new request is needed.' },
    decidedBy: { reason: '{{ by }} decided on this {{ when }}.', remedy: 'Open it and look at what was decided.' },
    over: { reason: 'The time that was asked for is over.', remedy: 'Decline it, or write to the patient.' },
    notInOffice: { reason: 'The provider’s hours do not cover this time any more.', remedy: 'Decline it, or confirm it with a reason.' },
    offerTaken: { reason: 'Not every time you offered is free.', remedy: 'Offer others. Not free: {{ times }}' },
    ranOut: { reason: 'Nobody answered a request for an appointment in time. It is over.', remedy: 'Ask for another time, or call the clinic.' },
    waits: { reason: 'The request of {{ name }} for an appointment will soon be over, and nobody has answered.', remedy: 'Answer it under Bookings.' },
  },
  appointment: {
    unknown: { reason: 'This appointment is not on the clinic’s records.', remedy: 'Open the bookings again.' },
    notSo: { reason: 'This appointment cannot be changed any more.', remedy: 'Call the clinic.' },
    notYours: { reason: 'Your role changes only appointments that are yours.', remedy: 'Ask the front desk.' },
    changedBy: { reason: '{{ by }} changed this appointment {{ when }}.', remedy: 'Open it and look where it stands now.' },
    standsElse: { reason: 'This appointment does not stand where that could be done.', remedy: 'Open it and look where it stands now.' },
    early: { reason: 'It is too early for that.', remedy: 'Do it when the time of the appointment has come.' },
    changeWaits: { reason: 'The patient has asked for another time.', remedy: 'Answer that request first, under Bookings.' },
    nobody: { reason: 'This provider does not work there any more.', remedy: 'Choose somebody else.' },
    closed: { reason: 'The provider’s hours do not cover this time.', remedy: 'Choose another time, or move it with a reason. {{ instead }}' },
    tooLate: { reason: 'Changes in the app were possible until {{ when }}.', remedy: 'Call the clinic.' },
  },
  wait: {
    unknown: { reason: 'This is not on the clinic’s wait list, or not any more.', remedy: 'Open the bookings again.' },
    already: { reason: 'This appointment is on the list for an earlier time already.', remedy: 'There is nothing to do.' },
    over: { reason: 'Nobody waits for an earlier time there any more.', remedy: 'Open the bookings again.' },
    moving: { reason: 'Another time is offered or asked for already.', remedy: 'Wait for the answer to that.' },
    past: { reason: 'This time is over.', remedy: 'Offer another one.' },
    notEarlier: { reason: 'This is not earlier than the appointment they have.', remedy: 'Offer another one.' },
    taken: { reason: 'Somebody else has this time.', remedy: 'The list shows what is free now.' },
    closed: { reason: 'The provider is not there at this time.', remedy: 'The list shows what is free now.' },
    ranOut: { reason: 'An earlier time was offered and not taken in time.', remedy: 'Your appointment stays as it is, and you stay on the list.' },
  },
  mark: {
    superseded: { reason: '{{ by }} set this mark to {{ value }} {{ when }}. Yours was {{ yours }}.', remedy: 'Set it again if yours is right.' },
  },
});
