import * as z from 'zod/mini';
import { calendarDate, id, instant } from './ids.ts';
import { registerOf } from './merge.ts';

// Shape ------------------------------------------------------------------------------------------------------------

/** person/ `identity`, id "identity". National ids never appear in full (D17). */
export const identityEntry = z.object({
  id,
  name: z.string(),
  given: z.string(),
  family: z.string(),
  birthDate: z.nullable(calendarDate),
  /** FHIR AdministrativeGender. */
  sex: z.nullable(z.enum(['male', 'female', 'other', 'unknown'])),
  recordNumber: z.string(),
  deceased: z.boolean(),
  address: z.nullable(z.string()),
  language: z.nullable(z.string()),
});
export type IdentityEntry = z.infer<typeof identityEntry>;

/** E.164. Numbering plans differ by country: the server also asks libphonenumber (C68). */
export const internationalPhone = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/));
/** Names of any script, and nothing that means something to a mail server, a page or the eye (U+202E turns text around). */
export const emailAddress = z.string().check(z.regex(/^[^\s\p{C}@<>"(),;:\\[\]]+@[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)+$/u), z.maxLength(254));

export const contactField = z.enum(['phone', 'email']);
export type ContactField = z.infer<typeof contactField>;

/**
 * person/ `contact`, id = field. `fit`: usable for sign-in; an imported "555-123" is kept, shown and not fit. The register's
 * `who` is empty here: patients read this view, and know of no colleague who was not made addressable (C91).
 */
export const contactEntry = z.object({ field: contactField, register: registerOf(z.string()), fit: z.boolean() });
export type ContactEntry = z.infer<typeof contactEntry>;

/** person/ `portal`, id "portal". */
export const portalEntry = z.object({
  state: z.enum(['none', 'active', 'blocked']),
  /** What stands in the way of activation, as refusal codes; empty when nothing does. */
  obstacles: z.array(z.string()),
  activatedAt: z.nullable(instant),
  firstSignInAt: z.nullable(instant),
});
export type PortalEntry = z.infer<typeof portalEntry>;

// States -----------------------------------------------------------------------------------------------------------

export type PortalState = PortalEntry['state'];
export type PortalEvent = 'activate' | 'block';
/** null: the event does not apply in that state. */
export const portalTransitions: Record<PortalState, Record<PortalEvent, PortalState | null>> = {
  none: { activate: 'active', block: null },
  active: { activate: null, block: 'blocked' },
  blocked: { activate: 'active', block: null },
};
