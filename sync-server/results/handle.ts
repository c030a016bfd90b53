import { sql } from 'drizzle-orm';
import { resultHold, resultLift, resultRelease, resultReleaseNormal, resultSeen, resultWithdraw, type ResultFacts, type ResultSeenFacts } from '../../schema/result-requests.ts';
import { sentAsNormal, type ResultState } from '../../schema/result-states.ts';
import { viewName } from '../../schema/view-names.ts';
import { readContents } from '../fhir/result-content.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { instantParam, jsonParam } from '../record/database.ts';
import { beginAnew, touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { resultTouches } from './touches.ts';

interface Row {
  readonly id: string; readonly patient_id: string; readonly name: string; readonly state: ResultState; readonly revision: number; readonly orderer_id: string | null; readonly void: boolean;
  readonly hold_by: string | null; readonly hold_staff: string | null; readonly hold_account: string | null; readonly hold_until: number | null;
  readonly released_by: string | null; readonly released_at: number | null; readonly released_revision: number | null; readonly hold_days: number;
}
interface Facts extends ResultFacts { readonly row: Row | null }
interface About { readonly patient: string; readonly result: string }

/** Locked: an import that changes it, and every decision about it, wait for this one. */
async function readFacts({ tx, actor, request }: RequestContext, body: About): Promise<Facts> {
  const [row] = await tx.query<Row & Record<string, unknown>>(sql`
    select r.id, r.patient_id, r.name, r.state, r.revision, r.orderer_id, r.void, r.hold_by, r.hold_staff, r.hold_account, r.hold_until,
           r.released_by, r.released_at, r.released_revision, c.hold_days
    from result r join clinic c on c.id = r.clinic_id where r.id = ${body.result} and r.patient_id = ${body.patient} and r.clinic_id = ${actor.clinic} for update of r`);
  if (!row) return { row: null, result: null, holdDays: 0, now: request.receivedAt };
  const [opened] = row.released_revision === null ? [] : await tx.query<{ reader: string; at: number }>(sql`
    select coalesce(p.name, '') as reader, s.opened_at as at from result_sight s join account a on a.id = s.account_id left join patient p on p.id = a.patient_id
    where s.result_id = ${row.id} and s.revision >= ${row.released_revision} and s.opened_at is not null order by s.opened_at limit 1`);
  return {
    row, holdDays: row.hold_days, now: request.receivedAt,
    result: {
      state: row.state, revision: row.revision, orderer: row.orderer_id, isVoid: row.void, opened: opened ?? null,
      held: row.hold_until === null ? null : { by: row.hold_by ?? '', staff: row.hold_staff, until: row.hold_until },
      released: row.released_at === null ? null : { by: row.released_by ?? '', at: row.released_at },
    },
  };
}

function rowOf({ row }: Facts): Row {
  if (!row) throw new Error('A request about a result was let through without it');
  return row;
}

const base = { patientOf: (body: About) => body.patient, within: 'patient' as const, readFacts };

async function give({ tx, actor, request }: RequestContext, row: Row, said: string): Promise<void> {
  const words = said === '' ? null : { by: actor.name, title: actor.title, text: said };
  const content = (await readContents(tx, [row.id])).get(row.id);
  if (!content) throw new Error('A result that is to be released says nothing');
  await tx.query(sql`
    update result set state = 'released', released = ${jsonParam(content)}, released_at = ${instantParam(request.receivedAt)}, first_released_at = coalesce(first_released_at, ${instantParam(request.receivedAt)}), released_by = ${actor.name}, released_revision = revision,
      released_words = ${words ? jsonParam(words) : null}
    where id = ${row.id}`);
  await tellReaders(tx, { clinic: actor.clinic, patient: row.patient_id, scope: 'record', template: 'record.new' });
  await touch(tx, resultTouches(actor.clinic, row.patient_id));
}

const release = handle(resultRelease, { ...base, effect: (context, body, facts) => give(context, rowOf(facts), body.words.trim()) });

const releaseNormal = handle(resultReleaseNormal, {
  ...base,
  readFacts: async (context, body): Promise<Facts> => {
    const facts = await readFacts(context, body);
    const content = facts.row && (await readContents(context.tx, [facts.row.id])).get(facts.row.id);
    return { ...facts, result: facts.result && { ...facts.result, normal: content ? sentAsNormal(content) : false } };
  },
  effect: (context, _body, facts) => give(context, rowOf(facts), ''),
});

const hold = handle(resultHold, {
  ...base,
  effect: async ({ tx, actor, request }, body, facts) => {
    const row = rowOf(facts);
    await tx.query(sql`
      update result set state = 'held', hold_reason = ${body.reason.trim()}, hold_by = ${actor.name}, hold_staff = ${actor.staff}, hold_account = ${actor.account},
        held_at = ${instantParam(request.receivedAt)}, hold_until = ${instantParam(body.until)}
      where id = ${row.id}`);
    await touch(tx, resultTouches(actor.clinic, row.patient_id));
  },
});

const lift = handle(resultLift, {
  ...base,
  effect: async ({ tx, actor, request }, body, facts) => {
    const row = rowOf(facts);
    await tx.query(sql`
      update result set state = 'awaiting', hold_reason = null, hold_by = null, hold_staff = null, hold_account = null, held_at = null, hold_until = null where id = ${row.id}`);
    if (row.hold_account !== null && row.hold_account !== actor.account) {
      await tellAccount(tx, { account: row.hold_account, code: 'result.lifted', params: { by: actor.name, name: row.name, reason: body.reason.trim() }, patient: row.patient_id, at: request.receivedAt });
    }
    await touch(tx, resultTouches(actor.clinic, row.patient_id));
  },
});

const withdraw = handle(resultWithdraw, {
  ...base,
  effect: async ({ tx, actor, request }, body, facts) => {
    const row = rowOf(facts);
    await tx.query(sql`
      update result set state = 'withdrawn', withdrawn_reason = ${body.reason.trim()}, withdrawn_by = ${actor.name}, withdrawn_at = ${instantParam(request.receivedAt)} where id = ${row.id}`);
    // Its values stand in rows that devices already hold, too: all of them begin anew.
    await touch(tx, [beginAnew(viewName.results(row.patient_id)), ...resultTouches(actor.clinic, row.patient_id)]);
  },
});

interface SeenFacts extends ResultSeenFacts { readonly row: { readonly released_revision: number } | null }

/** Only what was given to the patient can have been seen by them; marks never go back, and the first time stays the first. */
const seen = handle(resultSeen, {
  patientOf: (body) => body.patient, within: 'patient',
  readFacts: async ({ tx, actor }, body): Promise<SeenFacts> => {
    const [row] = await tx.query<{ released_revision: number }>(sql`
      select released_revision from result
      where id = ${body.result} and patient_id = ${body.patient} and clinic_id = ${actor.clinic} and state in ('released', 'correcting') for share`);
    return { row: row ?? null, result: row !== undefined };
  },
  effect: async ({ tx, actor, request }, body, { row }) => {
    const at = instantParam(Math.min(request.deviceTime, request.receivedAt));
    await tx.query(sql`
      insert into result_sight as s (result_id, account_id, revision, on_device_at, opened_at)
      values (${body.result}, ${actor.account}, ${row?.released_revision ?? 0}, ${at}, ${body.opened ? at : null})
      on conflict (result_id, account_id, revision) do update set
        on_device_at = least(s.on_device_at, excluded.on_device_at), opened_at = least(s.opened_at, excluded.opened_at)`);
    await touch(tx, [
      { view: viewName.chart(body.patient), section: 'results', entry: body.result }, { view: viewName.delivery(actor.clinic), section: 'given', entry: body.result },
    ]);
  },
});

export const resultHandlers: readonly RegisteredHandler[] = [release, releaseNormal, hold, lift, withdraw, seen];
