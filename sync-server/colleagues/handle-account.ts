import { sql } from 'drizzle-orm';
import { staffClose, staffReopen, type CloseFacts, type ReopenFacts } from '../../schema/colleague-requests.ts';
import type { StandIn } from '../../schema/away.ts';
import { countItems, countTimes, type OpenItems } from '../../schema/colleagues.ts';
import { grantsOf, type Module } from '../../schema/roles.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { setAccountState } from '../identity/accounts.ts';
import { grantChanged } from '../identity/grants.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { touch, wholeView } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { freeTouches } from '../shared/free-touches.ts';
import { everybody, personSuccessor, teamSuccessor, type Successor } from '../shared/successor.ts';
import { handOver } from './hand-over.ts';
import { handOverTimes, readTakesTimes } from './hand-over-times.ts';
import { countOpenItems, nothingOpen } from './open-items.ts';

export interface Person {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly ref: string;
  readonly open: boolean;
  readonly closed_by: string | null;
  readonly closed_at: number | null;
}

/**
 * Locked: whoever starts a conversation with them, assigns them one, opens one of theirs again, or is them and asks for anything,
 * shares this row. So what is counted after this is all there is, until the commit.
 */
async function lockPerson(tx: Tx, clinic: string, staff: string): Promise<Person | null> {
  const [row] = await tx.query<Person & Record<string, unknown>>(sql`
    select s.id, a.id as account, s.name, s.patient_ref as ref, s.active and a.state = 'active' as open, s.closed_by, s.closed_at
    from staff s join account a on a.staff_id = s.id where s.id = ${staff} and s.clinic_id = ${clinic} for update of s, a`);
  return row ?? null;
}

async function countAdministrators(tx: Tx, clinic: string, except: string): Promise<number> {
  const rows = await tx.query<{ roles: string[]; modules: Module[] }>(sql`
    select s.roles, c.modules from staff s join clinic c on c.id = s.clinic_id join account a on a.staff_id = s.id
    where s.clinic_id = ${clinic} and s.id <> ${except} and s.active and a.state = 'active'`);
  return rows.filter(({ roles, modules }) => grantsOf(roles, modules)['admin.staff'] === 'all').length;
}

function findSuccessor(tx: Tx, clinic: string, to: StandIn | null): Promise<Successor | null> {
  if (to === null) return everybody(tx, clinic);
  return to.kind === 'team' ? teamSuccessor(tx, clinic, to.id) : personSuccessor(tx, clinic, to.id);
}

interface Facts extends CloseFacts { readonly row: Person | null; readonly successor: Successor | null; readonly items: OpenItems }

const close = handle(staffClose, {
  patientOf: () => null,
  readFacts: async (context, body): Promise<Facts> => {
    const { tx, actor } = context;
    const row = await lockPerson(tx, actor.clinic, body.staff);
    if (!row) return { person: null, fit: false, takes: { fit: false, clashes: 0 }, administrators: 0, row, successor: null, items: nothingOpen };
    const items = (await countOpenItems(tx, actor.clinic)).get(row.id) ?? nothingOpen;
    const successor = await findSuccessor(tx, actor.clinic, body.to);
    return {
      row, successor, items, fit: successor !== null,
      takes: body.times === null || body.times === 'stay' ? { fit: true, clashes: 0 } : await readTakesTimes(context, row.id, body.times),
      administrators: await countAdministrators(tx, actor.clinic, row.id),
      person: { open: row.open, closed: row.closed_at === null ? null : { by: row.closed_by ?? '', at: row.closed_at }, items: countItems(items), times: countTimes(items) },
    };
  },
  effect: async (context, body, { row, successor, items }) => {
    const { tx, actor, request } = context;
    if (!row || !successor) throw new Error('An account was let be closed without its person or who takes over');
    const handed = {
      ...await handOver(context, row, body.to, successor), ...await handOverTimes(context, row, body.times === 'stay' || countTimes(items) === 0 ? null : body.times, items),
    };
    await tx.query(sql`
      update staff set active = false, closed_at = ${instantParam(request.receivedAt)}, closed_by = ${actor.name},
        heir_staff_id = ${body.to?.kind === 'person' ? body.to.id : null}, heir_team_id = ${body.to?.kind === 'team' ? body.to.id : null}
      where id = ${row.id}`);
    await setAccountState(tx, row.account, 'blocked');
    await grantChanged(tx, row.account);
    await audit(tx, {
      clinic: actor.clinic, account: actor.account, who: actor.name, action: 'staff.closed', subject: row.id, request: request.id, detail: { to: body.to, ...handed },
    });
    await touchPerson(context, row);
  },
});

async function touchPerson({ tx, actor }: RequestContext, { id, ref }: Person): Promise<void> {
  const [office, clinic] = [viewName.office(actor.clinic), viewName.clinic(actor.clinic)];
  await touch(tx, [
    { view: office, section: 'colleagues', entry: id }, { view: office, section: 'away', entry: id },
    { view: clinic, section: 'addressees', entry: ref }, { view: clinic, section: 'away', entry: ref },
    wholeView(viewName.plan(actor.clinic)), ...await freeTouches(tx, actor.clinic, id),
  ]);
}

const reopen = handle(staffReopen, {
  patientOf: () => null,
  readFacts: async ({ tx, actor }, body): Promise<ReopenFacts & { readonly row: Person | null }> => {
    const row = await lockPerson(tx, actor.clinic, body.staff);
    return { person: row && { open: row.open }, row };
  },
  effect: async (context, _body, { row }) => {
    const { tx, actor, request } = context;
    if (!row) throw new Error('An account was let be opened without its person');
    await tx.query(sql`update staff set active = true, closed_at = null, closed_by = null, heir_staff_id = null, heir_team_id = null where id = ${row.id}`);
    await setAccountState(tx, row.account, 'active');
    await grantChanged(tx, row.account);
    await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'staff.reopened', subject: row.id, request: request.id });
    await touchPerson(context, row);
  },
});

export const accountStandingHandlers: readonly RegisteredHandler[] = [close, reopen];
