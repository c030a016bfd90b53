/** A note is read like a view and is not in table one: see notes.ts, which patients' apps do not carry. */
export const isNoteName = (name: string): boolean => name.startsWith('handover/');

/** Names of views, the ids in them already checked by their noun. A name is an address with its epoch: see sync.ts. */
export const viewName = {
  clinic: (clinic: string) => `clinic/${clinic}`,
  office: (clinic: string) => `office/${clinic}`,
  person: (patient: string) => `person/${patient}`,
  threads: (patient: string) => `threads/${patient}`,
  triage: (patient: string) => `triage/${patient}`,
  record: (patient: string) => `record/${patient}`,
  chart: (patient: string) => `chart/${patient}`,
  results: (patient: string) => `results/${patient}`,
  billing: (patient: string) => `billing/${patient}`,
  queue: (clinic: string, queue: 'messages') => `queue/${clinic}/${queue}`,
  delivery: (clinic: string) => `delivery/${clinic}`,
  plan: (clinic: string) => `plan/${clinic}`,
  free: (location: string) => `free/${location}`,
  bookings: (clinic: string) => `bookings/${clinic}`,
  week: (location: string, isoWeek: string) => `week/${location}/${isoWeek}`,
  live: (clinic: string) => `live/${clinic}`,
  account: (account: string) => `account/${account}`,
} as const;
