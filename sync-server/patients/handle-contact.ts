import { sql } from 'drizzle-orm';
import { isConcurrent, joinRegisters, type Register } from '../../schema/merge.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import { patientContact, type ContactFacts } from '../../schema/patient-requests.ts';
import { type ContactField } from '../../schema/patients.ts';
import type { BodyOf } from '../../schema/request-definition.ts';
import { setIdentifier } from '../identity/accounts.ts';
import { emailIdentifier } from '../identity/identifiers.ts';
import { readPhone } from '../identity/phone.ts';
import { endSignIns } from '../identity/sign-in-row.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import { jsonParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { refreshSearch } from '../shared/patient-search.ts';
import { isTaken, readStanding, type Standing } from './portal-standing.ts';
import { contactTouches, sharersOf } from './touches.ts';

type Body = BodyOf<typeof patientContact>;
interface Facts extends ContactFacts { readonly standing: Standing | null }

const contact = handle(patientContact, {
  patientOf: (body) => body.patient,
  readFacts: async ({ tx, actor }, body): Promise<Facts> => {
    const standing = await readStanding(tx, body.patient, actor.clinic, true);
    return { inClinic: standing !== null, standing, problem: standing ? await findProblem(tx, standing, body) : null };
  },
  effect: async (context, body, { standing }) => {
    if (!standing) throw new Error('A contact was let through without its patient');
    const current = standing[body.field];
    const mine: Register<string> = {
      value: body.value, stamp: context.request.stamp, saw: context.request.saw, by: context.request.id, who: context.actor.name, at: context.request.receivedAt,
    };
    const winner = joinRegisters(current, mine);
    if (winner === mine) await writeContact(context, standing, body.field, mine);
    if (winner.value === (winner === mine ? current : mine).value || !isConcurrent(current, mine)) return undefined;
    if (winner === current) return { superseded: describeLoss(current, mine) };
    await tellLoser(context, standing, current, mine);
    return undefined;
  },
});

/** C68, and one sign-in name for one person. An empty value is always a way out of a wrong number, never out of a sign-in name. */
async function findProblem(tx: Tx, standing: Standing, body: Body): Promise<Refusal | null> {
  if (body.field === 'phone') return body.value === '' || readPhone(body.value, '')?.e164 === body.value ? null : refuse('phone.notValid');
  if (standing.mode !== 'email' || standing.account === null || standing.state !== 'active') return null;
  const identifier = emailIdentifier(body.value);
  if (identifier === null) return refuse('email.identifierNeeded');
  return (await isTaken(tx, standing.clinic, identifier, standing.patient)) ? refuse('email.taken') : null;
}

async function writeContact(context: RequestContext, standing: Standing, field: ContactField, register: Register<string>): Promise<void> {
  const { tx } = context;
  const before = standing[field].value;
  if (field === 'phone') {
    // `may` let only a valid number or none through.
    await tx.query(sql`update patient set phone = ${jsonParam(register)}, phone_fit = ${register.value !== ''} where id = ${standing.patient}`);
    await refreshSearch(tx, [standing.patient]);
  } else {
    await tx.query(sql`update patient set email = ${jsonParam(register)} where id = ${standing.patient}`);
    const identifier = standing.mode === 'email' ? emailIdentifier(register.value) : null;
    if (standing.account !== null && identifier !== null) await setIdentifier(tx, standing.account, identifier);
  }
  const sharers = field === 'email' ? await sharersOf(tx, standing.clinic, [before, register.value], standing.patient) : [];
  await touch(tx, [...contactTouches(standing.patient, field), ...sharers]);
  if (standing.account === null || before === register.value) return;
  // A sign-in that went by the old one goes no further: its code is on a phone that is not theirs any more.
  await endSignIns(tx, standing.account);
  await confirmToOld(tx, standing, field);
}

/** Who signs in hears at the old address that it is no longer theirs (D4); a changed phone also by e-mail (B47). */
async function confirmToOld(tx: Tx, standing: Standing, field: ContactField): Promise<void> {
  const change = { clinic: standing.clinic, account: standing.account, template: 'contact.changed' as const, params: { field }, language: standing.language ?? 'en' };
  if (field === 'phone' && standing.phoneFit) await queueOutgoing(tx, { ...change, channel: 'sms', recipient: standing.phone.value });
  if (standing.email.value !== '') await queueOutgoing(tx, { ...change, channel: 'email', recipient: standing.email.value });
}

function describeLoss(winner: Register<string>, loser: Register<string>): Refusal {
  return refuse('contact.superseded', { by: winner.who, at: winner.at, value: winner.value, yours: loser.value });
}

async function tellLoser({ tx, actor, request }: RequestContext, standing: Standing, lost: Register<string>, stands: Register<string>): Promise<void> {
  const [author] = await tx.query<{ account_id: string }>(sql`select account_id from request where id = ${lost.by}`);
  // One's own two devices are one person: nobody to tell.
  if (!author || author.account_id === actor.account) return;
  const { code, params } = describeLoss(stands, lost);
  await tellAccount(tx, { account: author.account_id, code, ...(params ? { params } : {}), request: lost.by, patient: standing.patient, at: request.receivedAt });
}

export const contactHandlers: RegisteredHandler[] = [contact];
