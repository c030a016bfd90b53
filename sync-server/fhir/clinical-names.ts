import { sql } from 'drizzle-orm';
import { arrayParam, type Tx } from '../record/database.ts';
import type { ClinicalItem } from './clinical-item.ts';
import { wordsOf } from './clinical-words.ts';
import type { Names } from './map-clinical.ts';
import { conceptOfKept, type Reference } from './resource-shapes.ts';

type Named = Reference & { readonly display?: string | undefined };

/** A reference's own words count only where it surely names none of these: a result's name may be its value. */
const speakable = /(^|\/)(Condition|Medication|MedicationRequest|ServiceRequest|Appointment|Task|NutritionOrder|DeviceRequest)\//;

function referencesOf({ resource }: ClinicalItem): Named[] {
  const lists = [resource['medicationReference'], resource['reasonReference'], resource['addresses']].flat();
  return lists.filter((one): one is Named => typeof one === 'object' && one !== null);
}

/** Names of what a chunk's resources point to: problems, and medicines kept as resources of their own. */
export async function readNames(tx: Tx, clinic: string, items: readonly ClinicalItem[]): Promise<(item: ClinicalItem) => Names> {
  const ids = [...new Set(items.flatMap((item) => referencesOf(item).flatMap((reference) => item.resolve(reference))).map((key) => key.replace(/^id:/, '')))];
  const rows = ids.length === 0 ? [] : await tx.query<{ fhir_id: string; name: string | null; code: unknown }>(sql`
    select fhir_id, name, null::jsonb as code from condition where clinic_id = ${clinic} and fhir_id = any(${arrayParam(ids)}::text[])
    union all
    select fhir_id, null, body -> 'code' from kept_resource where clinic_id = ${clinic} and type = 'Medication' and fhir_id = any(${arrayParam(ids)}::text[])`);
  const names = new Map(rows.map(({ fhir_id, name, code }) => [fhir_id, name ?? wordsOf(conceptOfKept.safeParse(code).data)]));
  return (item) => ({
    idOf: (reference) => item.resolve(reference)[0]?.replace(/^id:/, '') ?? null,
    nameOf(reference) {
      const inside = reference.reference?.startsWith('#') ? containedName(item, reference.reference.slice(1)) : undefined;
      const found = inside ?? item.resolve(reference).map((key) => names.get(key.replace(/^id:/, ''))).find(Boolean);
      return found ?? (speakable.test(reference.reference ?? '') ? (reference.display ?? '') : '');
    },
  });
}

function containedName({ resource }: ClinicalItem, id: string): string | undefined {
  const contained = Array.isArray(resource['contained']) ? (resource['contained'] as unknown[]) : [];
  for (const one of contained) {
    if (typeof one === 'object' && one !== null && 'id' in one && one.id === id && 'code' in one) return wordsOf(conceptOfKept.safeParse(one.code).data);
  }
  return undefined;
}
