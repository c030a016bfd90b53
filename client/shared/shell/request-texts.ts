import { defineTexts } from '../i18n/define-texts.ts';

/**
 * What a person asked for, in two lengths: `title` names it in lists ("Reply to Fatma Hassan"), `act` stands inside
 * sentences ("Your “Assign to me” of 09:10 was not applied").
 */
export const requestTexts = defineTexts('requests', {
  unknownPerson: 'a patient',
  unknownColleague: 'a colleague',
  unknownAddressee: 'the clinic',
  other: { title: 'Something you asked for', act: 'request' },
  message: {
    start: { title: 'New message to {{ to }}', titleFor: 'New message to {{ to }} for {{ person }}', act: 'New message' },
    send: { title: 'Message to {{ to }}', titleFor: 'Message to {{ to }} for {{ person }}', act: 'Message' },
  },
  thread: {
    reply: { title: 'Reply to {{ person }}', act: 'Reply' },
    comment: { title: 'Staff comment about {{ person }}', act: 'Comment' },
    handover: { title: 'Handover note about {{ person }}', act: 'Handover note' },
    claim: { title: 'Assign to me: {{ person }}', act: 'Assign to me' },
    assign: { title: 'Assign to {{ colleague }}: {{ person }}', act: 'Assign to {{ colleague }}' },
    release: { title: 'Give back: {{ person }}', act: 'Give back' },
    urgency: { title: '{{ value }}: {{ person }}', act: '{{ value }}' },
    tag: { on: 'Tag {{ tag }}: {{ person }}', off: 'Remove tag {{ tag }}: {{ person }}', actOn: 'Tag {{ tag }}', actOff: 'Remove tag {{ tag }}' },
    close: { title: 'Close: {{ person }}', act: 'Close' },
    reopen: { title: 'Reopen: {{ person }}', act: 'Reopen' },
    move: { title: 'Move messages of {{ person }}', act: 'Move' },
  },
  reply: {
    withdraw: { title: 'Withdraw a reply to {{ person }}', act: 'Withdraw' },
    disclose: { title: 'Disclosure in messages of {{ person }}', act: 'Report of a disclosure' },
  },
  patient: {
    phone: { title: 'New phone number for {{ person }}', act: 'New phone number' },
    email: { title: 'New e-mail address for {{ person }}', act: 'New e-mail address' },
    activate: { title: 'Portal access for {{ person }}', act: 'Portal access' },
    block: { title: 'Shut portal access of {{ person }}', act: 'Shut portal access' },
  },
  canned: {
    save: { title: 'Canned reply: {{ title }}', act: 'Canned reply' },
    remove: { title: 'Removal of a canned reply', act: 'Removal of a canned reply' },
  },
  settings: { title: 'Clinic settings', act: 'Clinic settings' },
  staff: {
    close: { title: 'Close the account of {{ colleague }}', act: 'Close account' },
    reopen: { title: 'Open the account of {{ colleague }} again', act: 'Open again' },
    away: { title: '{{ colleague }} is away from {{ from }} to {{ until }}', act: 'Away' },
    back: { title: '{{ colleague }} is not away after all', act: 'Not away after all' },
  },
  result: {
    release: { title: 'Release of a result to {{ person }}', act: 'Release' },
    hold: { title: 'Hold on a result of {{ person }}', act: 'Hold' },
    lift: { title: 'End of a hold on a result of {{ person }}', act: 'End of a hold' },
    withdraw: { title: 'Withdrawal of a result of {{ person }}', act: 'Withdrawal' },
  },
  schedule: {
    type: { title: 'Visit type: {{ name }}', act: 'Visit type' },
    save: { title: 'Hours of {{ colleague }}', act: 'Hours' },
    away: { title: '{{ colleague }} is not in the office', act: 'Absence' },
    extra: { title: 'Extra hours of {{ colleague }}', act: 'Extra hours' },
    remove: { title: 'Removal of an absence of {{ colleague }}', act: 'Removal of an absence' },
    holiday: { title: 'Holiday: {{ name }}', act: 'Holiday' },
    holidayRemove: { title: 'Removal of a holiday', act: 'Removal of a holiday' },
  },
  range: { save: { title: 'Usual range: {{ name }}', act: 'Usual range' }, remove: { title: 'Removal of a usual range', act: 'Removal of a usual range' } },
  booking: {
    request: { title: 'Request for an appointment: {{ person }}', act: 'Request for an appointment' },
    change: { title: 'Another time for an appointment: {{ person }}', act: 'Another time' },
    withdraw: { title: 'Withdrawal of a request: {{ person }}', act: 'Withdrawal' },
    accept: { title: 'Answer to an offer of the clinic: {{ person }}', act: 'Answer to an offer' },
    cancel: { title: 'Cancellation of an appointment: {{ person }}', act: 'Cancellation' },
    confirm: { title: 'Confirmation of an appointment: {{ person }}', act: 'Confirm' },
    decline: { title: 'Decline of a request for an appointment: {{ person }}', act: 'Decline' },
    offer: { title: 'Offer of other times: {{ person }}', act: 'Offer of other times' },
  },
  wait: {
    join: { title: 'Wait for an earlier time: {{ person }}', act: 'Wait for an earlier time' },
    leave: { title: 'No earlier time wanted: {{ person }}', act: 'No earlier time wanted' },
    offer: { title: 'Offer of an earlier time: {{ person }}', act: 'Offer of an earlier time' },
  },
  appointment: {
    arrive: { title: 'Arrived: {{ person }}', act: 'Arrived' },
    fulfil: { title: 'Visit took place: {{ person }}', act: 'Visit took place' },
    miss: { title: 'Did not come: {{ person }}', act: 'Did not come' },
    cancel: { title: 'Cancellation of an appointment: {{ person }}', act: 'Cancellation' },
    move: { title: 'Move of an appointment: {{ person }}', act: 'Move' },
    undo: { title: 'Put back as it was: {{ person }}', act: 'Put back as it was' },
    mark: { title: 'Contact mark for {{ person }}', act: 'Contact mark' },
  },
  consult: {
    checkIn: { title: 'Check-in for a video visit: {{ person }}', act: 'Check-in' },
    leave: { title: 'Leaving the waiting room: {{ person }}', act: 'Leaving the waiting room' },
    start: { title: 'Start of a video visit: {{ person }}', act: 'Start' },
    end: { title: 'End of a video visit: {{ person }}', act: 'End' },
    phone: { title: 'Video visit continued by phone: {{ person }}', act: 'Continued by phone' },
    fail: { title: 'No visit took place: {{ person }}', act: 'No visit took place' },
    word: { title: 'Words to whoever waits: {{ person }}', act: 'Words while waiting' },
    invite: { title: 'Invite to a video visit: {{ person }}', act: 'Invite' },
    colleagues: { title: 'Who writes the note of a video visit: {{ person }}', act: 'Who writes the note' },
  },
  held: {
    return: { title: 'Return of a held request', act: 'Return' },
    discard: { title: 'Discard of a held request', act: 'Discard' },
  },
});
