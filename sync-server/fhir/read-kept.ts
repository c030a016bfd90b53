import { sql } from 'drizzle-orm';
import type { Database } from '../record/database.ts';
import type { ClinicalItem } from './clinical-item.ts';
import { clinicalTypes } from './clinical-shapes.ts';
import { parseJson } from './parse-json.ts';
import { createResolver, type ResolveReference } from './references.ts';
import { resource as anyResource } from './resource-shapes.ts';
import { storeClinical } from './store-clinical.ts';

/** Few enough that one step writes no more than 500 rows, a report's parts aside. */
const A_STEP = 50;

const nothing = { Organization: [], Practitioner: [], Location: [], Patient: [], Encounter: [], kept: [], size: 0 };

/**
 * What an earlier version kept "not yet shown" comes into the lists, without the file it came in: at the daily job's first
 * run after the update, and by whoever imports the file again. Each resource is read once. Gives how many.
 */
export async function readKept(database: Database, now: () => number = Date.now): Promise<number> {
  const resolvers = new Map<string, ResolveReference>();
  const resolverOf = (fhirId: string): ResolveReference => {
    // A resource known by its URL wrote relative references of the same server.
    const server = /^(https?:\/\/\S+)\/[A-Z][A-Za-z]+\/[^/]+$/.exec(fhirId)?.[1];
    const known = resolvers.get(server ?? '') ?? createResolver(nothing, server);
    resolvers.set(server ?? '', known);
    return known;
  };
  let read = 0;
  for (const type of clinicalTypes) {
    for (;;) {
      const count = await database.transaction(async (tx) => {
        const rows = await tx.query<{ clinic_id: string; fhir_id: string; patient_id: string; body: string }>(sql`
          select clinic_id, fhir_id, patient_id, body::text as body from kept_resource
          where type = ${type} and reading = 'new' and patient_id is not null
          order by clinic_id, fhir_id limit ${A_STEP}::int for update skip locked`);
        const clinic = rows[0]?.clinic_id;
        if (clinic === undefined) return 0;
        const items = rows.filter((row) => row.clinic_id === clinic).map((row): ClinicalItem => {
          const parsed = parseJson(row.body);
          const found = anyResource.safeParse(parsed.ok ? parsed.value : null);
          return { type, fhirId: row.fhir_id, patient: row.patient_id, resource: found.success ? found.data : { resourceType: type }, resolve: resolverOf(row.fhir_id) };
        });
        await storeClinical(tx, clinic, now(), type, items);
        return items.length;
      });
      read += count;
      if (count === 0) break;
    }
  }
  return read;
}
