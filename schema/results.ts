import * as z from 'zod/mini';
import { careTime, measured, resultEntry } from './chart.ts';
import { id, instant } from './ids.ts';
import { identityEntry } from './patients.ts';
import { gateFacts, givenFacts } from './result-states.ts';

// What views hold of results on their way to a patient. Their states: result-states.ts. -------------------------------------

const it = resultEntry.shape;

/** results/ `results`: what the patient was given, as it was when it was released: what comes later shows only with the next release. */
export const releasedResult = z.object({
  id: it.id, name: it.name, category: it.category, status: it.status, at: it.at, issued: it.issued, conclusion: it.conclusion, values: it.values, more: it.more,
  /** `void`: its source says that it was an error; no values are left. */
  state: z.enum(['released', 'correcting', 'void']),
  releasedAt: instant,
  /** What whoever released it wrote to the patient with it. */
  words: z.nullable(z.object({ by: z.string(), title: z.string(), text: z.string() })),
});
export type ReleasedResult = z.infer<typeof releasedResult>;

/** The value before, of the same thing and patient; released or not: staff alone see it. */
const previous = z.nullable(z.object({ value: z.string(), unit: z.string(), at: z.nullable(careTime) }));

const about = z.object({ id, name: z.string(), birthDate: z.nullable(z.string()) });

/** delivery/ `results`, and `history` (90 days and more when they came in): all that whoever decides on it needs, and nothing else of the record. */
export const gateEntry = z.object({
  id: it.id, name: it.name, category: it.category, status: it.status, at: it.at, issued: it.issued, conclusion: it.conclusion, more: it.more, arrivedAt: it.arrivedAt,
  /** `sex` absent: written before it was told; some usual ranges ask for it. */
  patient: z.object({ ...about.shape, sex: z.optional(identityEntry.shape.sex) }),
  ...gateFacts.shape,
  withdrawn: z.optional(z.object({ by: z.string(), reason: z.string(), at: instant })),
  values: z.array(z.object({ ...measured.shape, previous })),
});
export type GateEntry = z.infer<typeof gateEntry>;

/** delivery/ `given`: what was released lately, without a value: whether it may still be taken back, and from whom. */
export const givenEntry = z.object({ id: it.id, name: it.name, at: it.at, patient: about, ...givenFacts.shape });
export type GivenEntry = z.infer<typeof givenEntry>;
