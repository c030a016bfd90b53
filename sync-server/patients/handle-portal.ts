import { sql } from 'drizzle-orm';
import { patientActivate, patientBlock, type ActivationFacts } from '../../schema/patient-requests.ts';
import { audit } from '../audit/audit.ts';
import { createAccount, setAccountState } from '../identity/accounts.ts';
import { grantChanged } from '../identity/grants.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { readStanding, type Standing } from './portal-standing.ts';
import { portalTouch, sharersOf } from './touches.ts';

interface Facts extends ActivationFacts { readonly standing: Standing | null }

async function readFacts({ tx, actor }: RequestContext, body: { patient: string }): Promise<Facts> {
  const standing = await readStanding(tx, body.patient, actor.clinic, true);
  return { inClinic: standing !== null, state: standing?.state ?? 'none', obstacles: standing?.obstacles ?? [], standing };
}

function standingOf({ standing }: Facts): Standing {
  if (!standing) throw new Error('A portal request was let through without its patient');
  return standing;
}

/** C93: nobody signs in before staff said so. The account has no password yet: the patient makes one, or gets a one-time one. */
const activate = handle(patientActivate, {
  patientOf: (body) => body.patient,
  readFacts,
  effect: async ({ tx, request }, _body, facts) => {
    const standing = standingOf(facts);
    const { patient, clinic, identifier, email } = standing;
    if (identifier === null) throw new Error('A patient was let in without what to sign in with');
    const account = await createAccount(tx, { clinic, kind: 'patient', patient, identifier });
    await tx.query(sql`update patient set portal_state = 'active', activated_at = ${instantParam(request.receivedAt)} where id = ${patient}`);
    await touch(tx, [portalTouch(patient), ...(await sharersOf(tx, clinic, [email.value], patient))]);
    await grantChanged(tx, account);
    if (email.value !== '') {
      await queueOutgoing(tx, { clinic, account, channel: 'email', recipient: email.value, template: 'account.activated', params: {}, language: standing.language ?? 'en' });
    }
  },
});

const block = handle(patientBlock, {
  patientOf: (body) => body.patient,
  readFacts,
  effect: async ({ tx, actor, request }, body, facts) => {
    const { patient, clinic, account, email } = standingOf(facts);
    await tx.query(sql`update patient set portal_state = 'blocked' where id = ${patient}`);
    await touch(tx, [portalTouch(patient), ...(await sharersOf(tx, clinic, [email.value], patient))]);
    await audit(tx, { clinic, account: actor.account, who: actor.name, action: 'portal.blocked', patient, request: request.id, detail: { reason: body.reason } });
    if (account === null) return;
    await setAccountState(tx, account, 'blocked');
    await grantChanged(tx, account);
  },
});

export const portalHandlers: RegisteredHandler[] = [activate, block];
