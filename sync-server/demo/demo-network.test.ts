import { expect, it } from 'vitest';
import { emailIdentifier, normalizeNationalId, usernameIdentifier } from '../identity/identifiers.ts';
import { readPhone } from '../identity/phone.ts';
import { passwordLacks } from '../../schema/passwords.ts';
import { brandEntry } from '../../schema/clinic.ts';
import { messageText, subjectText } from '../../schema/messages.ts';
import { can, grantsOf, roles } from '../../schema/roles.ts';
import { demoBookings } from './demo-bookings.ts';
import { demoPlans } from './demo-plans.ts';
import { describeDemo } from './describe-demo.ts';
import { DEMO_PASSWORD, demoNetwork } from './demo-network.ts';
import { tellThread } from './thread-story.ts';

const modules = ['record', 'appointments', 'portal', 'live'] as const;
const nobody = (): string => 'Somebody';

it.each(demoNetwork)('$name has every staff role, and several nurses who answer', ({ staff }) => {
  expect(new Set(staff.flatMap((one) => one.roles))).toEqual(new Set(Object.keys(roles)));
  expect(staff.filter((one) => one.roles.includes('nurse')).length).toBeGreaterThanOrEqual(2);
});

it('has user names that are one across the network, and a password that passes its own rules', () => {
  const names = demoNetwork.flatMap(({ staff }) => staff.map(({ username }) => usernameIdentifier(username)));
  expect(names).not.toContain(null);
  expect(new Set(names).size).toBe(names.length);
  expect([...passwordLacks(DEMO_PASSWORD, 'mixed'), ...passwordLacks(DEMO_PASSWORD, 'length')]).toEqual([]);
});

it('looks different at each clinic', () => {
  expect(new Set(demoNetwork.map(({ colour }) => colour)).size).toBe(demoNetwork.length);
  for (const { shortName } of demoNetwork) expect(brandEntry.shape.shortName.safeParse(shortName).success).toBe(true);
});

it.each(demoNetwork)('$name: whoever signs in can, with a valid phone and the clinic\'s identifier', (clinic) => {
  const active = clinic.patients.filter((one) => one.active);
  for (const one of active) {
    expect(readPhone(one.phone, clinic.country)?.e164, one.key).toBe(one.phone);
    const identifier = clinic.identifierMode === 'email' ? emailIdentifier(one.email ?? '') : normalizeNationalId(one.nationalId ?? '');
    expect(identifier, one.key).not.toBeNull();
  }
  for (const one of clinic.patients.filter(({ phoneFit }) => phoneFit === false)) expect(readPhone(one.phone, clinic.country)?.e164 ?? null).toBeNull();
  const phones = clinic.patients.map(({ phone }) => phone).filter(Boolean);
  expect(new Set(phones).size).toBe(phones.length);
  for (const { email } of clinic.patients) expect(email ?? 'x@example.org').toMatch(/@example\.org$/);
});

it('[C86] has a mother with two children she acts for', () => {
  const fatma = demoNetwork[0]?.patients.find(({ key }) => key === 'fatma');
  expect(fatma?.caresFor?.map(({ relation }) => relation)).toEqual(expect.arrayContaining(['daughter', 'son']));
});

it.each(demoNetwork.flatMap((clinic) => clinic.threads.map((thread) => ({ clinic, thread, subject: thread.subject }))))('"$subject" could have happened', ({ clinic, thread }) => {
  const times = thread.events.map(({ ago }) => ago);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(subjectText.safeParse(thread.subject).success).toBe(true);
  const story = tellThread(thread, Date.now(), nobody);
  expect(story.messages.length).toBeGreaterThan(0);
  const tags = new Set(clinic.tags.map(({ id }) => id));
  for (const tag of Object.keys(story.tags)) expect(tags).toContain(tag);
  for (const event of thread.events) {
    if ('text' in event || 'reply' in event || 'comment' in event) expect(messageText.safeParse('text' in event ? event.text : 'reply' in event ? event.reply : event.comment).success).toBe(true);
    if ('readAgo' in event && event.readAgo !== undefined) expect(event.readAgo).toBeLessThan(event.ago);
    if ('openedAgo' in event && event.openedAgo !== null) expect(event.openedAgo).toBeLessThanOrEqual(event.ago);
    if ('staff' in event) expect(can({ grants: grantsOf(clinic.staff.find(({ username }) => username === event.staff)?.roles ?? [], [...modules]) }, 'portal.message.reply')).toBe(true);
    if ('from' in event) expect(mayWrite(clinic, event.from, thread.patient)).toBe(true);
  }
});

it.each(demoNetwork.flatMap((clinic) => clinic.records.map((record) => ({ clinic, record, who: record.patient }))))('the record of $who could be theirs', ({ clinic, record }) => {
  const person = clinic.patients.find(({ key }) => key === record.patient);
  const age = (Date.now() - Date.parse(person?.birthDate ?? '')) / 86_400_000;
  const staff = new Set(clinic.staff.filter(({ roles: held }) => held.some((role) => role === 'nurse' || role === 'clinician')).map(({ username }) => username));
  const agos = [record.problems, record.allergies, record.medicines, record.vaccines, record.visits, record.results].flatMap((list) => (list ?? []).map(({ ago }) => ago));
  for (const ago of [...agos, ...(record.measured ?? []).flatMap(({ values }) => values.map(([when]) => when))]) expect(ago).toBeLessThan(age);
  for (const { ago, over } of record.problems ?? []) expect(over ?? 0).toBeLessThan(ago);
  for (const one of [...(record.visits ?? []), ...(record.results ?? [])]) expect(staff).toContain(one.staff);
});

it.each(demoNetwork)('$name: what is booked names who and what there is, and whoever asks may', (clinic) => {
  const plan = demoPlans[clinic.suffix];
  for (const one of demoBookings[clinic.suffix] ?? []) {
    const asker = clinic.patients.find(({ key }) => key === (one.by ?? one.patient));
    expect(asker?.active, one.patient).toBe(true);
    expect(one.by === undefined || (asker?.caresFor ?? []).some(({ patient }) => patient === one.patient), one.patient).toBe(true);
    expect(plan?.weeks.some((week) => week.staff === one.staff && week.place === one.place && week.types.includes(one.type)), `${one.staff} ${one.type}`).toBe(true);
  }
});

it('[C81] has bookings in every state there is, and appointments past and to come', () => {
  const states = (demoBookings['riverside'] ?? []).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['requested', 'late', 'countered', 'declined', 'withdrawn', 'expired', 'booked', 'fulfilled', 'noshow', 'cancelled', 'cancelledByClinic']));
});

function mayWrite(clinic: (typeof demoNetwork)[number], writer: string, patient: string): boolean {
  const found = clinic.patients.find(({ key }) => key === writer);
  return found?.active === true && (writer === patient || (found.caresFor ?? []).some((one) => one.patient === patient && one.scopes.includes('messages')));
}

it('shows every urgency, state and owner in the first inbox', () => {
  const stories = (demoNetwork[0]?.threads ?? []).map((thread) => tellThread(thread, Date.now(), nobody));
  expect(new Set(stories.map(({ urgency }) => urgency.value))).toEqual(new Set(['urgent', 'today', 'routine']));
  expect(new Set(stories.map(({ state }) => state))).toEqual(new Set(['open', 'waiting', 'closed']));
  expect(new Set(stories.map(({ assignee }) => assignee === null))).toEqual(new Set([true, false]));
  expect(stories.length).toBeGreaterThanOrEqual(10);
});

it('prints a table in which every column stands under its head', () => {
  const lines = describeDemo('http://localhost:8080').split('\n');
  const head = lines.find((line) => line.includes('User name')) ?? '';
  const grace = lines.find((line) => line.includes('Grace Wanjiru')) ?? '';
  expect(grace.indexOf('Grace')).toBe(head.indexOf('Who'));
  expect(grace.indexOf('Riverside')).toBe(head.indexOf('Clinic'));
});
