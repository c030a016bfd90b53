import { describe, expect, it } from 'vitest';
import { newId } from '../../../schema/ids.ts';
import { requestTable } from '../../../schema/requests.ts';
import { appMade } from '../../../schema/app-made.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { describedRequests, describeRequest, type NameLookup } from './describe-request.ts';

const i18n = createI18n({ language: 'en' });
const patient = newId();
const thread = newId();
const names: NameLookup = {
  person: (id) => (id === patient ? 'Fatma Hassan' : undefined),
  isSelf: () => false,
  addresseeOfThread: () => 'Grace Wanjiru',
  addressee: () => 'Nurses',
  colleague: () => 'Dr Otieno',
  tag: () => 'Medication',
};
const say = (type: string, body: unknown) => describeRequest(i18n, names, { type, v: 1, body });

describe('words of requests', () => {
  it('names every request of table two, or says that it stays quiet', () => {
    expect([...describedRequests, ...appMade].sort()).toEqual([...requestTable.keys()].sort());
  });

  it('names the act and the person', () => {
    expect(say('thread.reply', { patient, thread, message: newId(), text: 'Sit first.' })).toMatchObject({ title: 'Reply to Fatma Hassan', words: 'Sit first.' });
    expect(say('thread.claim', { patient, thread })).toMatchObject({ title: 'Assign to me: Fatma Hassan', act: 'Assign to me', target: { patient, thread } });
    expect(say('thread.assign', { patient, thread, from: null, to: newId() }).act).toBe('Assign to Dr Otieno');
    expect(say('thread.assign', { patient, thread, from: newId(), to: null }).title).toBe('Give back: Fatma Hassan');
    expect(say('thread.urgency', { patient, thread, value: 'today' }).title).toBe('Today: Fatma Hassan');
    expect(say('thread.tag', { patient, thread, tag: 'medication', on: false }).act).toBe('Remove tag Medication');
    expect(say('message.send', { patient, thread, message: newId(), text: 'Yes.' }).title).toBe('Message to Grace Wanjiru for Fatma Hassan');
    expect(say('patient.contact', { patient, field: 'phone', value: '+254712345678' })).toMatchObject({ title: 'New phone number for Fatma Hassan', words: '+254712345678' });
  });

  it('[R5] still lists what it does not know', () => {
    expect(say('moon.land', {}).title).toBe('Something you asked for');
    expect(say('thread.reply', { text: 'half' }).title).toBe('Something you asked for');
    expect(say('thread.claim', { patient: newId(), thread }).title).toBe('Assign to me: a patient');
  });
});
