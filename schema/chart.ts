import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

// What the clinic's record says of a patient's health. Shapes of record/ (the patient reads it too) and chart/ (staff alone). --

/** Words as they were sent. The server cuts what is longer, and ends it with "…": the whole stands in the clinic's record. */
export const WORDS_MAX = 300;
export const NOTE_MAX = 2000;
const words = z.string().check(z.maxLength(WORDS_MAX));
const note = z.string().check(z.maxLength(NOTE_MAX));
/** A code of FHIR R4 where the source keeps to it ("active", "stopped"); else what the source wrote. */
const code = z.string().check(z.maxLength(64));
/** FHIR dateTime as far as it was given: "2014", "2014-05", "2014-05-02", or an instant in UTC. Sorts as text. */
export const careTime = z.string().check(z.regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}Z)?)?)?$/));
const when = z.nullable(careTime);

/** record/ `problems`: FHIR Condition. */
export const problemEntry = z.object({
  id, name: words,
  /** active, recurrence, relapse, inactive, remission, resolved; null: not said. */
  clinical: z.nullable(code),
  /** confirmed, provisional, differential, unconfirmed, refuted. */
  verification: z.nullable(code),
  severity: z.nullable(words),
  onset: when,
  /** "at 12 years", where no date was given. */
  onsetWords: z.nullable(words),
  end: when, recorded: when,
});
export type ProblemEntry = z.infer<typeof problemEntry>;

/** record/ `allergies`: FHIR AllergyIntolerance. */
export const allergyEntry = z.object({
  id, name: words,
  /** food, medication, environment, biologic. */
  kinds: z.array(code),
  /** low, high, unable-to-assess. */
  criticality: z.nullable(code),
  clinical: z.nullable(code), verification: z.nullable(code),
  reactions: z.array(z.object({ what: words, severity: z.nullable(code) })),
  onset: when, recorded: when, last: when,
});
export type AllergyEntry = z.infer<typeof allergyEntry>;

/** record/ `medication`: FHIR MedicationRequest. */
export const medicationEntry = z.object({
  id, name: words,
  /** active, on-hold, cancelled, completed, stopped, draft, unknown. */
  status: code, intent: code,
  dosage: z.array(words), reason: z.nullable(words), written: when,
});
export type MedicationEntry = z.infer<typeof medicationEntry>;

/** record/ `vaccines`: FHIR Immunization. */
export const vaccineEntry = z.object({
  id, name: words,
  /** completed, not-done. */
  status: code,
  reason: z.nullable(words), given: when, dose: z.nullable(words),
});
export type VaccineEntry = z.infer<typeof vaccineEntry>;

/**
 * One measured thing. Values, ranges and flags stand as they were sent; what was not sent is not there: nothing is
 * worked out from a value (no range, no "high").
 */
export const measured = z.object({
  name: words,
  /** LOINC where there is one. */
  code: z.nullable(code),
  /** "1.50", "<5" or words; null: none was sent, and `missing` may say why. */
  value: z.nullable(words),
  /** The value where it can be drawn. */
  number: z.nullable(z.number()),
  unit: words,
  missing: z.nullable(words),
  flags: z.array(words),
  /** `low` and `high` where they are numbers in the value's unit; `words` always says the whole range. */
  ranges: z.array(z.object({ words, low: z.nullable(z.number()), high: z.nullable(z.number()) })),
});
export type Measured = z.infer<typeof measured>;

/** record/ `vitals` (vital signs) and `findings` (social history, answers to questions): FHIR Observation. */
export const observationEntry = z.object({
  id,
  /** What is measured, the same for all that belong in one row of points: a code, else the name. */
  group: words,
  status: code, at: when, measured, parts: z.array(measured),
});
export type ObservationEntry = z.infer<typeof observationEntry>;

/** record/ `visits`: FHIR Encounter. Whom they saw stands in chart/ `seenBy`: patients know of no colleague who was not made addressable. */
export const visitEntry = z.object({
  id, name: words, reason: z.nullable(words),
  /** FHIR class: AMB, EMER, IMP, VR … */
  class: code, status: code, start: when, end: when,
  place: z.nullable(words),
});
export type VisitEntry = z.infer<typeof visitEntry>;

/** record/ `procedures`: FHIR Procedure. */
export const procedureEntry = z.object({ id, name: words, status: code, start: when, end: when, reason: z.nullable(words) });
export type ProcedureEntry = z.infer<typeof procedureEntry>;

/** record/ `plans`: FHIR CarePlan. */
export const planEntry = z.object({
  id, name: words, status: code, start: when, end: when,
  activities: z.array(z.object({ what: words, status: z.nullable(code) })),
  problems: z.array(words),
});
export type PlanEntry = z.infer<typeof planEntry>;

/** What of a goal is a range of something measured: `low` or `high`, or both, in `unit`; `words` say it as it was sent. */
export const goalTarget = z.object({ code: z.nullable(code), name: words, words, low: z.nullable(z.number()), high: z.nullable(z.number()), unit: words });
export type GoalTarget = z.infer<typeof goalTarget>;

/** record/ `goals`: FHIR Goal. `targets` absent: written before they were read. */
export const goalEntry = z.object({ id, name: words, lifecycle: code, achievement: z.nullable(code), start: when, due: when, targets: z.optional(z.array(goalTarget)) });
export type GoalEntry = z.infer<typeof goalEntry>;

/** What a view has no room for: it stands at the clinic. Id: the section, or `<section>.<group>`. */
export const olderEntry = z.object({ section: code, group: z.nullable(words), name: z.nullable(words), count: z.number() });
export type OlderEntry = z.infer<typeof olderEntry>;

/** Resources the clinic keeps and no list shows, per FHIR type. `unread`: what was sent could not be read. */
export const keptEntry = z.object({ type: code, count: z.number(), unread: z.number() });
export type KeptEntry = z.infer<typeof keptEntry>;

/** chart/ `results`: FHIR DiagnosticReport, or an Observation that is part of none, as it is now. What of it a patient was given: results.ts. */
export const resultEntry = z.object({
  id, name: words,
  /** "LAB", "RAD": as sent. */
  category: z.nullable(words),
  /** FHIR status: registered, partial, preliminary, final, amended, corrected … */
  status: code,
  /** See results.ts. */
  state: z.enum(['preliminary', 'awaiting', 'held', 'released', 'correcting', 'withdrawn']),
  /** It was older than 90 days when it came in. */
  history: z.boolean(),
  at: when, issued: when, conclusion: z.nullable(note), values: z.array(measured),
  /** Values of this result that have no room here. */
  more: z.number(),
  arrivedAt: instant,
  /** What the patient's side has of its last release: first on a device, first opened on a screen there. */
  given: z.optional(z.object({ at: instant, by: z.string(), onDeviceAt: z.nullable(instant), openedAt: z.nullable(instant) })),
});
export type ResultEntry = z.infer<typeof resultEntry>;

/** chart/ `notes`: what was written beside an entry of record/. Id: the entry's. */
export const chartNoteEntry = z.object({ section: code, text: note });
export type ChartNoteEntry = z.infer<typeof chartNoteEntry>;

/** chart/ `seenBy`: who held a visit, as it was told when it came in. Id: the visit's. */
export const seenByEntry = z.object({ name: words });
export type SeenByEntry = z.infer<typeof seenByEntry>;

export const recordSections = {
  allergies: allergyEntry, problems: problemEntry, medication: medicationEntry, vaccines: vaccineEntry, vitals: observationEntry,
  findings: observationEntry, visits: visitEntry, procedures: procedureEntry, plans: planEntry, goals: goalEntry,
} as const;
export type RecordSection = keyof typeof recordSections;
