import { sql } from 'drizzle-orm';
import type { ContactField } from '../../schema/patients.ts';
import { viewName } from '../../schema/view-names.ts';
import type { Tx } from '../record/database.ts';
import type { Touch } from '../record/touch.ts';

export const portalTouch = (patient: string): Touch => ({ view: viewName.person(patient), section: 'portal', entry: 'portal' });

/** A contact decides about portal access too: what stands in the way is computed from it. */
export function contactTouches(patient: string, field: ContactField): Touch[] {
  return [{ view: viewName.person(patient), section: 'contact', entry: field }, portalTouch(patient)];
}

/**
 * Who else has this e-mail at the clinic: whether it is "taken" for them changes when one of them is let in, shut out or
 * corrected.
 */
export async function sharersOf(tx: Tx, clinic: string, emails: readonly string[], except: string): Promise<Touch[]> {
  const folded = [...new Set(emails.filter((email) => email !== '').map((email) => email.toLowerCase()))];
  if (folded.length === 0) return [];
  const rows = await tx.query<{ id: string }>(sql`
    select id from patient where clinic_id = ${clinic} and lower(email ->> 'value') in ${folded} and id <> ${except} limit 50`);
  return rows.map(({ id }) => portalTouch(id));
}
