import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const staffTexts = defineTexts('staff.shell', {
  nav: 'Areas',
  areas: { portal: 'Portal', more: 'More' },
  tabs: { overview: 'Overview', messages: 'Messages', bookings: 'Bookings', results: 'Results', reports: 'Reports', patients: 'Patients', appointments: 'Appointments', hours: 'Hours', live: 'Live', held: 'Held requests', disclosures: 'Disclosures', staff: 'Staff', clinic: 'Clinic', settings: 'Settings' },
  patient: 'Patient',
  chart: 'Chart',
  held: { one: '{{ count }} held request', other: '{{ count }} held requests' },
  waiting: { one: '{{ count }} waiting for an answer', other: '{{ count }} waiting for an answer' },
  search: { label: 'Search patients', go: 'Search' },
  pageTitle: '{{ page }} – {{ clinic }}',
  notFound: { title: 'Not found', why: 'This page does not exist', next: 'The link may be old, or it belongs to a part your clinic does not use.', act: 'Go to the start' },
  noAccess: { title: 'No access', act: 'Go to the start' },
  getting: 'Getting your clinic ready',
});
