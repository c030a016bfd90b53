/** Where the areas of the staff app stand. Apart from tabs.ts, so that the route table is plain data without a screen behind it. */
export const OVERVIEW = '/staff/portal';
export const MESSAGES = '/staff/portal/messages';
export const BOOKINGS = '/staff/portal/bookings';
export const RESULTS = '/staff/portal/results';
export const REPORTS = '/staff/portal/reports';
export const PATIENTS = '/staff/patients';
/** People and messages together. */
export const SEARCH = '/staff/search';
export const HELD = '/staff/admin/held';
export const DISCLOSURES = '/staff/admin/disclosures';
/** The front desk. */
export const APPOINTMENTS = '/staff/appointments';
export const HOURS = '/staff/appointments/hours';
/** Video visits. */
export const LIVE = '/staff/live';
export const LIVE_WAITING = '/staff/live/waiting';
export const LIVE_ROOM = '/staff/live/room';
export const LIVE_SCHEDULE = '/staff/live/schedule';
export const STAFF = '/staff/admin/staff';
export const CLINIC = '/staff/admin/clinic';
export const RANGES = '/staff/admin/clinic/ranges';
export const SETTINGS = '/staff/settings';
export const CANNED_REPLIES = '/staff/settings/replies';

/** Every address of the staff app, `:part?` where it may be missing; a page that is not here does not compile. Tests walk it. */
export const staffPaths = {
  overview: OVERVIEW,
  messages: `${MESSAGES}/:patient?/:thread?`,
  bookings: `${BOOKINGS}/:booking?`,
  results: `${RESULTS}/:result?`,
  reports: REPORTS,
  patients: `${PATIENTS}/:patient?`,
  chart: `${PATIENTS}/:patient/chart`,
  search: SEARCH,
  appointments: APPOINTMENTS,
  hours: HOURS,
  live: `${LIVE}/:consult?`,
  liveWaiting: LIVE_WAITING,
  liveRoom: `${LIVE_ROOM}/:consult?`,
  liveSchedule: LIVE_SCHEDULE,
  held: HELD,
  disclosures: DISCLOSURES,
  staff: STAFF,
  clinic: CLINIC,
  ranges: RANGES,
  settings: SETTINGS,
  replies: CANNED_REPLIES,
} as const;
