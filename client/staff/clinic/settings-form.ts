import * as z from 'zod/mini';
import { settingsFields, type ClinicSettingsEntry } from '../../../schema/clinic-settings.ts';
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
});
export type SettingsForm = z.infer<typeof settingsForm>;

export function formOf(entry: ClinicSettingsEntry): SettingsForm {
  const hours = entry.openingHours;
  return {
    from: entry.revision, tellsHours: hours !== null, days: Array.from({ length: 7 }, (_, at) => writeDay(hours?.[at] ?? [])),
    emergencyPhone: entry.emergencyPhone, replyPromise: entry.replyPromise, asksBirthDate: entry.asksBirthDate, passwordRule: entry.passwordRule,
    contactDays: String(entry.contactDays),
  };
}

export type FormField = 'hours' | `day${number}` | 'emergencyPhone' | 'replyPromise' | 'contactDays';
export interface ReadForm {
  readonly wrong: readonly FormField[];
  readonly settings: { openingHours: OpeningHours | null } & Pick<ClinicSettingsEntry, 'emergencyPhone' | 'replyPromise' | 'asksBirthDate' | 'passwordRule' | 'contactDays'>;
}

/** What would be saved, and which fields do not fit. */
export function readForm(form: SettingsForm): ReadForm {
  const days = form.days.map(readDay);
  const one = (spans: OpenSpan[]): boolean => openingHours.safeParse([spans, [], [], [], [], [], []]).success;
  const wrongDays = form.tellsHours ? days.flatMap((spans, at): FormField[] => (spans === null || !one(spans) ? [`day${at}`] : [])) : [];
  const hours = form.tellsHours && wrongDays.length === 0 ? days.map((spans) => spans ?? []) : null;
  const contactDays = /^\d{1,3}$/.test(form.contactDays.trim()) ? Number(form.contactDays.trim()) : Number.NaN;
  const settings = {
    openingHours: hours, emergencyPhone: form.emergencyPhone.trim(), replyPromise: form.replyPromise.trim(), asksBirthDate: form.asksBirthDate,
    passwordRule: form.passwordRule, contactDays,
  };
  const wrong = (['emergencyPhone', 'replyPromise', 'contactDays'] as const).filter((field) => !settingsFields[field].safeParse(settings[field]).success);
  const isNever = hours?.every((spans) => spans.length === 0) === true;
  return { wrong: [...wrongDays, ...(isNever ? ['hours' as const] : []), ...wrong], settings };
}
