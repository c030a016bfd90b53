import { defineTexts } from '../i18n/define-texts.ts';

export const roomTexts = defineTexts('shared.room', {
  title: 'What this device holds',
  what: { messages: 'Messages', records: 'Records', pages: 'Earlier messages', rest: 'Lists, people and the clinic’s words', app: 'The app itself' },
  used: '{{ used }} used of {{ quota }} that the browser allows',
  unknown: 'This browser does not say how much room there is.',
  letGo: {
    one: 'What belongs to {{ count }} person was left at the clinic for want of room. It is marked “Not on this device” and comes when you open it with a connection.',
    other: 'What belongs to {{ count }} people was left at the clinic for want of room. It is marked “Not on this device” and comes when you open it with a connection.',
  },
  later: 'Records come when you open them.',
  everything: 'Get everything now',
  choose: 'Keep at most',
  chooseSecond: 'For each person who signs in here. What was not opened for longest goes first; what you wrote and is not sent yet never goes.',
  all: 'All the clinic lists, as far as there is room',
  gone: { one: 'Made room. {{ count }} thing was left at the clinic. Nothing you wrote was touched.', other: 'Made room. {{ count }} things were left at the clinic. Nothing you wrote was touched.' },
  kept: 'Set. Nothing had to go.',
  notSet: 'This browser could not keep the choice.',
  persisted: 'The browser keeps what is saved here, even when space runs out.',
  mayClear: 'This device may clear saved records if it runs out of space. Installing the app helps.',
  ask: 'Ask this device to keep your records',
  refused: 'The browser did not agree. Install the app and ask again, and send soon what you write.',
});
