import { patientPaths } from '../../client/patient/addresses.ts';
import { staffPaths } from '../../client/staff/shell/addresses.ts';

// Every address of both apps with the words that are there once it is drawn: what walks all screens walks this list. A page
// that is missing here does not compile. Words are English; spoken-language.ts gives them in another language. -----------------

export type PatientScreen = keyof typeof patientPaths;
export type StaffScreen = keyof typeof staffPaths;

export interface Ids {
  readonly patient: string;
  readonly thread: string;
}

export const patientScreens = Object.keys(patientPaths) as PatientScreen[];
export const staffScreens = Object.keys(staffPaths) as StaffScreen[];

/** By what a person sees, not by what the code calls it; one of them is enough. */
export const patientWords: Record<PatientScreen, readonly string[]> = {
  start: ['Ask Riverside Clinic a question'],
  home: ['Ask Riverside Clinic a question'],
  messages: ['Write to the clinic'],
  newMessage: ['Who do you want to write to?'],
  thread: ['Very unwell?'],
  record: ['Results stand on a page of their own.'],
  recordSection: ['All entries', 'Now', 'No health problems recorded'],
  vital: ['All values', 'No values of this'],
  results: ['No results yet'],
  result: ['This result is not here any more'],
  bookings: ['Ask for an appointment'],
  visit: ['This visit is not here any more'],
  invited: ['This visit is not here any more', 'This visit is not on this device yet'],
  bills: ['This is a history.'],
  who: ['Who is this for?'],
  more: ['Light or dark'],
  needsYou: ['Nothing needs you', 'Decided by others', 'Not accepted'],
};

/** As a colleague sees them who may open them, with an open patient where the address has one. */
export const staffWords: Record<StaffScreen, readonly string[]> = {
  overview: ['Overdue: urgent messages', 'Nothing waits for you'],
  messages: ['Handover note'],
  bookings: ['No request is open'],
  results: ['No result is open'],
  reports: ['Figures of the clinic'],
  patients: ['Portal access'],
  chart: ['Health problems'],
  search: ['Search people and messages'],
  appointments: ['^ waits for the clinic’s answer · x cancelled'],
  hours: ['Usual weeks'],
  live: ['Choose a visit'],
  liveWaiting: ['Sound when somebody begins to wait'],
  liveRoom: ['No visit is open'],
  liveSchedule: ['^ waits for the clinic’s answer · x cancelled'],
  held: ['Held requests'],
  disclosures: ['Disclosures'],
  staff: ['Who signs in at your clinic.'],
  clinic: ['Opening hours'],
  ranges: ['Your clinic keeps no ranges', 'Usual ranges of this clinic', 'A range that was sent always stands alone'],
  settings: ['This device'],
  replies: ['Canned replies'],
};

export function patientAddress(name: PatientScreen, { patient, thread }: Ids): string {
  return patientPaths[name].replace(':clinic', 'riverside').replace(':patient', patient).replace(':thread', thread)
    .replace(':result', 'AAAAAAAAAAAAAAAAAAAAAA').replace(':consult', 'AAAAAAAAAAAAAAAAAAAAAA').replace('/:booking?', '').replace(':section', 'problems').replace(':group', '85354-9');
}

/** Without ids: the page with nobody open. */
export function staffAddress(name: StaffScreen, { patient, thread }: Ids = { patient: '', thread: '' }): string {
  return staffPaths[name].replace(/\/:patient\??/, patient && `/${patient}`).replace('/:thread?', thread && `/${thread}`).replace('/:result?', '').replace('/:booking?', '').replace('/:consult?', '');
}

/** From the address of an open thread, of either app. */
export function idsOf(page: { url(): string }): Ids {
  const [, patient = '', thread = ''] = /\/(?:for\/([^/]+)\/)?messages\/([^?]+)/.exec(page.url()) ?? [];
  if (patient !== '') return { patient, thread };
  const [whose = '', which = ''] = thread.split('/');
  return { patient: whose, thread: which };
}
