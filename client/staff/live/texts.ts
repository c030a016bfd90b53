import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const staffLiveTexts = defineTexts('staff.live', {
  area: 'Live', portal: 'Portal',
  tabs: { board: 'Telehealth Board', waiting: 'Waiting Room', room: 'Consult Room', schedule: 'Schedule' },
  waitingCount: { one: '{{ count }} patient waits', other: '{{ count }} patients wait' },
  of: '{{ name }}, {{ age }}', with: '{{ kind }} with {{ name }}', born: 'Born {{ date }}',
  whose: { label: 'Whose visits', mine: 'Mine', all: 'All' },
  day: 'Day', list: 'Video visits of the day', zone: 'By the clock in {{ zone }}.',
  state: { scheduled: 'Scheduled', waiting: 'Waiting', inProgress: 'In progress', completed: 'Completed', cancelled: 'Cancelled', noshow: 'Did not come', failed: 'Failed' },
  group: { waiting: 'Waiting now', scheduled: 'Scheduled', inProgress: 'In progress', over: 'Over' },
  waits: 'waits {{ time }}', runs: 'for {{ time }}', byPhone: 'by phone',
  older: { one: '{{ count }} more visit has no room on this device.', other: '{{ count }} more visits have no room on this device.' },
  unreadable: { one: '{{ count }} visit cannot be read by this version of the app.', other: '{{ count }} visits cannot be read by this version of the app.' },
  empty: {
    why: 'No video visit on this day', next: 'A visit stands here as soon as an appointment of a telehealth type is confirmed.',
    mine: 'You have no video visit on this day', mineNext: 'Choose All to see those of your colleagues.',
  },
  notHere: { why: 'The video visits are not on this device', next: 'They come with the first connection and then stay here.', act: 'Try now' },
  choose: { why: 'Choose a visit', next: 'Its times, its people and what can be done stand here.' },
  gone: { why: 'This visit is not here', next: 'It may be older than a week, or the link is old.' },
  facts: {
    state: 'State', when: 'When', kind: 'Type', place: 'Place', who: 'Conducted by', waits: 'Waiting since', devices: 'Device test', began: 'Began', ended: 'Ended', phone: 'By phone since',
    invite: 'Invite', reason: 'Why it failed', changed: 'Last change',
  },
  from: '{{ from }} to {{ until }}', changed: '{{ by }}, {{ when }}', invited: 'Sent {{ when }}',
  devices: { camera: 'camera', microphone: 'microphone', ok: '{{ device }} works', none: 'no {{ device }}', untested: '{{ device }} not tested' },
  guests: 'Also invited', guest: '{{ name }} ({{ relation }}), phone ending in {{ end }}', guestState: { invited: 'invited', here: 'here', left: 'left', removed: 'taken out' },
  word: {
    title: 'Word to {{ name }}', act: 'Word to the patient', stands: '“{{ text }}” ({{ by }}, {{ when }})', label: 'What {{ name }} reads while waiting',
    second: 'It stands on the waiting screen. It is no message of a conversation.', ready: 'Ready words', send: 'Show it to {{ name }}', not: 'Not now', empty: 'Write what the patient is to read.',
    phrases: { ten: '10 more minutes.', soon: 'We begin in a moment.', late: 'We are running late. Thank you for waiting.', phone: 'We will call you by phone.' },
  },
  tooLong: 'Too long: {{ most }} letters at most.',
  act: {
    start: 'Start the visit with {{ name }}', phoneStart: 'Visit {{ name }} by phone', open: 'Open the Consult Room', miss: 'Did not come', invite: 'Send the invite again', cancel: 'Cancel …', fail: 'No visit took place …',
    chart: 'Chart', patient: 'Open the patient', consult: 'Open the visit',
  },
  why: {
    notYours: 'Only {{ name }} starts and ends this visit.', role: 'Your role plans visits and does not conduct them.', early: 'It can start from {{ time }}.',
    offline: 'Starting needs a connection.',
  },
  video: {
    unknown: 'Asking whether video is there.', notConfigured: 'Video is not set up at this clinic. Visits go by phone; an administrator can set up LiveKit.', unreachable: 'The clinic’s video system does not answer. Visits go by phone until it does.',
    offline: 'No connection: video needs one. Call the patient by phone.', none: 'Video is there.',
  },
  saved: 'Saved on this device. It counts once the clinic has received it.',
  starting: 'Asked to start.',
  failing: { title: 'No visit took place', second: '{{ name }} reads your words at the appointment. It ends the visit for both sides.', label: 'Why, and what happens next', empty: 'Say why: the patient reads it.', act: 'Say that no visit took place', not: 'Not now' },
  waitingRoom: {
    empty: 'Nobody is waiting', emptyNext: 'Whoever checks in for a video visit stands here at once.',
    next: 'Next to come', list: 'Patients who wait', sound: 'Sound when somebody begins to wait', soundOn: 'On this device, while this app is open.', soundTouch: 'Your browser plays no sound before you press something on this page.',
    try: 'Play it once', began: '{{ name }} waits for {{ provider }}', since: 'since {{ time }}',
  },
  schedule: 'Schedule of video visits',
});
