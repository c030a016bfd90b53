import { defineTexts } from '../i18n/define-texts.ts';

/** Two sentences a state: what is so (bold), and what that means for you. */
export const syncTexts = defineTexts('shared.sync', {
  open: 'Open the sync page',
  /** Where the line is bad: instead of what it means, what would be lost with the device. */
  waiting: { one: '{{ count }} saved on this device.', other: '{{ count }} saved on this device.' },
  current: { title: 'Up to date' },
  offline: { title: 'Offline.', rest: 'You can keep working.' },
  offlineWaiting: {
    title: { one: 'Offline. {{ count }} saved on this device.', other: 'Offline. {{ count }} saved on this device.' },
    rest: { one: 'It sends when you are connected.', other: 'They send when you are connected.' },
  },
  sending: { title: 'Sending {{ n }} of {{ of }}' },
  sent: { one: '{{ count }} sent', other: '{{ count }} sent' },
  receiving: { title: 'Getting updates, {{ percent }}%' },
  slow: { title: 'Slow connection.', rest: 'This may take a while.' },
  unreachable: { title: 'Cannot reach the clinic system.', rest: 'We will keep trying.' },
  captive: { title: 'This Wi-Fi needs you to sign in first.' },
  needsYou: {
    title: { one: '{{ count }} item not accepted.', other: '{{ count }} items not accepted.' },
    rest: 'See why',
  },
  signedOut: {
    title: { one: 'Sign in to send {{ count }} item.', other: 'Sign in to send {{ count }} items.' },
    rest: { one: 'It is safe on this device.', other: 'They are safe on this device.' },
    none: 'Sign in to get updates.',
  },
  appTooOld: {
    title: { one: 'Update the app to send {{ count }} item.', other: 'Update the app to send {{ count }} items.' },
    none: 'Update the app to get updates.',
  },
  clockWrong: { title: 'The date or time of this device looks wrong.', rest: 'Check Settings.' },
  storageLow: { title: 'This device is almost full.', rest: '{{ mb }}\u00a0MB left.' },
});
