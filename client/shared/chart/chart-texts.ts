import { defineTexts } from '../i18n/define-texts.ts';

/** Codes of FHIR R4 in plain words. What is not here is shown as it was sent. */
export const chartTexts = defineTexts('shared.chart', {
  sections: {
    allergies: 'Allergies', problems: 'Health problems', medication: 'Medicines', vaccines: 'Vaccines', vitals: 'Measurements', findings: 'Answers and habits',
    visits: 'Visits', procedures: 'Procedures', plans: 'Care plan', goals: 'Goals', results: 'Results',
  },
  unnamed: 'No name was given',
  clinical: { active: 'Active', recurrence: 'Came back', relapse: 'Came back', inactive: 'Not active', remission: 'In remission', resolved: 'Over' },
  verification: { unconfirmed: 'Not confirmed', provisional: 'Not confirmed yet', differential: 'One of several possibilities', refuted: 'Ruled out' },
  kind: { food: 'Food', medication: 'Medicine', environment: 'Surroundings', biologic: 'Biological substance' },
  criticality: { high: 'Can be dangerous', low: 'Low risk', 'unable-to-assess': 'Risk not known' },
  severity: { mild: 'mild', moderate: 'moderate', severe: 'severe' },
  medication: {
    active: 'Prescribed now', 'on-hold': 'Paused', cancelled: 'Cancelled', completed: 'Finished', stopped: 'Stopped', draft: 'Not issued yet', unknown: 'Not known whether it is still taken',
  },
  intent: { proposal: 'Proposed', plan: 'Planned', option: 'One of several choices' },
  vaccine: { 'not-done': 'Not given' },
  visit: {
    planned: 'Planned', arrived: 'Arrived', triaged: 'Arrived', 'in-progress': 'Going on', onleave: 'On leave', cancelled: 'Cancelled', unknown: 'Not known how it ended',
  },
  visitClass: {
    AMB: 'At the clinic', EMER: 'Emergency', IMP: 'Hospital stay', ACUTE: 'Hospital stay', NONAC: 'Hospital stay', OBSENC: 'Observation', SS: 'Day stay', HH: 'At home', FLD: 'On site', VR: 'Video or phone',
    ambulatory: 'At the clinic', emergency: 'Emergency', inpatient: 'Hospital stay', outpatient: 'At the clinic', virtual: 'Video or phone', home: 'At home', wellness: 'Check-up', urgentcare: 'Urgent care',
  },
  procedure: { preparation: 'Being prepared', 'in-progress': 'Going on', 'not-done': 'Not done', 'on-hold': 'Paused', stopped: 'Stopped before its end', unknown: 'Not known whether it was done' },
  plan: {
    draft: 'Not begun', active: 'Going on', 'on-hold': 'Paused', revoked: 'Given up', completed: 'Finished', unknown: 'Not known whether it goes on',
    'not-started': 'Not begun', scheduled: 'Arranged', 'in-progress': 'Going on', cancelled: 'Cancelled', stopped: 'Stopped',
  },
  goal: {
    proposed: 'Proposed', planned: 'Planned', accepted: 'Agreed', active: 'Agreed', 'on-hold': 'Paused', completed: 'Finished', cancelled: 'Given up', rejected: 'Not agreed',
    'in-progress': 'Under way', improving: 'Getting better', worsening: 'Getting worse', 'no-change': 'No change', achieved: 'Reached', sustaining: 'Reached and kept',
    'not-achieved': 'Not reached', 'no-progress': 'No progress', 'not-attainable': 'Cannot be reached',
  },
  observation: {
    registered: 'Not final', preliminary: 'Not final', partial: 'Not final', amended: 'Changed later', corrected: 'Corrected', appended: 'Added to later', cancelled: 'Cancelled', unknown: 'Not known whether it is final',
  },
  lines: {
    since: 'Since {{ when }}', until: 'until {{ when }}', sinceUntil: '{{ from }} to {{ to }}', recorded: 'Noted {{ when }}', last: 'Last reaction {{ when }}', written: 'Prescribed {{ when }}',
    given: 'Given {{ when }}', notDated: 'No date was given', dose: 'Dose {{ dose }}', reason: 'For: {{ reason }}', due: 'To be reached by {{ when }}', started: 'Since {{ when }}',
    severity: 'How severe: {{ severity }}', reaction: 'Reaction: {{ what }}', reactionSeverity: 'Reaction: {{ what }} ({{ severity }})', place: 'At {{ place }}',
    activity: '{{ what }}: {{ status }}', range: 'Range sent with it: {{ range }}', flag: 'Marked: {{ flag }}', missing: 'No value: {{ why }}', noValue: 'No value was sent',
    seenBy: 'With {{ name }}', noteOf: 'Note: {{ text }}',
  },
  vital: {
    '55284-4': 'Blood pressure', '85354-9': 'Blood pressure', '8480-6': 'Upper (systolic)', '8462-4': 'Lower (diastolic)', '8302-2': 'Height', '29463-7': 'Weight', '3141-9': 'Weight', '39156-5': 'Body mass index',
    '8867-4': 'Pulse', '8310-5': 'Temperature', '8331-1': 'Temperature (mouth)', '9279-1': 'Breaths a minute', '2708-6': 'Oxygen in the blood', '59408-5': 'Oxygen in the blood',
    '72514-3': 'Pain, 0 to 10', '9843-4': 'Head circumference', '8289-1': 'Head circumference, percentile', '59576-9': 'Body mass index, percentile', '77606-2': 'Weight for length, percentile', '72166-2': 'Tobacco',
  },
  plot: {
    label: '{{ name }}: {{ count }} values from {{ from }} to {{ to }}. First {{ first }}, latest {{ latest }}. All of them are in the table.',
    range: 'The shaded part is the range that was sent with the latest value.',
    usual: 'No range was sent with the latest value. The shaded part: {{ said }}.',
    otherUnits: { one: '{{ count }} value was measured in another unit. It is in the table, not in the plot.', other: '{{ count }} values were measured in another unit. They are in the table, not in the plot.' },
    rounded: 'Long numbers are rounded here. The clinic’s record has all their digits.',
  },
  table: { caption: 'All values of {{ name }} on this device', when: 'When', value: 'Value', range: 'Range sent', usual: 'This clinic’s usual range', flags: 'Marked', none: '–', test: 'Test' },
  usual: { since: 'Usual range at this clinic since {{ from }}', between: 'Usual range at this clinic from {{ from }} until {{ until }}', is: '{{ said }}: {{ range }}.' },
  older: { one: '{{ count }} older entry is at the clinic, not on this device.', other: '{{ count }} older entries are at the clinic, not on this device.' },
  unread: { one: '{{ count }} entry cannot be shown here. The clinic has it: please ask there.', other: '{{ count }} entries cannot be shown here. The clinic has them: please ask there.' },
});
