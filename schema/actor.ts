import * as z from 'zod/mini';
import { id } from './ids.ts';
import { permissions, type Grants, type Permission } from './roles.ts';

/** Which of a patient's views a person may reach: `person` always, the others by the grant. */
export const reachScope = z.enum(['messages', 'record', 'billing']);
export type ReachScope = z.infer<typeof reachScope>;

/** A patient this account may act for: itself, or by a proxy grant ("carer" on screens). */
export const reach = z.object({
  patient: id,
  as: z.enum(['self', 'proxy']),
  /** "mother", "son": the holder's word for the patient, shown in the selector. */
  relation: z.string(),
  name: z.string(),
  birthDate: z.nullable(z.string()),
  scopes: z.array(reachScope),
  /** Person colour index of LOOK §2.2, kept for good. */
  colour: z.number(),
});
export type Reach = z.infer<typeof reach>;

/**
 * Who asks, as every `may` sees it. On the server read from the record in the request's own transaction (R3);
 * on the device a copy from `account/:account`, used only to explain.
 */
export const actor = z.object({
  account: id,
  clinic: id,
  kind: z.enum(['staff', 'patient']),
  /** Staff row, for staff; null for patients. */
  staff: z.nullable(id),
  name: z.string(),
  /** Words under the name: "Nurse". Never asked for rights. */
  title: z.string(),
  grants: z.partialRecord(z.enum(permissions as [Permission, ...Permission[]]),
    z.enum(['all', 'own', 'ownOrders', 'ownConsults', 'ownAbsence', 'telehealth'])),
  reaches: z.array(reach),
});
export type Actor = Omit<z.infer<typeof actor>, 'grants'> & { grants: Grants };

/** The reach that lets this account see that part of that patient, or null. */
export function reachFor(who: Actor, patient: string, scope: ReachScope): Reach | null {
  return who.reaches.find((r) => r.patient === patient && r.scopes.includes(scope)) ?? null;
}
