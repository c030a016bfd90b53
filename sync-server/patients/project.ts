import { sql } from 'drizzle-orm';
import type { ContactEntry, ContactField, IdentityEntry, PortalEntry } from '../../schema/patients.ts';
import type { Register } from '../../schema/merge.ts';
import type { ParsedView } from '../../schema/view-kinds.ts';
import type { Tx } from '../record/database.ts';
import type { SectionProjector } from '../views/section-projector.ts';
import { readStanding } from './portal-standing.ts';

// person/:patient. One entry of identity and portal, one of each contact field.

interface IdentityRow {
  id: string; name: string; given: string; family: string; birth_date: string | null; sex: IdentityEntry['sex']; record_number: string; deceased: boolean;
  address: string | null; language: string | null;
}

const identity: SectionProjector = {
  kind: 'person', section: 'identity',
  project: async (tx, view) => {
    const [row] = await tx.query<IdentityRow>(sql`
      select id, name, given, family, birth_date, sex, record_number, deceased, address, language from patient where id = ${view.patient}`);
    if (!row) return new Map();
    const entry: IdentityEntry = {
      id: row.id, name: row.name, given: row.given, family: row.family, birthDate: row.birth_date, sex: row.sex, recordNumber: row.record_number,
      deceased: row.deceased, address: row.address, language: row.language,
    };
    return new Map([['identity', entry]]);
  },
};

const contact: SectionProjector = {
  kind: 'person', section: 'contact',
  project: async (tx, view, ids) => {
    const entries = await readContacts(tx, view);
    return new Map(entries.filter(({ field }) => ids === 'all' || ids.includes(field)).map((entry) => [entry.field, entry]));
  },
};

async function readContacts(tx: Tx, view: ParsedView): Promise<ContactEntry[]> {
  const [row] = await tx.query<Record<ContactField, Register<string>> & { phone_fit: boolean }>(sql`
    select phone, email, phone_fit from patient where id = ${view.patient}`);
  if (!row) return [];
  // Who corrected it stays in the record: the patient reads this view, and knows of no colleague who was not made addressable.
  const shown = (register: Register<string>): Register<string> => ({ ...register, who: '' });
  return [{ field: 'phone', register: shown(row.phone), fit: row.phone_fit }, { field: 'email', register: shown(row.email), fit: row.email.value !== '' }];
}

const portal: SectionProjector = {
  kind: 'person', section: 'portal',
  project: async (tx, view) => {
    const standing = view.patient === undefined ? null : await readStanding(tx, view.patient, null);
    if (!standing) return new Map();
    const entry: PortalEntry = {
      state: standing.state, obstacles: [...standing.obstacles], activatedAt: standing.activatedAt, firstSignInAt: standing.firstSignInAt,
    };
    return new Map([['portal', entry]]);
  },
};

export const patientProjectors: readonly SectionProjector[] = [identity, contact, portal];
