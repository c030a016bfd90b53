import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBundle } from '../../sync-server/fhir/read-bundle.ts';
import { createResolver } from '../../sync-server/fhir/references.ts';
import { bundleText, patientEntry } from './build-bundle.ts';
import { listSyntheaFiles } from './synthea-files.ts';

function faultOf(text: string) {
  const reading = readBundle(text);
  if (reading.ok) throw new Error('This was to be refused');
  return reading.broken;
}

function bundleOf(text: string) {
  const reading = readBundle(text);
  if (!reading.ok) throw new Error(`${reading.broken.path}: ${reading.broken.message}`);
  return reading.bundle;
}

describe('[B24] a FHIR bundle', () => {
  it.each(listSyntheaFiles().map((file) => [basename(file), file]))('is read whole: %s', (_name, file) => {
    const text = readFileSync(file, 'utf8');
    const bundle = bundleOf(text);
    const told = bundle.Patient.length + bundle.Practitioner.length + bundle.Organization.length + bundle.Location.length + bundle.Encounter.length + bundle.kept.length;
    expect(told).toBe(bundle.size);
    expect(bundle.size).toBeGreaterThan(50);
    const resolve = createResolver(bundle);
    for (const { resource } of bundle.Encounter) {
      expect(bundle.Patient.some((patient) => resolve(resource.subject).some((key) => patient.keys.includes(key)))).toBe(true);
      expect(bundle.Practitioner.some((one) => resolve(resource.participant?.[0]?.individual).some((key) => one.keys.includes(key)))).toBe(true);
    }
  });

  it('keeps the digits of a decimal as they were written', () => {
    const text = '{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Observation","id":"o","valueQuantity":{"value":1.50}}}]}';
    expect(JSON.stringify(bundleOf(text).kept[0]?.resource)).toContain('"value":1.50');
  });

  it('finds a target by urn, relative and absolute URL, search reference and bare identifier', () => {
    const practitioner = { resourceType: 'Practitioner', id: 'p1', identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '60' }], name: [{ family: 'Stark' }] };
    const byUrn = createResolver(bundleOf(bundleText([{ fullUrl: 'urn:uuid:p1', resource: practitioner }])));
    const keys = ['id:p1', 'http://hl7.org/fhir/sid/us-npi|60'];
    expect(byUrn({ reference: 'urn:uuid:p1' })).toEqual(keys);
    expect(byUrn({ reference: 'Practitioner/p1' })).toEqual(keys);
    expect(byUrn({ reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|60' })).toEqual(keys);
    expect(byUrn({ reference: 'Practitioner?identifier=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Fus-npi%7C60' })).toEqual(keys);
    expect(byUrn({ reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|61' })).toEqual(['http://hl7.org/fhir/sid/us-npi|61']);
    expect(byUrn({ identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '60' } })).toEqual(keys);
    expect(byUrn({ reference: '#contained' })).toEqual([]);
    const url = 'https://fhir.example/r4/Practitioner/p1';
    const byUrl = createResolver(bundleOf(bundleText([{ fullUrl: url, resource: practitioner }])));
    expect(byUrl({ reference: url })[0]).toBe(url);
    expect(byUrl({ reference: `${url}/_history/3` })[0]).toBe(url);
    expect(byUrl({ reference: 'Practitioner/p1' })[0]).toBe(url);
  });

  it('tells two servers’ Patient/1 apart', () => {
    const [one, two] = ['https://a.example/fhir', 'https://b.example/fhir'].map((base) => bundleOf(bundleText([{ ...patientEntry({ id: '1' }), fullUrl: `${base}/Patient/1` }])).Patient[0]?.keys[0]);
    expect(one).not.toBe(two);
  });
});

describe('a broken file names entry and path, and never a patient’s words', () => {
  const entries = (broken: object) => bundleText([patientEntry(), { resource: broken }]);

  it.each([
    ['nothing', '', 'file.notJson', '$'],
    ['half a file', bundleText([patientEntry()]).slice(0, -20), 'file.notJson', '$'],
    ['a list', '[]', 'file.notBundle', 'resourceType'],
    ['one Patient', JSON.stringify(patientEntry().resource), 'file.notBundle', 'resourceType'],
    ['a search result', bundleText([], 'searchset'), 'file.bundleType', 'type'],
    ['entry that is no list', JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: {} }), 'file.notReadable', 'entry'],
  ])('%s', (_what, text, code, path) => {
    expect(faultOf(text)).toMatchObject({ code, path });
  });

  it.each([
    ['an entry without a resource', bundleText([patientEntry(), {}]), 1, 'entry[1].resource'],
    ['a resource without a type', entries({ id: 'x' }), 1, 'entry[1].resource.resourceType'],
    ['a day that does not exist', entries({ resourceType: 'Patient', birthDate: '1992-02-30' }), 1, 'entry[1].resource.birthDate'],
    ['a gender of no code', entries({ resourceType: 'Patient', gender: 'Bob' }), 1, 'entry[1].resource.gender'],
    ['a name that is text', entries({ resourceType: 'Patient', name: 'Fatma' }), 1, 'entry[1].resource.name'],
    ['a family name that is a number', entries({ resourceType: 'Patient', name: [{ family: 7 }] }), 1, 'entry[1].resource.name[0].family'],
    ['a visit without status', entries({ resourceType: 'Encounter', class: {} }), 1, 'entry[1].resource.status'],
    ['a NUL in a text', entries({ resourceType: 'Observation', note: [{ text: 'a\u0000b' }] }), 1, 'entry[1].resource.note[0].text'],
    ['half a surrogate pair', entries({ resourceType: 'Observation', note: [{ text: '\uD83D' }] }), 1, 'entry[1].resource.note[0].text'],
  ])('%s', (_what, text, entry, path) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ code: 'file.notReadable', entry, path });
    expect(fault.message).not.toMatch(/Bob|Fatma|1992/);
    expect(fault.message.length).toBeGreaterThan(5);
  });

  it('stands a file that is nested without end', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(faultOf(bundleText([]).replace('[]', deep)).message).toMatch(/nested deeper/);
  });

  it('gives line and column of broken JSON', () => {
    expect(faultOf('{\n  "resourceType": "Bundle",\n  "type": oops }').message).toBe('is not JSON: unexpected character in line 3, column 11');
  });
});
