import { sql } from 'drizzle-orm';
import { arrayParam, type Tx } from '../record/database.ts';
import { foldText } from '../../schema/fold-text.ts';

/**
 * What staff find a patient by, as one line: ' hassan fatma #19920502 #rc20418 #254712345678 '. Words of the name stand after
 * a space; numbers after '#', without anything but letters and digits.
 */
export function searchLine(patient: { name: string; birthDate: string | null; recordNumber: string; phone: string }): string {
  const numbers = [patient.birthDate ?? '', patient.recordNumber, patient.phone].map(bareNumber).filter((number) => number !== '');
  return ` ${[...new Set(foldText(patient.name).split(' ')), ...numbers.map((number) => `#${number}`)].join(' ')} `;
}

/** "RC 20-418" → "rc20418", "+254 712 345678" → "254712345678". */
export function bareNumber(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

/**
 * Writes the line of these patients anew. Called in every transaction that changes a name, birth date, record number
 * or phone: what is not called here is not found.
 */
export async function refreshSearch(tx: Tx, patients: readonly string[]): Promise<void> {
  if (patients.length === 0) return;
  const rows = await tx.query<{ id: string; clinic_id: string; name: string; birth_date: string | null; record_number: string; phone: string }>(sql`
    select id, clinic_id, name, birth_date, record_number, phone ->> 'value' as phone from patient where id in ${patients}`);
  const lines = rows.map((row) => ({ id: row.id, line: searchLine({ name: row.name, birthDate: row.birth_date, recordNumber: row.record_number, phone: row.phone }) }));
  await tx.query(sql`
    update patient p set search = l.line from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id text, line text) where p.id = l.id`);
  const clinics = new Map<string, Set<string>>();
  for (const row of rows) {
    const words = clinics.get(row.clinic_id) ?? new Set<string>();
    for (const word of foldText(row.name).split(' ')) if (word.length > 1) words.add(word);
    clinics.set(row.clinic_id, words);
  }
  for (const [clinic, words] of clinics) {
    // Sorted, so that two imports never wait for each other in a circle.
    await tx.query(sql`
      insert into patient_word (clinic_id, word) select ${clinic}, unnest(${arrayParam([...words].sort())}::text[]) on conflict do nothing`);
  }
}
