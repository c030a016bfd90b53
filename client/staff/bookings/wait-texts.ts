import { defineTexts } from '../../shared/i18n/define-texts.ts';

/** Who waits for an earlier time, as the clinic's staff read it. */
export const waitTexts = defineTexts('staff.waits', {
  show: 'Wait list',
  titleOf: '{{ name }} waits for an earlier time',
  list: 'Waiting for an earlier time',
  empty: { why: 'Nobody waits for an earlier time', next: 'Patients put themselves on this list under their appointment.' },
  free: 'Free: {{ time }}', moving: 'Offered or asked for', nothing: 'Nothing free yet',
  facts: { has: 'Has now', with: 'With', place: 'Where', wants: 'Would see', from: 'Not before', since: 'Waits since', by: 'Asked by', found: 'First free time', none: 'None yet. The clinic looks every minute.' },
  anyone: 'Anyone there', same: 'Only {{ name }}',
  at: '{{ time }} with {{ name }}',
  offer: 'Offer {{ time }}',
  second: 'Whoever asked first stands first. The time is held for {{ name }} until they have answered; if they do not take it, it is free again.',
  saved: 'Saved on this device. It is offered once the clinic has received it.',
  waiting: 'Offered, saved on this device', sending: 'Being sent',
});
