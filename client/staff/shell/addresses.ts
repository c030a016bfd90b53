/** Where the areas of the staff app stand. Apart from tabs.ts, so that the route table is plain data without a screen behind it. */
export const MESSAGES = '/staff/portal/messages';
export const PATIENTS = '/staff/patients';
export const SETTINGS = '/staff/settings';
