import type { DemoClinic, DemoThread } from './demo-shapes.ts';

const days = (count: number): number => count * 1440;

const threads: readonly DemoThread[] = [
  {
    patient: 'beatriz', to: 'care', state: 'open', subject: 'Burning since yesterday',
    events: [
      { ago: 55, from: 'beatriz', text: 'It burns when I pass water since yesterday and I have to go all the time. No fever and no pain in my back. Can I get something today?', readAgo: 40 },
      { ago: 38, staff: 'leila', urgency: 'today' },
      { ago: 38, staff: 'leila', assign: 'leila' },
      { ago: 36, staff: 'leila', comment: 'No warning signs, not pregnant by her last form. Asked Dr Boateng for a prescription, urine sample first.' },
    ],
  },
  {
    patient: 'elias', to: 'desk', state: 'open', subject: 'Bill for the October visit',
    events: [
      { ago: days(1) + 30, from: 'elias', text: 'I was billed twice for 14 October, once through the insurance and once to me. I have both papers. Whom do I show them to?' },
    ],
  },
  {
    patient: 'wairimu', to: 'care', state: 'waiting', subject: 'Sugar values of this week',
    events: [
      { ago: days(2), from: 'wairimu', text: 'Mornings: 7.1, 6.8, 9.4, 6.9, 7.0. The 9.4 was after my cousin\u2019s wedding.', readAgo: days(2) - 50 },
      { ago: days(2) - 52, staff: 'ines', tag: 'sugar' },
      { ago: days(2) - 55, staff: 'ines', reply: 'These are good, Wairimu, and a wedding is a wedding. Go on as you do and send the next week on Monday.' },
      { ago: days(2) - 58, seenBy: 'wairimu', openedAgo: days(2) - 60 },
    ],
  },
];

/** A second clinic of the network: another brand, and patients who sign in with their national id. */
export const hillcrest: DemoClinic = {
  suffix: 'hillcrest',
  name: 'Hillcrest Family Practice',
  shortName: 'Hillcrest',
  colour: '#F47C20',
  mark: 'sun',
  phone: '+254 41 555 0117',
  emergencyPhone: '999',
  replyPromise: 'We answer by the evening of the next working day.',
  urgentCareWarning: 'In an emergency call 999. Messages are read from Monday to Friday, 8:00am to 5:00pm.',
  identifierMode: 'nationalId',
  timeZone: 'Africa/Nairobi',
  country: 'KE',
  locations: [{ name: 'Hillcrest', address: '3 Links Road, Mombasa', phone: '+254 41 555 0117' }],
  teams: [
    { key: 'care', name: 'Care team', title: 'Nurses and doctors' },
    { key: 'desk', name: 'Reception', title: 'Visits, bills and papers' },
  ],
  replies: [
    { title: 'We have your message', text: 'Thank you for writing, {first name}. We have read your message and will answer as soon as we know more. If it gets worse, call {clinic phone}.\n\n{my name}' },
    { title: 'Please come in', text: 'Dear {first name}, please come to {clinic} on {day and time}. If you cannot come, call {clinic phone}.\n\n{my name}, {my title}' },
    { title: 'Fasting blood test', text: 'Dear {first name}, please eat and drink nothing but water for 8 hours before the blood test. Take your usual medicines unless we told you otherwise.' },
  ],
  tags: [
    { id: 'medicine', label: 'Medicine' },
    { id: 'sugar', label: 'Blood sugar' },
    { id: 'bill', label: 'Bill' },
    { id: 'appointment', label: 'Appointment' },
  ],
  staff: [
    { username: 'leila', name: 'Leila Haddad', title: 'Nurse', roles: ['nurse'], addressable: true },
    { username: 'ines', name: 'Inês Duarte', title: 'Nurse', roles: ['nurse'] },
    { username: 'kwame', name: 'Dr Kwame Boateng', title: 'Doctor', roles: ['clinician'], addressable: true },
    { username: 'sofia', name: 'Sofía Navarro', title: 'Coordinator', roles: ['portal_coordinator'] },
    { username: 'arjun', name: 'Arjun Mehta', title: 'Video visits', roles: ['live_coordinator'] },
    { username: 'hana', name: 'Hana Kimura', title: 'Administrator', roles: ['administrator'] },
  ],
  patients: [
    {
      key: 'beatriz', given: 'Beatriz', family: 'Lima', birthDate: '1985-11-09', sex: 'female', record: 'HF 1042', phone: '+254711000201',
      email: 'beatriz.lima@example.org', nationalId: '24681357', address: '12 Nyali Road, Mombasa', active: true,
    },
    {
      key: 'elias', given: 'Elias', family: 'Mwakio', birthDate: '1971-04-17', sex: 'male', record: 'HF 0388', phone: '+254711000202',
      email: 'elias.mwakio@example.org', nationalId: '11223345', address: 'Tudor Estate, Mombasa', active: true,
    },
    {
      key: 'wairimu', given: 'Wairimu', family: 'Njoroge', birthDate: '1966-08-02', sex: 'female', record: 'HF 0951', phone: '+254711000203',
      email: 'wairimu.njoroge@example.org', nationalId: '09876543', address: '8 Mama Ngina Drive, Mombasa', active: true,
    },
    {
      key: 'cheng', given: 'Cheng', family: 'Wu', birthDate: '1990-02-28', sex: 'male', record: 'HF 1210', phone: '+254711000204',
      email: 'cheng.wu@example.org', nationalId: '33445566', address: '21 Links Road, Mombasa',
    },
  ],
  threads,
  records: [
    {
      patient: 'elias',
      problems: [{ name: 'Asthma', ago: 4100 }],
      medicines: [{ name: 'Salbutamol inhaler', dosage: '2 puffs when breathing is hard, not more than 8 in a day', reason: 'Asthma', ago: 420 }],
      measured: [{ what: 'pressure', values: [[420, '134/84'], [60, '129/80']] }, { what: 'weight', values: [[420, 82], [60, 80.5]] }],
      visits: [{ name: 'Check-up', ago: 60, staff: 'kwame', reason: 'Asthma' }],
    },
  ],
};
