import { describe, expect, it } from 'vitest';
import { newId } from '../../../schema/ids.ts';
import type { MarkEntry, MessageEntry } from '../../../schema/messages.ts';
import { lastOpened, lastPatientSeq, orderMessages, seenOfMessage } from './seen-summary.ts';

const thread = newId();
const message = (seq: number, from: 'patient' | 'clinic', at = seq): MessageEntry => ({
  id: newId(), thread, seq, from, author: '', title: '', acting: false, text: 'x', at, deviceTime: at, readAt: null,
});
const mark = (over: Partial<MarkEntry>): MarkEntry => ({ thread, reader: newId(), name: 'Fatma Hassan', onDevice: 0, onDeviceAt: null, opened: 0, openedAt: null, ...over });

describe('[V7] [C53] what the patient saw', () => {
  const first = message(1, 'patient');
  const reply = message(2, 'clinic');
  const later = message(4, 'clinic');
  const all = [first, reply, message(3, 'patient'), later];

  it('says nothing before a device of theirs reported the message', () => {
    expect(seenOfMessage(later, all, [])).toBeNull();
    expect(seenOfMessage(later, all, [mark({ onDevice: 3, onDeviceAt: 30 })])).toBeNull();
  });

  it('tells the times of the newest message a mark covers, and no other', () => {
    const marks = [mark({ onDevice: 4, onDeviceAt: 40, opened: 2, openedAt: 25 })];
    expect(seenOfMessage(later, all, marks)).toEqual({ reader: 'Fatma Hassan', onDeviceAt: 40 });
    expect(seenOfMessage(reply, all, marks)).toEqual({ reader: 'Fatma Hassan', openedAt: 25 });
  });

  it('takes the reader who has come furthest', () => {
    const marks = [mark({ onDevice: 4, onDeviceAt: 40 }), mark({ name: 'Rosa', onDevice: 4, onDeviceAt: 44, opened: 4, openedAt: 45 })];
    expect(seenOfMessage(later, all, marks)).toEqual({ reader: 'Rosa', onDeviceAt: 44, openedAt: 45 });
    expect(lastOpened(marks)).toEqual({ reader: 'Rosa', at: 45 });
  });

  it('never speaks of the patient’s own messages', () => {
    expect(seenOfMessage(first, all, [mark({ onDevice: 9, onDeviceAt: 9 })])).toBeNull();
  });

  it('closes and reads by patient messages alone: an own unsent reply has borrowed its number', () => {
    // Own reply predicted as 3 while the patient's message 3 is on its way here: closing must not claim to have seen it.
    expect(lastPatientSeq([message(1, 'patient'), message(2, 'patient'), message(3, 'clinic')])).toBe(2);
    expect(lastPatientSeq([])).toBe(0);
  });

  it('orders by the clinic’s number, then by time', () => {
    const own = message(3, 'clinic', 99);
    const theirs = message(3, 'patient', 50);
    expect(orderMessages([own, theirs, first]).map(({ id }) => id)).toEqual([first.id, theirs.id, own.id]);
  });
});
