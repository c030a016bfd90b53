import { expect, test } from 'vitest';

import { initialsOf } from './avatar-initials.ts';
import { createPress, SAME_PRESS_MS } from './press.ts';

function press(at: number): MouseEvent {
  const event = new Event('click', { cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: at });
  return event as MouseEvent;
}

test('[R2] a second tap at once is the same tap; a later one is another', () => {
  let pressed = 0;
  const onClick = createPress({ onPress: () => (pressed += 1) });
  const second = press(1_000 + SAME_PRESS_MS - 1);
  onClick(press(1_000));
  onClick(second);
  expect([pressed, second.defaultPrevented]).toEqual([1, true]); // nor does a form go twice
  onClick(press(1_000 + SAME_PRESS_MS));
  expect(pressed).toBe(2);
});

test('[C79] an act that cannot run now does nothing and follows no link', () => {
  let pressed = 0;
  const event = press(1_000);
  createPress({ onPress: () => (pressed += 1), unavailable: 'Joining needs a connection.' })(event);
  expect([pressed, event.defaultPrevented]).toEqual([0, true]);
});

test('initials in any script, for any number of names', () => {
  expect(['Fatma Hassan', 'Thanh Văn Nguyễn', 'Cher', 'émile Zola', '王 伟', '', '  — ', 'Dr. (Mei) Tanaka'].map(initialsOf)).toEqual([
    'FH',
    'TN',
    'C',
    'ÉZ',
    '王伟',
    '',
    '',
    'DT',
  ]);
});
