import type { DemoClinic } from './demo-shapes.ts';
import { riversidePatients } from './riverside-patients.ts';
import { riversideRecords } from './riverside-records.ts';
import { riversideThreads } from './riverside-threads.ts';

/** The clinic of the mock screens. Its phone is the screens' 020 555 0142, as people abroad dial it. */
export const riverside: DemoClinic = {
  suffix: 'riverside',
  name: 'Riverside Clinic',
  shortName: 'Riverside',
  colour: '#0F6A57',
  mark: 'waves',
  phone: '+254 20 555 0142',
  emergencyPhone: '999',
  replyPromise: 'We answer within 1 working day.',
  urgentCareWarning: 'Very unwell? Do not wait for an answer here: call 999, or come to the clinic now.',
  identifierMode: 'email',
  timeZone: 'Africa/Nairobi',
  country: 'KE',
  locations: [
    { name: 'Riverside Main', address: '14 Riverside Drive, Nairobi', phone: '+254 20 555 0142' },
    { name: 'Riverside Kibera', address: 'Kibera Drive, by the water tower, Nairobi', phone: '+254 20 555 0158' },
  ],
  teams: [
    { key: 'nurses', name: 'Nurses', title: 'Questions about your health and medicines' },
    { key: 'desk', name: 'Front desk', title: 'Appointments, letters and forms' },
  ],
  replies: [
    { title: 'We have your message', text: 'Thank you for writing, {first name}. We have read your message and will answer as soon as we know more. If it gets worse, call {clinic phone}.\n\n{my name}' },
    { title: 'Please come in', text: 'Dear {first name}, please come to {clinic} on {day and time}. If you cannot come, call {clinic phone}.\n\n{my name}, {my title}' },
    { title: 'Fasting blood test', text: 'Dear {first name}, please eat and drink nothing but water for 8 hours before the blood test. Take your usual medicines unless we told you otherwise.' },
  ],
  tags: [
    { id: 'medicine', label: 'Medicine' },
    { id: 'refill', label: 'Refill' },
    { id: 'pregnancy', label: 'Pregnancy' },
    { id: 'wound', label: 'Wound' },
    { id: 'child', label: 'Child' },
    { id: 'appointment', label: 'Appointment' },
    { id: 'letter', label: 'Letter' },
    { id: 'call-back', label: 'Call back' },
  ],
  staff: [
    { username: 'grace', name: 'Grace Wanjiru', title: 'Nurse', roles: ['nurse'], addressable: true },
    { username: 'joyce', name: 'Joyce Achieng', title: 'Nurse', roles: ['nurse'] },
    { username: 'peter', name: 'Peter Kamau', title: 'Nurse', roles: ['nurse'] },
    { username: 'tomas', name: 'Tomás Rivera', title: 'Coordinator', roles: ['portal_coordinator'] },
    { username: 'daniel', name: 'Dr Daniel Otieno', title: 'Doctor', roles: ['clinician'], addressable: true },
    { username: 'mei', name: 'Dr Mei Tanaka', title: 'Doctor', roles: ['clinician'] },
    { username: 'samuel', name: 'Samuel Kiprono', title: 'Video visits', roles: ['live_coordinator'] },
    { username: 'ruth', name: 'Ruth Mwangi', title: 'Administrator', roles: ['administrator'] },
  ],
  patients: riversidePatients,
  threads: riversideThreads,
  records: riversideRecords,
};
