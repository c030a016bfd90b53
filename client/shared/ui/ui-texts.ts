import { defineTexts } from '../i18n/define-texts.ts';

/** The words the components themselves say. What a screen says stands with its slice. */
export const uiTexts = defineTexts('shared.ui', {
  error: 'Error:',
  errorSummary: { one: 'One thing to put right', other: '{{ count }} things to put right' },
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  close: 'Close',
  back: 'Back',
  dismiss: 'Dismiss',
  clearSearch: 'Clear the search',
  days: { onThisDay: 'Messages of {{ day }}' },

  item: {
    draft: 'Draft',
    draftAt: 'Draft, {{ time }}',
    saved: 'Saved on this device, {{ time }}',
    sending: 'Sending',
    received: 'Received by the clinic, {{ time }}',
    receivedBy: 'Received by {{ clinic }}, {{ time }}',
    read: 'Read by clinic, {{ time }}',
    readBy: 'Read by {{ clinic }}, {{ time }}',
    confirmed: 'Confirmed, {{ time }}',
    confirmedBy: 'Confirmed by {{ clinic }}, {{ time }}',
    released: 'Released, {{ time }}',
    done: 'Done, {{ time }}',
    notAccepted: 'Not accepted',
    notAcceptedAt: 'Not accepted, {{ time }}',
    tooLate: 'Not sent in time',
    withdrawn: 'Withdrawn by you, {{ time }}',
    withdrawnBy: 'Withdrawn by {{ name }}, {{ time }}',
  },

  seen: {
    notYet: 'Not on {{ name }}’s phone yet',
    onPhone: 'On {{ name }}’s phone {{ time }}',
    opened: 'On {{ name }}’s phone {{ time }}, opened {{ opened }}',
    openedOnly: 'Opened by {{ name }} {{ opened }}',
  },

  fresh: {
    live: 'live',
    asOf: 'as of {{ stamp }}',
    mayHaveChanged: 'as of {{ stamp }}, may have changed',
  },

  tray: {
    heading: 'Not accepted',
    lost: 'Lost',
    saved: 'Saved {{ saved }}',
    savedAndAnswered: 'Saved {{ saved }}, answered {{ answered }}',
    yourWords: 'Your words',
  },

  queue: {
    unassigned: 'Unassigned',
    you: 'You',
    notHere: 'Not on this device',
    readyToClose: 'You can close this',
    waiting: 'waiting {{ time }}',
  },

  held: { seconds: '{{ count }}\u00a0s' },
  slow: 'Slow connection. This may take a while.',
  loading: 'Getting this from the clinic',
  switchPerson: 'Choose another person',
  keys: 'Keys',
  snackbar: 'What was just done',
  lock: 'Lock',
});
