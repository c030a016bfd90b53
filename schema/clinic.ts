import * as z from 'zod/mini';
import { id } from './ids.ts';

// Sections of `clinic/:clinic` (anyone signed in there) and `office/:clinic` (staff there). Its settings and their request: clinic-settings.ts, clinic-requests.ts.

const hex = z.string().check(z.regex(/^#[0-9A-Fa-f]{6}$/));
const brandTokens = z.record(z.string(), hex);

/** clinic/ `brand`, id "brand". Tokens are computed once, when the colour is saved (LOOK §2.1). */
export const brandEntry = z.object({
  name: z.string(),
  shortName: z.string().check(z.maxLength(12)),
  suffix: z.string().check(z.regex(/^[a-z0-9-]{2,40}$/)),
  colour: hex,
  /** Name of a built-in mark drawn in the logo tile. */
  mark: z.string(),
  light: brandTokens,
  dark: brandTokens,
});
export type BrandEntry = z.infer<typeof brandEntry>;

/** `mixed`: 8 characters with lower case, upper case, digit (C78). `length`: 12 of any kind; long beats odd. */
export const passwordRule = z.enum(['mixed', 'length']);
export type PasswordRule = z.infer<typeof passwordRule>;

/** clinic/ `texts`, id "texts": sentences and numbers every screen of the clinic needs. */
export const clinicTextsEntry = z.object({
  phone: z.string(),
  emergencyPhone: z.string(),
  /** "We answer within 1 working day." */
  replyPromise: z.string(),
  urgentCareWarning: z.string(),
  timeZone: z.string(),
  language: z.string(),
  /** ISO 3166 alpha-2: how local phone numbers are read. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  identifierMode: z.enum(['email', 'nationalId']),
  /** Absent in what was written before there was the question: no. */
  asksBirthDate: z.optional(z.boolean()),
  /** Minutes of inactivity until a device locks (DESIGN §6). */
  lockMinutes: z.object({ patient: z.number(), staffOwn: z.number(), staffShared: z.number() }),
});
export type ClinicTextsEntry = z.infer<typeof clinicTextsEntry>;

/** clinic/ `locations`. */
export const locationEntry = z.object({ id, name: z.string(), address: z.string(), phone: z.nullable(z.string()) });

/**
 * clinic/ `addressees`: the people and teams a patient may write to. `id` is a per-clinic reference made for this,
 * never an account or staff id; only whom an administrator made addressable is here (C91).
 */
export const addresseeEntry = z.object({ id, kind: z.enum(['team', 'person']), name: z.string(), title: z.string() });
export type AddresseeEntry = z.infer<typeof addresseeEntry>;

/** office/ `colleagues`: whom work can be assigned to. */
export const colleagueEntry = z.object({
  id,
  name: z.string(),
  title: z.string(),
  /** May be given threads: holds portal.message.reply. */
  answersMessages: z.boolean(),
  colour: z.number(),
});
export type ColleagueEntry = z.infer<typeof colleagueEntry>;

/** office/ `tags`: the clinic's tag words. */
export const tagEntry = z.object({ id: z.string(), label: z.string() });

/** GET /api/clinics/:suffix/public: what stands on a clinic's pages before anybody has signed in. */
export const clinicPublic = z.object({ id, brand: brandEntry, texts: clinicTextsEntry });
export type ClinicPublic = z.infer<typeof clinicPublic>;
