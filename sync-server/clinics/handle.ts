import { sql } from 'drizzle-orm';
import { clinicSettings, type SettingsFacts } from '../../schema/clinic-requests.ts';
import type { ClinicSettingsEntry } from '../../schema/clinic-settings.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, jsonParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler } from '../requests/slice.ts';

interface Row {
  revision: number; by: string; at: number | null; hours: unknown; emergency_phone: string | null; promise: string | null; asks_birth_date: boolean; password_rule: string; contact_days: number;
  hold_days: number; hold_usual_days: number; booking_hours: number; offer_hours: number; reminder_hours: number; quiet_from: string; quiet_until: string;
}

const waitsOf = (row: Row): NonNullable<ClinicSettingsEntry['waits']> => ({
  holdDays: row.hold_days, holdUsual: row.hold_usual_days, bookingHours: row.booking_hours, offerHours: row.offer_hours,
  reminderHours: row.reminder_hours, quietFrom: row.quiet_from, quietUntil: row.quiet_until,
});

/** The clinic's row is what two administrators take turns by. */
const settings = handle(clinicSettings, {
  patientOf: () => null,
  readFacts: async ({ tx, actor }): Promise<SettingsFacts & { readonly before: Row | null }> => {
    const [row] = await tx.query<Row & Record<string, unknown>>(sql`
      select settings_revision as revision, settings_by as "by", settings_at as at, texts->'openingHours' as hours, texts->>'emergencyPhone' as emergency_phone,
             texts->>'replyPromise' as promise, asks_birth_date, password_rule, contact_days, hold_days, hold_usual_days, booking_hours, offer_hours,
             reminder_hours, to_char(quiet_from, 'HH24:MI') as quiet_from, to_char(quiet_until, 'HH24:MI') as quiet_until
      from clinic where id = ${actor.clinic} for update`);
    return { revision: row?.revision ?? 0, by: row?.by ?? '', at: row?.at ?? 0, before: row ?? null };
  },
  effect: async ({ tx, actor, request }, body, { before }) => {
    const texts = { openingHours: body.openingHours, emergencyPhone: body.emergencyPhone.trim(), replyPromise: body.replyPromise.trim() };
    const waits = body.waits ?? (before && waitsOf(before));
    await tx.query(sql`
      update clinic set texts = texts || ${jsonParam(texts)}, asks_birth_date = ${body.asksBirthDate}, password_rule = ${body.passwordRule}, contact_days = ${body.contactDays},
        hold_days = coalesce(${body.waits?.holdDays ?? null}::int, hold_days), hold_usual_days = coalesce(${body.waits?.holdUsual ?? null}::int, hold_usual_days),
        booking_hours = coalesce(${body.waits?.bookingHours ?? null}::int, booking_hours), offer_hours = coalesce(${body.waits?.offerHours ?? null}::int, offer_hours),
        reminder_hours = coalesce(${body.waits?.reminderHours ?? null}::int, reminder_hours),
        quiet_from = coalesce(${body.waits?.quietFrom ?? null}::time, quiet_from), quiet_until = coalesce(${body.waits?.quietUntil ?? null}::time, quiet_until),
        settings_revision = settings_revision + 1, settings_by = ${actor.name}, settings_at = ${instantParam(request.receivedAt)}
      where id = ${actor.clinic}`);
    await audit(tx, {
      clinic: actor.clinic, account: actor.account, who: actor.name, action: 'settings.changed', subject: actor.clinic, request: request.id,
      detail: {
        before: before && {
          openingHours: before.hours, emergencyPhone: before.emergency_phone, replyPromise: before.promise, asksBirthDate: before.asks_birth_date,
          passwordRule: before.password_rule, contactDays: before.contact_days, ...waitsOf(before),
        },
        after: { ...texts, asksBirthDate: body.asksBirthDate, passwordRule: body.passwordRule, contactDays: body.contactDays, ...waits },
      },
    });
    await touch(tx, [
      { view: viewName.clinic(actor.clinic), section: 'texts', entry: 'texts' },
      { view: viewName.clinic(actor.clinic), section: 'hours', entry: 'hours' }, { view: viewName.office(actor.clinic), section: 'settings', entry: 'settings' },
    ]);
  },
});

export const clinicHandlers: readonly RegisteredHandler[] = [settings];
