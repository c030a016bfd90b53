import { describe, expect, it } from 'vitest';
import { fillPlaceholders, findPlaceholder, orderCanned, placesAfterMove, type CannedReply } from './canned-replies.ts';

const reply = (id: string, place: number): CannedReply => ({ id, is: { value: { title: id, text: 'x', place }, stamp: 1, saw: 0, by: '', who: '', at: 0 } });

describe('placeholders', () => {
  it('[B15] are filled with what is known; what is not stays to be seen', () => {
    const text = 'Dear {first name}, call {clinic phone} before {day of the visit}. { my name }';
    const filled = fillPlaceholders(text, { 'first name': 'Fatma', 'clinic phone': '', 'my name': 'Grace $& Wanjiru' });
    expect(filled).toBe('Dear Fatma, call {clinic phone} before {day of the visit}. Grace $& Wanjiru');
    expect(findPlaceholder(filled)).toEqual({ start: 17, end: 31, whole: '{clinic phone}' });
    expect(findPlaceholder('Dear {}, take 1 {2} of {\n} now')).toBeNull();
  });
  it('[B15] a name that came in with braces is not filled a second time', () => {
    expect(fillPlaceholders('{first name}', { 'first name': '{my name}', 'my name': 'Grace' })).toBe('{my name}');
  });
});

describe('order', () => {
  const list = [reply('a', 0), reply('b', 1024), reply('c', 2048)];
  const after = (from: number, to: number, of = list): string => {
    const changed = new Map(placesAfterMove(of, from, to).map(({ reply: { id }, place }) => [id, place]));
    return orderCanned(Object.fromEntries(of.map(({ id, is }) => [id, reply(id, changed.get(id) ?? is.value.place)]))).map(({ id }) => id).join('');
  };
  it('[B15] one step up or down changes one place', () => {
    expect([after(2, 1), after(0, 1), after(0, 2), after(2, 0)]).toEqual(['acb', 'bac', 'bca', 'cab']);
    expect(placesAfterMove(list, 2, 1)).toHaveLength(1);
    expect([placesAfterMove(list, 0, -1), placesAfterMove(list, 2, 3), placesAfterMove(list, 1, 1)]).toEqual([[], [], []]);
  });
  it('[B15] numbers them anew where none is left between two', () => {
    const tight = [reply('a', 0), reply('b', 1), reply('c', 1), reply('d', 2)];
    expect(after(3, 2, tight)).toBe('abdc');
    expect(placesAfterMove(tight, 3, 2)).toHaveLength(4);
  });
});
