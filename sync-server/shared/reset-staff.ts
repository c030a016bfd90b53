import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { audit } from '../audit/audit.ts';
import { forgetAuthenticator, issueOneTimePassword } from '../identity/accounts.ts';
import { usernameIdentifier } from '../identity/identifiers.ts';
import type { Database } from '../record/database.ts';

/** What `npm run staff -- reset` was asked; travels to a running server as it is. */
export const staffReset = z.object({
  username: z.string(),
  /** The phone with the authenticator is gone too: another is connected at the next sign-in, and passkeys are forgotten. */
  newPhone: z.boolean(),
});
export type StaffReset = z.infer<typeof staffReset>;

export type ResetStaffAnswer =
  | { readonly kind: 'reset'; readonly name: string; readonly username: string; readonly clinic: string; readonly password: string; readonly expiresAt: number }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * A forgotten password: a one-time password in its place, given in the answer and nowhere kept. The person's sign-ins end;
 * what they wrote offline is still delivered.
 */
export async function resetStaff(database: Database, wanted: StaffReset): Promise<ResetStaffAnswer> {
  const identifier = usernameIdentifier(wanted.username);
  return database.transaction(async (tx) => {
    const [found] = await tx.query<{ id: string; clinic_id: string; staff_id: string; state: string; active: boolean; name: string; clinic: string }>(sql`
      select a.id, a.clinic_id, a.staff_id, a.state, s.active, s.name, c.name as clinic
      from account a join staff s on s.id = a.staff_id join clinic c on c.id = a.clinic_id
      where a.kind = 'staff' and a.identifier = ${identifier ?? ''} for update of a`);
    if (!found) return { kind: 'refused', message: `Nobody signs in as ${wanted.username}. User names are given with npm run staff -- add.` };
    if (found.state !== 'active' || !found.active) return { kind: 'refused', message: `${found.name} may not sign in any more: a new password would open nothing.` };
    if (wanted.newPhone) await forgetAuthenticator(tx, found.id);
    const { password, expiresAt } = await issueOneTimePassword(tx, found.id);
    await audit(tx, { clinic: found.clinic_id, account: null, who: 'command line', action: 'staff.reset', subject: found.staff_id, detail: { newPhone: wanted.newPhone } });
    return { kind: 'reset', name: found.name, username: identifier ?? '', clinic: found.clinic, password, expiresAt };
  });
}
