import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import type { OneTimePasswordAnswer } from '../../schema/patient-search.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import { can } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import { issueOneTimePassword } from '../identity/accounts.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import type { Tx } from '../record/database.ts';
import { readStanding } from './portal-standing.ts';

/**
 * A password for a patient who has portal access, given in this answer and nowhere kept (D7). Online only, and no request: a
 * request's answer is stored for ever, this one must not be. Asked twice, the first one is dead.
 */
export async function makeOneTimePassword(tx: Tx, actor: Actor, patient: string): Promise<OneTimePasswordAnswer | Refusal> {
  if (!can(actor, 'portal.patient.manage')) return refuse('permission.missing', { permission: 'portal.patient.manage' });
  const standing = await readStanding(tx, patient, actor.clinic, true);
  if (!standing) return refuse('patient.unknown');
  if (standing.state !== 'active' || standing.account === null) return refuse('activation.notActive');
  const { password, expiresAt } = await issueOneTimePassword(tx, standing.account);
  await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'portal.oneTimePassword', patient });
  const trusted = standing.email.value;
  if (trusted !== '') {
    await queueOutgoing(tx, {
      clinic: standing.clinic, account: standing.account, channel: 'email', recipient: trusted, template: 'password.changed', params: {}, language: standing.language ?? 'en',
    });
  }
  const [account] = await tx.query<{ identifier: string }>(sql`select identifier from account where id = ${standing.account}`);
  return {
    password, validUntil: expiresAt, phone: standing.phone.value, confirmedTo: trusted === '' ? null : trusted,
    identifier: standing.mode === 'email' ? { mode: 'email', value: account?.identifier ?? trusted } : { mode: 'nationalId', last4: standing.nationalIdLast4 ?? '' },
  };
}
