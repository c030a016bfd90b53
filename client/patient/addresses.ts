/** What stands before every page about a person. */
export const PERSON = '/c/:clinic/for/:patient';

/** Every address of the patient app; routes.tsx has a page for each. Plain data: tests walk it. */
export const patientPaths = {
  start: '/c/:clinic/',
  /** Where an invite leads: it does not say whose visit it is. */
  invited: '/c/:clinic/visits/:consult',
  home: `${PERSON}/`,
  messages: `${PERSON}/messages`,
  newMessage: `${PERSON}/messages/new`,
  thread: `${PERSON}/messages/:thread`,
  record: `${PERSON}/record`,
  recordSection: `${PERSON}/record/:section`,
  vital: `${PERSON}/record/vitals/:group`,
  results: `${PERSON}/results`,
  result: `${PERSON}/results/:result`,
  /** `new` is the form. */
  bookings: `${PERSON}/bookings/:booking?`,
  visit: `${PERSON}/visits/:consult`,
  bills: `${PERSON}/bills`,
  who: `${PERSON}/who`,
  more: `${PERSON}/more`,
  needsYou: `${PERSON}/more/needs-you`,
} as const;
export type PersonPage = Exclude<keyof typeof patientPaths, 'start' | 'invited'>;
