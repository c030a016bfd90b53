import * as z from 'zod/mini';
import { id } from './ids.ts';
import { can } from './roles.ts';
import { initialRegister, joinRegisters, type Register } from './merge.ts';
import { refuse, type Refusal } from './outcome.ts';
import { defineRequest, readEntry } from './request-definition.ts';
import { viewName } from './view-names.ts';
import { internationalPhone, emailAddress, contactEntry, portalEntry, type PortalEntry, type PortalState, portalTransitions } from './patients.ts';

// What staff ask for about a patient's contact and portal access. ----------------------------------------------------

/**
 * The patient belongs to the actor's clinic. Absent and foreign patients look the same; who lacks the right hears so before
 * this is looked at, or anybody's account could ask who is a patient here.
 */
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
    if (!can(actor, 'portal.patient.manage')) return refuse('permission.missing', { permission: 'portal.patient.manage' });
    if (!facts.inClinic) return refuse('patient.unknown');
    return facts.problem ?? true;
  },
  saw: (views, _actor, body) =>
    readEntry(views, viewName.person(body.patient), 'contact', body.field, contactEntry)?.register.stamp ?? 0,
  predict: ({ views, request }, body) => {
    const view = viewName.person(body.patient);
    const current = readEntry(views, view, 'contact', body.field, contactEntry);
    const mine: Register<string> = {
      value: body.value, stamp: request.saw + 1, saw: request.saw, by: request.id, who: '', at: request.deviceTime,
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
    if (!can(actor, 'portal.patient.manage')) return refuse('permission.missing', { permission: 'portal.patient.manage' });
    if (!facts.inClinic) return refuse('patient.unknown');
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
    if (!can(actor, 'portal.patient.manage')) return refuse('permission.missing', { permission: 'portal.patient.manage' });
    if (!facts.inClinic) return refuse('patient.unknown');
    return portalTransitions[facts.state].block !== null || refuse('activation.notActive');
  },
  predict: ({ views }, body) => {
    const view = viewName.person(body.patient);
    const now = readEntry(views, view, 'portal', 'portal', portalEntry);
    return now ? [{ view, section: 'portal', id: 'portal', value: { ...now, state: 'blocked' } }] : [];
  },
});

export const patientRequests = [patientContact, patientActivate, patientBlock] as const;
