import { sql } from 'drizzle-orm';
import { RANGES_MAX, rangeRemove, rangeSave, type RangeFacts, type RangeFields, type RangeRemoveFacts } from '../../schema/reference-ranges.ts';
import { rangesMeet } from '../../schema/usual-range.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';

type Row = RangeFields & { readonly id: string; readonly clinic: string; readonly revision: number; readonly by: string; readonly at: number };

/** One clinic's ranges, or the one of that id whosever it is; locked by the clinic's row, which whoever writes a new one takes, too. */
async function readRanges({ tx, actor }: RequestContext, range: string): Promise<readonly Row[]> {
  await tx.query(sql`select id from clinic where id = ${actor.clinic} for update`);
  return tx.query<Row & Record<string, unknown>>(sql`
    select id, clinic_id as clinic, code, name, unit, sex, age_from as "ageFrom", age_until as "ageUntil", low, high, valid_from as "from", valid_until as until, revision, set_by as "by", set_at as at
    from reference_range where clinic_id = ${actor.clinic} or id = ${range}`);
}

async function tell({ tx, actor, request }: RequestContext, action: string, range: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action, subject: range, request: request.id, detail });
  await touch(tx, [{ view: viewName.clinic(actor.clinic), section: 'ranges', entry: range }]);
}

const save = handle(rangeSave, {
  patientOf: () => null,
  readFacts: async (context, body): Promise<RangeFacts & { readonly before: Row | null }> => {
    const rows = await readRanges(context, body.range);
    const before = rows.find(({ id }) => id === body.range) ?? null;
    const others = rows.filter(({ id }) => id !== body.range);
    return { inClinic: before === null || before.clinic === context.actor.clinic, room: before !== null || others.length < RANGES_MAX, now: before, overlaps: others.some((other) => rangesMeet(other, body)), before };
  },
  effect: async (context, body, { before }) => {
    const { actor, request, tx } = context;
    await tx.query(sql`
      insert into reference_range (id, clinic_id, code, name, unit, sex, age_from, age_until, low, high, valid_from, valid_until, revision, set_by, set_at)
      values (${body.range}, ${actor.clinic}, ${body.code}, ${body.name.trim()}, ${body.unit.trim()}, ${body.sex}, ${body.ageFrom}::int, ${body.ageUntil}::int, ${body.low}::float8, ${body.high}::float8,
              ${body.from}, ${body.until}::date, ${body.saw + 1}, ${actor.name}, ${instantParam(request.receivedAt)})
      on conflict (id) do update set code = excluded.code, name = excluded.name, unit = excluded.unit, sex = excluded.sex, age_from = excluded.age_from, age_until = excluded.age_until, low = excluded.low,
        high = excluded.high, valid_from = excluded.valid_from, valid_until = excluded.valid_until, revision = excluded.revision, set_by = excluded.set_by, set_at = excluded.set_at`);
    await tell(context, 'range.saved', body.range, { before, after: body });
  },
});

const remove = handle(rangeRemove, {
  patientOf: () => null,
  readFacts: async (context, body): Promise<RangeRemoveFacts & { readonly before: Row | null }> => {
    const before = (await readRanges(context, body.range)).find(({ id, clinic }) => id === body.range && clinic === context.actor.clinic) ?? null;
    return { inClinic: before !== null, now: before, before };
  },
  effect: async (context, body, { before }) => {
    await context.tx.query(sql`delete from reference_range where id = ${body.range}`);
    await tell(context, 'range.removed', body.range, { before });
  },
});

export const rangeHandlers: readonly RegisteredHandler[] = [save, remove];
