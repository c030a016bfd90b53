import type { DemoPatient } from './demo-shapes.ts';

const every = ['messages', 'record', 'billing'] as const;

/**
 * Invented people. E-mail addresses end in example.org, which nobody owns; a demo record never sends an SMS. Sefa is ready
 * to be activated; Aroha's phone stands in the way of hers; Amina, Yusuf and Mateo are children and Omar an old man, cared for.
 */
export const riversidePatients: readonly DemoPatient[] = [
  {
    key: 'fatma', given: 'Fatma', family: 'Hassan', birthDate: '1992-05-02', sex: 'female', record: 'RC 20418',
    phone: '+254711000101', email: 'fatma.hassan@example.org', address: '7 Kijabe Street, Nairobi', active: true,
    caresFor: [
      { patient: 'amina', relation: 'daughter', scopes: every },
      { patient: 'yusuf', relation: 'son', scopes: every },
      { patient: 'omar', relation: 'father', scopes: ['messages'] },
    ],
  },
  { key: 'amina', given: 'Amina', family: 'Hassan', birthDate: '2022-03-14', sex: 'female', record: 'RC 31077', phone: '', address: '7 Kijabe Street, Nairobi' },
  { key: 'yusuf', given: 'Yusuf', family: 'Hassan', birthDate: '2017-08-30', sex: 'male', record: 'RC 26640', phone: '', address: '7 Kijabe Street, Nairobi' },
  { key: 'omar', given: 'Omar', family: 'Hassan', birthDate: '1955-02-11', sex: 'male', record: 'RC 11893', phone: '', address: '7 Kijabe Street, Nairobi' },
  {
    key: 'halima', given: 'Halima', family: 'Abdi', birthDate: '1997-01-19', sex: 'female', record: 'RC 24951',
    phone: '+254711000102', email: 'halima.abdi@example.org', address: 'Second Avenue, Eastleigh, Nairobi', active: true,
  },
  {
    key: 'rosa', given: 'Rosa', family: 'Quispe', birthDate: '1989-07-08', sex: 'female', record: 'RC 22310',
    phone: '+254711000103', email: 'rosa.quispe@example.org', address: '31 Ngong Road, Nairobi', active: true,
    caresFor: [{ patient: 'mateo', relation: 'son', scopes: every }],
  },
  { key: 'mateo', given: 'Mateo', family: 'Quispe', birthDate: '2018-04-03', sex: 'male', record: 'RC 27715', phone: '', address: '31 Ngong Road, Nairobi' },
  {
    key: 'joseph', given: 'Joseph', family: 'Ekai', birthDate: '1965-03-27', sex: 'male', record: 'RC 10244',
    phone: '+254711000104', email: 'joseph.ekai@example.org', address: 'Plot 12, Kawangware, Nairobi', active: true,
  },
  {
    key: 'lars', given: 'Lars', family: 'Nygård', birthDate: '1960-06-12', sex: 'male', record: 'RC 18802',
    phone: '+254711000105', email: 'lars.nygaard@example.org', address: '5 Peponi Road, Nairobi', active: true,
  },
  {
    key: 'thanh', given: 'Thanh', family: 'Nguyễn', birthDate: '1981-02-05', sex: 'male', record: 'RC 23356',
    phone: '+254711000106', email: 'thanh.nguyen@example.org', address: '18 Argwings Kodhek Road, Nairobi', active: true,
  },
  {
    key: 'nokuthula', given: 'Nokuthula', family: 'Dlamini', birthDate: '1975-09-21', sex: 'female', record: 'RC 19977',
    phone: '+254711000107', email: 'nokuthula.dlamini@example.org', address: '2 Lenana Road, Nairobi', active: true,
  },
  {
    key: 'ngaire', given: 'Ngaire', family: 'Tamihana', birthDate: '1954-10-02', sex: 'female', record: 'RC 12061',
    phone: '+254711000108', email: 'ngaire.tamihana@example.org', address: '44 Muthaiga Road, Nairobi', active: true,
  },
  {
    key: 'priya', given: 'Priya', family: 'Raman', birthDate: '1988-01-15', sex: 'female', record: 'RC 21590',
    phone: '+254711000109', email: 'priya.raman@example.org', address: '9 Parklands Avenue, Nairobi', active: true,
  },
  {
    key: 'kofi', given: 'Kofi', family: 'Mensah', birthDate: '1948-12-01', sex: 'male', record: 'RC 10017',
    phone: '+254711000110', email: 'kofi.mensah@example.org', address: 'Last house, Mbagathi Way, Nairobi', active: true,
  },
  {
    key: 'sefa', given: 'Sefa', family: 'Leota', birthDate: '1999-05-23', sex: 'female', record: 'RC 30412',
    phone: '+254711000111', email: 'sefa.leota@example.org', address: '60 Kileleshwa Road, Nairobi',
  },
  {
    key: 'aroha', given: 'Aroha', family: 'Parata', birthDate: '2001-11-30', sex: 'female', record: 'RC 30988',
    phone: '0712 34', phoneFit: false, email: 'aroha.parata@example.org', address: '3 Kindaruma Road, Nairobi',
  },
];
