import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { newId } from '../../schema/ids.ts';
import { roles } from '../../schema/roles.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { createAccount, issueOneTimePassword } from '../identity/accounts.ts';
import { usernameIdentifier } from '../identity/identifiers.ts';
import { arrayParam, type Database, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { foldText } from '../../schema/fold-text.ts';

/** What `npm run staff -- add` was asked; travels to a running server as it is. */
export const newStaff = z.object({
  clinic: z.string().optional(),
  name: z.string().trim().min(1, 'is empty: say who it is').max(120, 'is longer than 120 letters'),
  title: z.string().max(120).optional(),
  username: z.string(),
  roles: z.array(z.string()).min(1),
  /** The person is in the record already, imported: their row gets the account. */
  link: z.boolean(),
});
export type NewStaff = z.infer<typeof newStaff>;

export type AddStaffAnswer =
  | { readonly kind: 'added'; readonly name: string; readonly username: string; readonly clinic: string; readonly suffix: string; readonly password: string; readonly expiresAt: number }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * A person who may sign in at a clinic, with a one-time password that is given in the answer and nowhere kept. For whoever
 * holds the machine: this is how the first administrator comes to be.
 */
export async function addStaff(database: Database, wanted: NewStaff): Promise<AddStaffAnswer> {
  const refused = (message: string): AddStaffAnswer => ({ kind: 'refused', message });
  const unknown = wanted.roles.filter((role) => !Object.hasOwn(roles, role));
  if (unknown.length > 0) return refused(`There is no role ${unknown.join(', ')}. Roles: ${Object.keys(roles).join(', ')}.`);
  const identifier = usernameIdentifier(wanted.username);
  if (identifier === null) return refused('A user name has 2 to 80 letters, digits and . _ @ + -, without spaces.');
  return database.transaction(async (tx) => {
    const clinics = await tx.query<{ id: string; name: string; suffix: string }>(sql`
      select id, name, suffix from clinic where ${wanted.clinic === undefined ? sql`true` : sql`suffix = ${wanted.clinic}`} order by suffix`);
    const [clinic] = clinics;
    if (!clinic) return refused(wanted.clinic === undefined ? 'This record has no clinic yet: import first (npm run import).' : `There is no clinic "${wanted.clinic}".`);
    if (clinics.length > 1) return refused(`Say at which clinic: ${clinics.map(({ suffix }) => `--clinic ${suffix}`).join(', ')}.`);
    const taken = await tx.query(sql`select 1 from account where kind = 'staff' and identifier = ${identifier}`);
    if (taken.length > 0) return refused(`The user name ${identifier} is taken. Choose another one.`);

    const staff = wanted.link ? await findPerson(tx, clinic.id, wanted.name) : { id: newId() };
    if ('message' in staff) return refused(staff.message);
    if (wanted.link) {
      await tx.query(sql`update staff set roles = ${arrayParam(wanted.roles)}, active = true where id = ${staff.id}`);
    } else {
      await tx.query(sql`
        insert into staff (id, clinic_id, name, title, roles, patient_ref)
        values (${staff.id}, ${clinic.id}, ${wanted.name}, ${wanted.title ?? titleOf(wanted.roles)}, ${arrayParam(wanted.roles)}, ${newId()})`);
    }
    const account = await createAccount(tx, { clinic: clinic.id, kind: 'staff', staff: staff.id, identifier });
    const { password, expiresAt } = await issueOneTimePassword(tx, account);
    await audit(tx, { clinic: clinic.id, account: null, who: 'command line', action: 'staff.add', subject: staff.id, detail: { roles: wanted.roles } });
    await touch(tx, [{ view: viewName.office(clinic.id), section: 'colleagues', entry: staff.id }]);
    return { kind: 'added', name: wanted.name, username: identifier, clinic: clinic.name, suffix: clinic.suffix, password, expiresAt };
  });
}

/** "Antonia Stark" finds the imported "Dr. Antonia Stark", if there is exactly one without an account. */
async function findPerson(tx: Tx, clinic: string, name: string): Promise<{ id: string } | { message: string }> {
  const people = await tx.query<{ id: string; name: string }>(sql`
    select s.id, s.name from staff s where s.clinic_id = ${clinic} and not exists (select 1 from account a where a.staff_id = s.id) for update`);
  const words = foldText(name).split(' ');
  const found = people.filter((person) => {
    const theirs = foldText(person.name).split(' ');
    return words.every((word) => theirs.includes(word));
  });
  const [only] = found;
  if (only && found.length === 1) return { id: only.id };
  if (found.length === 0) return { message: `Nobody called ${name} is waiting for a sign-in there. Without --link a new person is added.` };
  return { message: `${found.length} people match ${name}: ${found.slice(0, 5).map((person) => person.name).join(', ')}. Write the whole name.` };
}

/** "portal_coordinator" → "Portal coordinator". */
function titleOf(names: readonly string[]): string {
  const words = (names[0] ?? '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
