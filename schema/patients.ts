import * as z from 'zod/mini';
import { calendarDate, id, instant } from './ids.ts';
import { can } from './roles.ts';
import { initialRegister, joinRegisters, registerOf, type Register } from './merge.ts';
import { refuse, type Refusal } from './outcome.ts';
import { defineRequest, readEntry } from './request-definition.ts';
import { viewName } from './view-names.ts';

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
export const emailAddress = z.string().check(z.regex(/^[^\s@<>"(),;:\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/), z.maxLength(254));

export const contactField = z.enum(['phone', 'email']);
export type ContactField = z.infer<typeof contactField>;

/** person/ `contact`, id = field. `fit`: usable for sign-in; an imported "555-123" is kept, shown and not fit. */
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

// Requests ---------------------------------------------------------------------------------------------------------

/** The patient belongs to the actor's clinic. Absent and foreign patients look the same (RELIABILITY, foreign ids). */
export interface PatientFacts { readonly inClinic: boolean }

export interface ContactFacts extends PatientFacts {
  /** What only the server knows against the value: no such number, somebody else's e-mail. */
  readonly problem: Refusal | null;
}

/** Staff correct a phone or an e-mail; each field is a register of its own. */
export const patientContact = defineRequest({
  type: 'patient.contact',
  v: 1,
  body: z.discriminatedUnion('field', [
    z.object({ patient: id, field: z.literal('phone'), value: z.union([internationalPhone, z.literal('')]) }),
    z.object({ patient: id, field: z.literal('email'), value: z.union([emailAddress, z.literal('')]) }),
  ]),
  offline: true,
  nature: 'merge',
  facts: (): ContactFacts => ({ inClinic: true, problem: null }),
  may: (actor, _body, facts) => {
    if (!facts.inClinic) return refuse('patient.unknown');
    if (!can(actor, 'portal.patient.manage')) return refuse('permission.missing', { permission: 'portal.patient.manage' });
    return facts.problem ?? true;
  },
  saw: (views, _actor, body) =>
    readEntry(views, viewName.person(body.patient), 'contact', body.field, contactEntry)?.register.stamp ?? 0,
  predict: ({ views, actor, request }, body) => {
    const view = viewName.person(body.patient);
    const current = readEntry(views, view, 'contact', body.field, contactEntry);
    const mine: Register<string> = {
      value: body.value, stamp: request.saw + 1, saw: request.saw, by: request.id, who: actor.name, at: request.deviceTime,
    };
    const register = joinRegisters(current?.register ?? initialRegister(''), mine);
    return [{ view, section: 'contact', id: body.field, value: { field: body.field, register, fit: body.value !== '' } }];
  },
});

export interface ActivationFacts extends PatientFacts {
  readonly state: PortalState;
  /** From `activationObstacles`. */
  readonly obstacles: readonly string[];
}

/** Years. Younger people are reached by their carers (proxy grants); a clinic's own setting comes with its settings page. */
export const PORTAL_AGE = 16;

/** @param today in the clinic's time zone, like `birthDate` a whole day */
export function isOfPortalAge(birthDate: string, today: string): boolean {
  const sixteenth = `${String(Number(birthDate.slice(0, 4)) + PORTAL_AGE).padStart(4, '0')}${birthDate.slice(4)}`;
  return sixteenth <= today;
}

/**
 * Why a patient cannot be let in, as refusal codes (C67, C68, C93, D19). The clinic's identifier must exist too.
 * @param phone 'missing' | 'notInternational' | 'fit', judged by libphonenumber on the server
 */
export function activationObstacles(patient: {
  phone: 'missing' | 'notInternational' | 'fit';
  identifier: 'missing' | 'taken' | 'fit';
  identifierMode: 'email' | 'nationalId';
  name: boolean;
  birthDate: 'missing' | 'tooYoung' | 'fit';
  deceased: boolean;
}): string[] {
  const found: string[] = [];
  if (patient.deceased) found.push('activation.deceased');
  if (patient.phone === 'missing') found.push('activation.phoneMissing');
  if (patient.phone === 'notInternational') found.push('activation.phoneNotInternational');
  if (patient.identifier === 'missing') found.push(`activation.${patient.identifierMode}Missing`);
  if (patient.identifier === 'taken') found.push('activation.identifierTaken');
  if (!patient.name) found.push('activation.nameMissing');
  if (patient.birthDate === 'missing') found.push('activation.birthDateMissing');
  if (patient.birthDate === 'tooYoung') found.push('activation.tooYoung');
  return found;
}

/** Staff let a patient in. The one-time password is a separate, online answer that is never stored (D7). */
export const patientActivate = defineRequest({
  type: 'patient.activate',
  v: 1,
  body: z.object({ patient: id }),
  offline: { why: 'offline.oneTimePassword' },
  nature: 'decide',
  facts: (views, _actor, body): ActivationFacts => {
    const portal = readEntry(views, viewName.person(body.patient), 'portal', 'portal', portalEntry);
    return { inClinic: true, state: portal?.state ?? 'none', obstacles: portal?.obstacles ?? [] };
  },
  may: (actor, _body, facts) => {
    if (!facts.inClinic) return refuse('patient.unknown');
    if (!can(actor, 'portal.patient.manage')) return refuse('permission.missing', { permission: 'portal.patient.manage' });
    const obstacle = facts.obstacles[0];
    if (obstacle) return refuse(obstacle);
    return portalTransitions[facts.state].activate !== null || refuse('activation.already');
  },
  predict: ({ views, request }, body) => {
    const view = viewName.person(body.patient);
    const now = readEntry(views, view, 'portal', 'portal', portalEntry);
    const value: PortalEntry = { state: 'active', obstacles: [], activatedAt: request.deviceTime, firstSignInAt: now?.firstSignInAt ?? null };
    return [{ view, section: 'portal', id: 'portal', value }];
  },
});

/** Staff shut a patient's portal access: sessions end and devices drop what they hold (V5). */
export const patientBlock = defineRequest({
  type: 'patient.block',
  v: 1,
  body: z.object({ patient: id, reason: z.string().check(z.minLength(1), z.maxLength(500)) }),
  offline: true,
  nature: 'decide',
  facts: (views, _actor, body): ActivationFacts => {
    const portal = readEntry(views, viewName.person(body.patient), 'portal', 'portal', portalEntry);
    return { inClinic: true, state: portal?.state ?? 'active', obstacles: [] };
  },
  may: (actor, _body, facts) => {
    if (!facts.inClinic) return refuse('patient.unknown');
    if (!can(actor, 'portal.patient.manage')) return refuse('permission.missing', { permission: 'portal.patient.manage' });
    return portalTransitions[facts.state].block !== null || refuse('activation.notActive');
  },
  predict: ({ views }, body) => {
    const view = viewName.person(body.patient);
    const now = readEntry(views, view, 'portal', 'portal', portalEntry);
    return now ? [{ view, section: 'portal', id: 'portal', value: { ...now, state: 'blocked' } }] : [];
  },
});

export const patientRequests = [patientContact, patientActivate, patientBlock] as const;
