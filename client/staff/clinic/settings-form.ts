import * as z from 'zod/mini';
import { settingsFields, usualWaits, waitFields, type ClinicSettingsEntry } from '../../../schema/clinic-settings.ts';
import { openingHours, type OpeningHours, type OpenSpan } from '../../../schema/opening-hours.ts';
import { readDay, writeDay } from '../shared/day-spans.ts';

/** The settings as they are typed; kept as a draft, so that a lock or another page loses nothing (R5). */
export const settingsForm = z.object({
  /** The revision it began from. */
  from: z.number(),
  tellsHours: z.boolean(),
  days: z.array(z.string()).check(z.length(7)),
  emergencyPhone: z.string(),
  replyPromise: z.string(),
  asksBirthDate: z.boolean(),
  passwordRule: z.enum(['mixed', 'length']),
  contactDays: z.string(),
  holdDays: z.string(),
  holdUsual: z.string(),
  bookingHours: z.string(),
  offerHours: z.string(),
  reminderHours: z.string(),
  quietFrom: z.string(),
  quietUntil: z.string(),
});
export type SettingsForm = z.infer<typeof settingsForm>;

export function formOf(entry: ClinicSettingsEntry): SettingsForm {
  const hours = entry.openingHours;
  const waits = entry.waits ?? usualWaits;
  return {
    from: entry.revision, tellsHours: hours !== null, days: Array.from({ length: 7 }, (_, at) => writeDay(hours?.[at] ?? [])),
    emergencyPhone: entry.emergencyPhone, replyPromise: entry.replyPromise, asksBirthDate: entry.asksBirthDate, passwordRule: entry.passwordRule,
    contactDays: String(entry.contactDays), holdDays: String(waits.holdDays), holdUsual: String(waits.holdUsual), bookingHours: String(waits.bookingHours), offerHours: String(waits.offerHours),
    reminderHours: String(waits.reminderHours), quietFrom: waits.quietFrom, quietUntil: waits.quietUntil,
  };
}

export const waitNames = ['holdDays', 'holdUsual', 'bookingHours', 'offerHours', 'reminderHours', 'quietFrom', 'quietUntil'] as const;
export type WaitField = (typeof waitNames)[number];
export type FormField = 'hours' | `day${number}` | 'emergencyPhone' | 'replyPromise' | 'contactDays' | WaitField;
export interface ReadForm {
  readonly wrong: readonly FormField[];
  readonly settings: { openingHours: OpeningHours | null } & Pick<ClinicSettingsEntry, 'emergencyPhone' | 'replyPromise' | 'asksBirthDate' | 'passwordRule' | 'contactDays'> & { waits: NonNullable<ClinicSettingsEntry['waits']> };
}

/** What would be saved, and which fields do not fit. */
export function readForm(form: SettingsForm): ReadForm {
  const days = form.days.map(readDay);
  const one = (spans: OpenSpan[]): boolean => openingHours.safeParse([spans, [], [], [], [], [], []]).success;
  const wrongDays = form.tellsHours ? days.flatMap((spans, at): FormField[] => (spans === null || !one(spans) ? [`day${at}`] : [])) : [];
  const hours = form.tellsHours && wrongDays.length === 0 ? days.map((spans) => spans ?? []) : null;
  const waits = { holdDays: whole(form.holdDays), holdUsual: whole(form.holdUsual), bookingHours: whole(form.bookingHours), offerHours: whole(form.offerHours), reminderHours: whole(form.reminderHours), quietFrom: time(form.quietFrom), quietUntil: time(form.quietUntil) };
  const settings = {
    openingHours: hours, emergencyPhone: form.emergencyPhone.trim(), replyPromise: form.replyPromise.trim(), asksBirthDate: form.asksBirthDate,
    passwordRule: form.passwordRule, contactDays: whole(form.contactDays), waits,
  };
  const wrong = (['emergencyPhone', 'replyPromise', 'contactDays'] as const).filter((field) => !settingsFields[field].safeParse(settings[field]).success);
  const wrongWaits = waitNames.filter((field) => !waitFields[field].safeParse(waits[field]).success || (field === 'holdUsual' && waits.holdDays > 0 && waits.holdUsual > waits.holdDays));
  const isNever = hours?.every((spans) => spans.length === 0) === true;
  return { wrong: [...wrongDays, ...(isNever ? ['hours' as const] : []), ...wrong, ...wrongWaits], settings };
}

/** "8:00" is as good as "08:00". */
const time = (typed: string): string => typed.trim().replace(/^(\d):/, '0$1:');
const whole = (typed: string): number => (/^\d{1,3}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN);
