import type { DemoRecord } from './demo-shapes.ts';

/** Health as Riverside has written it down, in keeping with what its inbox tells. Rosa's is empty: she came last week. */
export const riversideRecords: readonly DemoRecord[] = [
  {
    patient: 'fatma',
    problems: [{ name: 'High blood pressure', ago: 40 }, { name: 'Iron deficiency anaemia', ago: 1500, over: 1290 }, { name: 'Malaria', ago: 900, over: 884 }],
    allergies: [
      { name: 'Penicillin', kind: 'medication', reaction: 'Rash on arms and chest', ago: 2900, high: true, note: 'Given as a child for a throat infection. Not tested since.' },
      { name: 'Peanut', kind: 'food', reaction: 'Itching in the mouth', ago: 2900 },
    ],
    medicines: [
      { name: 'Amlodipine 5 mg tablet', dosage: 'One tablet at night', reason: 'High blood pressure', ago: 9, note: 'Moved from morning to night: dizzy on standing.' },
      { name: 'Ferrous sulfate 200 mg tablet', dosage: 'One tablet twice a day, with food', reason: 'Iron deficiency anaemia', ago: 1500, stopped: true },
      { name: 'Artemether and lumefantrine 20/120 mg tablet', dosage: 'Four tablets twice a day for three days', reason: 'Malaria', ago: 900, stopped: true },
    ],
    vaccines: [{ name: 'Tetanus and diphtheria', ago: 1720, dose: 2 }, { name: 'Yellow fever', ago: 3300 }, { name: 'Influenza', ago: 210 }],
    measured: [
      { what: 'pressure', values: [[1500, '118/76'], [900, '122/78'], [420, '131/85'], [210, '138/88'], [40, '151/96'], [20, '146/92'], [9, '142/90']] },
      { what: 'weight', values: [[1500, 58.5], [900, 61], [420, 63.5], [210, 64], [40, 66], [9, 65.5]] },
      { what: 'height', values: [[1500, 164]] },
      { what: 'temperature', values: [[900, 38.9], [886, 36.8]] },
    ],
    visits: [
      { name: 'Blood pressure check', ago: 9, staff: 'grace', reason: 'High blood pressure' }, { name: 'Video visit', ago: 20, staff: 'daniel', reason: 'High blood pressure', video: true },
      { name: 'Check-up', ago: 40, staff: 'daniel' }, { name: 'Flu vaccine', ago: 210, staff: 'joyce' }, { name: 'Fever', ago: 900, staff: 'mei', reason: 'Malaria' },
    ],
    plan: {
      name: 'Blood pressure', ago: 40, activities: ['Measure your blood pressure every morning and write it on the card', 'Less salt at table', 'Walk for half an hour on five days of the week'],
      goals: ['Blood pressure below 135/85 at home by the end of January'],
    },
    results: [
      {
        name: 'Kidney function', ago: 1, staff: 'daniel', values: [
          { name: 'Creatinine', value: 71, unit: 'umol/L', low: 45, high: 84 }, { name: 'Potassium', value: 3.4, unit: 'mmol/L', low: 3.5, high: 5.1, flag: 'Low' }, { name: 'Sodium', value: 139, unit: 'mmol/L', low: 136, high: 145 }, { name: 'Cystatin C', value: 0.9, unit: 'mg/L', code: '33863-2' },
        ],
      },
    ],
  },
  {
    patient: 'halima',
    problems: [{ name: 'Pregnancy', ago: 210 }, { name: 'Iron deficiency anaemia', ago: 62 }],
    medicines: [{ name: 'Ferrous sulfate 200 mg tablet', dosage: 'One tablet every day, with food', reason: 'Iron deficiency anaemia', ago: 62 }],
    vaccines: [{ name: 'Tetanus and diphtheria', ago: 120, dose: 1 }],
    measured: [{ what: 'pressure', values: [[190, '112/70'], [62, '118/74'], [19, '126/82']] }, { what: 'weight', values: [[190, 61], [62, 67.5], [19, 70]] }],
    visits: [{ name: 'Pregnancy check', ago: 19, staff: 'grace' }, { name: 'Pregnancy check', ago: 62, staff: 'daniel', reason: 'Iron deficiency anaemia' }],
    results: [
      { name: 'Blood count', ago: 62, staff: 'daniel', released: { by: 'daniel', ago: 61, words: 'Your blood is a little short of iron. Please take one iron tablet every day, with food.' }, values: [{ name: 'Haemoglobin', value: 9.8, unit: 'g/dL', low: 11, high: 15, flag: 'Low' }, { name: 'Ferritin', value: 9, unit: 'ug/L', code: '2276-4' }] },
      { name: 'Blood count', ago: 19, staff: 'daniel', released: { by: 'daniel', ago: 18, words: 'Better than last time. Please keep taking the tablets.' }, values: [{ name: 'Haemoglobin', value: 10.9, unit: 'g/dL', low: 11, high: 15, flag: 'Low' }, { name: 'Ferritin', value: 21, unit: 'ug/L', code: '2276-4' }] },
    ],
  },
  {
    patient: 'amina',
    vaccines: [
      { name: 'BCG (tuberculosis)', ago: 1712 }, { name: 'Polio, by mouth', ago: 1668, dose: 1 }, { name: 'Diphtheria, tetanus, whooping cough, hepatitis B and Hib', ago: 1668, dose: 1 },
      { name: 'Diphtheria, tetanus, whooping cough, hepatitis B and Hib', ago: 1640, dose: 2 }, { name: 'Measles and rubella', ago: 1440, dose: 1 }, { name: 'Measles and rubella', ago: 1165, dose: 2 },
    ],
    measured: [{ what: 'weight', values: [[1440, 8.4], [1165, 10.3], [700, 13.1], [330, 15], [60, 16.2]] }, { what: 'height', values: [[1165, 80], [700, 92], [330, 99], [60, 103.5]] }],
    visits: [{ name: 'Child check', ago: 60, staff: 'joyce' }, { name: 'Measles vaccine', ago: 1165, staff: 'joyce' }],
  },
  { patient: 'yusuf', problems: [{ name: 'Asthma', ago: 1100 }], allergies: [{ name: 'Cat hair', kind: 'environment', reaction: 'Sneezing, red eyes', ago: 1100 }], medicines: [{ name: 'Salbutamol inhaler', dosage: '2 puffs through the spacer when breathing is hard', reason: 'Asthma', ago: 300 }], visits: [{ name: 'Asthma check', ago: 300, staff: 'mei', reason: 'Asthma' }] },
  {
    patient: 'joseph',
    problems: [{ name: 'Type 2 diabetes', ago: 3700 }, { name: 'Foot ulcer, left', ago: 31 }, { name: 'Foot ulcer, left', ago: 260, over: 205 }],
    medicines: [
      { name: 'Metformin 1000 mg tablet', dosage: 'One tablet twice a day, with meals', reason: 'Type 2 diabetes', ago: 600 }, { name: 'Insulin glargine', dosage: '18 units in the evening', reason: 'Type 2 diabetes', ago: 205 },
    ],
    allergies: [{ name: 'Sulfa medicines', kind: 'medication', reaction: 'Blisters', ago: 2200, high: true }],
    measured: [{ what: 'pressure', values: [[600, '148/90'], [260, '144/88'], [31, '139/86']] }, { what: 'weight', values: [[600, 91], [260, 88.5], [31, 87]] }],
    visits: [{ name: 'Wound care', ago: 3, staff: 'joyce', reason: 'Foot ulcer, left' }, { name: 'Wound care', ago: 31, staff: 'peter', reason: 'Foot ulcer, left' }],
    aims: [{ name: 'Long-term sugar below 7.5 %', ago: 205, what: 'HbA1c', below: 7.5, unit: '%' }],
    results: [{ name: 'Wound swab', ago: 2, staff: 'daniel', values: [] }, { name: 'Long-term sugar', ago: 31, staff: 'daniel', values: [{ name: 'HbA1c', value: 9.1, unit: '%', low: 4, high: 6, flag: 'High' }] }],
  },
  {
    patient: 'lars',
    allergies: [{ name: 'Amoxicillin', kind: 'medication', reaction: 'Rash on the chest', ago: 4, note: 'After the second tablet. Nothing swollen.' }],
    medicines: [{ name: 'Amoxicillin 500 mg capsule', dosage: 'One capsule three times a day', reason: 'Chest infection', ago: 6, stopped: true }, { name: 'Doxycycline 100 mg capsule', dosage: 'One capsule twice a day for five days', reason: 'Chest infection', ago: 4 }],
    problems: [{ name: 'Chest infection', ago: 6 }], visits: [{ name: 'Cough', ago: 6, staff: 'daniel', reason: 'Chest infection' }],
  },
  {
    patient: 'ngaire', problems: [{ name: 'Chronic obstructive lung disease', ago: 2600 }],
    medicines: [{ name: 'Salbutamol inhaler (blue)', dosage: '2 puffs when breathing is hard', ago: 90 }, { name: 'Beclometasone inhaler (brown)', dosage: '2 puffs morning and evening', ago: 90 }],
    vaccines: [{ name: 'Influenza', ago: 200 }, { name: 'Pneumococcus', ago: 560 }], visits: [{ name: 'Lung check', ago: 90, staff: 'mei' }],
    results: [{ name: 'Blood salts', ago: 1, staff: 'mei', values: [{ name: 'Sodium', value: 138, unit: 'mmol/L', low: 136, high: 145, flag: 'Normal' }, { name: 'Potassium', value: 4.2, unit: 'mmol/L', low: 3.5, high: 5.1, flag: 'Normal' }] }],
  },
  { patient: 'priya', problems: [{ name: 'Underactive thyroid', ago: 1300 }], medicines: [{ name: 'Levothyroxine 75 microgram tablet', dosage: 'One tablet at six in the morning, before food', reason: 'Underactive thyroid', ago: 410 }], visits: [{ name: 'Check-up', ago: 410, staff: 'daniel', reason: 'Underactive thyroid' }], results: [{ name: 'Thyroid', ago: 1, staff: 'mei', values: [{ name: 'TSH', value: 2.1, unit: 'mU/L', low: 0.4, high: 4, flag: 'Normal' }] }, { name: 'Thyroid', ago: 405, staff: 'mei', values: [{ name: 'TSH', value: 3.2, unit: 'mU/L', low: 0.4, high: 4, flag: 'Normal' }] }] },
];
