import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { recordSections } from '../../schema/chart.ts';
import { chartProjectors } from '../../sync-server/chart/project.ts';
import type { Projector } from '../../sync-server/views/projector-types.ts';
import { openRecord, type RecordUnderTest } from '../fhir/import-record.ts';
import type { DatabaseTarget } from '../support/databases.ts';
import { openProjector, readWhole } from '../views/open-record.ts';

export type SectionEntries = Readonly<Record<string, Record<string, unknown>>>;
export interface ReadView { readonly sections: Readonly<Record<string, SectionEntries>>; readonly bytes: number }

export interface ChartRecord extends RecordUnderTest {
  readonly projector: Projector;
  /** As a device holds it, with the bytes it takes there. */
  view(name: string): Promise<ReadView>;
  patientIds(): Promise<string[]>;
}

export async function openChartRecord(at: DatabaseTarget): Promise<ChartRecord> {
  const record = await openRecord(at);
  const projector = openProjector(record.database, { projectors: chartProjectors });
  return Object.assign(record, {
    projector,
    async view(name: string) {
      await projector.ensure(name);
      await projector.drain();
      const { doc } = await readWhole(projector, name);
      const names = [...Object.keys(recordSections), 'results', 'notes', 'seenBy', 'charges', 'older', 'kept'];
      return { sections: Object.fromEntries(names.map((section) => [section, doc.getMap(section).toJSON() as SectionEntries])), bytes: Y.encodeStateAsUpdate(doc).length };
    },
    async patientIds() {
      return (await record.database.query<{ id: string }>(sql`select id from patient order by name`)).map(({ id }) => id);
    },
  });
}

const observationCategory = 'http://terminology.hl7.org/CodeSystem/observation-category';
export const category = (...codes: readonly string[]): object[] => [{ coding: codes.map((code) => ({ system: observationCategory, code })) }];

let count = 0;
/** A clinical resource of the patient `x`, as `patientEntry({ id: 'x' })` makes one. */
export function clinical(resourceType: string, body: object): { resource: Record<string, unknown> } {
  const subject = ['AllergyIntolerance', 'Immunization', 'Claim', 'ExplanationOfBenefit'].includes(resourceType) ? 'patient' : 'subject';
  return { resource: { resourceType, id: `r${(count += 1)}`, status: 'final', [subject]: { reference: 'urn:uuid:x' }, ...body } };
}
