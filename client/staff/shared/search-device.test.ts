import { expect, it } from 'vitest';
import type { PatientFound } from '../../../schema/patient-search.ts';
import { matchesTyped, patientsHeld } from './search-device.ts';

const thanh: PatientFound = { id: 'A'.repeat(22), name: 'Thanh Nguyễn', birthDate: '1981-02-05', recordNumber: 'RC 23356', phone: '+84912345678', phoneFit: true, portal: 'active' };

it.each(['', '  ', 'nguyen', 'THANH', 'nguy than', 'rc 23356', 'RC23356', '23356', '1981-02-05', '+84 912 345', '0912 345', '912345678'])('offline, "%s" finds Thanh', (typed) => {
  expect(matchesTyped(thanh, typed)).toBe(true);
});

it.each(['nguyet', 'hanh', 'thanh hassan', '1982', '555'])('offline, "%s" does not', (typed) => {
  expect(matchesTyped(thanh, typed)).toBe(false);
});

it('knows a patient by the person view, and nothing else by its name', () => {
  expect(patientsHeld([`person/${'B'.repeat(22)}`, `threads/${'C'.repeat(22)}`, 'person/short', 'clinic/x'])).toEqual(['B'.repeat(22)]);
});
