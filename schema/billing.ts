import * as z from 'zod/mini';
import { careTime, WORDS_MAX } from './chart.ts';
import { id } from './ids.ts';

// billing/: what was charged, as other systems told it. History: nothing here asks anybody for money. -------------------

/** A decimal as it was sent, digit for digit. */
const amount = z.nullable(z.string().check(z.maxLength(40)));

/** billing/ `charges`: a FHIR Claim with the ExplanationOfBenefit that answers it, or one of them alone. */
export const chargeEntry = z.object({
  id, name: z.string().check(z.maxLength(WORDS_MAX)),
  /** active, cancelled, draft. */
  status: z.string().check(z.maxLength(64)),
  start: z.nullable(careTime), end: z.nullable(careTime),
  total: amount,
  /** Only where the source says that it is the patient's to pay; null is not nothing. */
  owed: amount,
  /** ISO 4217 as it was sent; null: none was. */
  currency: z.nullable(z.string().check(z.maxLength(64))),
  /** An insurer has answered. */
  answered: z.boolean(),
});
export type ChargeEntry = z.infer<typeof chargeEntry>;
