import { sql, type SQL } from 'drizzle-orm';
import { brandEntry, clinicTextsEntry, type BrandEntry, type ClinicTextsEntry } from '../../schema/clinic.ts';
import type { Queries } from '../record/database.ts';

export interface ClinicRow {
  readonly id: string;
  readonly suffix: string;
  readonly name: string;
  readonly short_name: string;
  readonly brand: unknown;
  readonly texts: unknown;
  readonly identifier_mode: 'email' | 'nationalId';
  readonly asks_birth_date: boolean;
  readonly time_zone: string;
  readonly country: string;
}

export const clinicColumns = sql.raw('id, suffix, name, short_name, brand, texts, identifier_mode, asks_birth_date, time_zone, country');

export async function readClinic(q: Queries, where: SQL): Promise<ClinicRow | null> {
  const rows = await q.query<ClinicRow>(sql`select ${clinicColumns} from clinic where ${where}`);
  return rows[0] ?? null;
}

/** Columns decide over what the JSON may still say of them. Unparsed: the projector judges the shape (V2). */
export function brandOf(row: ClinicRow): unknown {
  return { ...asObject(row.brand), name: row.name, shortName: row.short_name, suffix: row.suffix };
}

export function textsOf(row: ClinicRow): unknown {
  return { ...asObject(row.texts), timeZone: row.time_zone, country: row.country, identifierMode: row.identifier_mode, asksBirthDate: row.asks_birth_date };
}

/** What stands before sign-in; null when the row does not fit its shapes. */
export function parseClinic(row: ClinicRow): { brand: BrandEntry; texts: ClinicTextsEntry } | null {
  const brand = brandEntry.safeParse(brandOf(row));
  const texts = clinicTextsEntry.safeParse(textsOf(row));
  return brand.success && texts.success ? { brand: brand.data, texts: texts.data } : null;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
