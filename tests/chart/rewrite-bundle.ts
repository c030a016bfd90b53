import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

/** Somebody of the demo, as another system knows them. */
export interface Demo { readonly given: string; readonly family: string; readonly birthDate: string; readonly record: string }

const bundle = z.looseObject({ entry: z.array(z.looseObject({ resource: z.looseObject({ resourceType: z.string() }) })) });

/** A generated history made out to a demo patient by record number, name and birth date; otherwise untouched. Gives a file. */
export function makeOutTo(file: string, { given, family, birthDate, record }: Demo): string {
  const whole = bundle.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const { resource } of whole.entry.filter((entry) => entry.resource.resourceType === 'Patient')) {
    const identifier = [{ type: { coding: [{ code: 'MR' }] }, system: 'https://hospital.example', value: record }];
    Object.assign(resource, { identifier, name: [{ use: 'official', given: [given], family }], birthDate, telecom: [], deceasedDateTime: undefined });
  }
  const made = join(mkdtempSync(join(tmpdir(), 'outpost-history-')), 'history.json');
  writeFileSync(made, JSON.stringify(whole));
  return made;
}
