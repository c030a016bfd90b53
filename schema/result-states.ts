import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

// Results on their way to a patient: two gates. The laboratory's word is final first; then somebody of the clinic releases. The
// states, and what a decision needs to know; the entries of views are in results.ts, which brings the whole record's shapes. ----

/**
 * `correcting`: the patient has an earlier version and is told not to rely on it. `withdrawn`: taken back before anybody of the
 * patient's side had opened it.
 */
export const resultState = z.enum(['preliminary', 'awaiting', 'held', 'released', 'correcting', 'withdrawn']);
export type ResultState = z.infer<typeof resultState>;

/** `changed`: its source sent other words or values. `unfinished`: the source took "final" back. */
export type ResultEvent = 'final' | 'unfinished' | 'changed' | 'release' | 'hold' | 'lift' | 'withdraw';

/** DESIGN §7. null: does not apply. */
export const resultTransitions: Readonly<Record<ResultState, Readonly<Record<ResultEvent, ResultState | null>>>> = {
  preliminary: { final: 'awaiting', unfinished: 'preliminary', changed: 'preliminary', release: null, hold: null, lift: null, withdraw: null },
  awaiting: { final: 'awaiting', unfinished: 'preliminary', changed: 'awaiting', release: 'released', hold: 'held', lift: null, withdraw: null },
  held: { final: 'held', unfinished: 'held', changed: 'held', release: null, hold: null, lift: 'awaiting', withdraw: null },
  released: { final: 'released', unfinished: 'correcting', changed: 'correcting', release: null, hold: null, lift: null, withdraw: 'withdrawn' },
  correcting: { final: 'correcting', unfinished: 'correcting', changed: 'correcting', release: 'released', hold: null, lift: null, withdraw: 'withdrawn' },
  withdrawn: { final: 'withdrawn', unfinished: 'withdrawn', changed: 'withdrawn', release: 'released', hold: 'held', lift: null, withdraw: null },
};

/** What of a queue's entry a decision asks for. */
export const gateFacts = z.object({
  /** `withdrawn`: whoever took it back may give it again. */
  state: z.enum(['awaiting', 'held', 'correcting', 'withdrawn']),
  /** Grows with whatever its source changes: a decision is about what its author read. */
  revision: z.number(),
  /** Whose order it was; null: not known, and the coordinator's alone. */
  orderer: z.nullable(z.object({ id, name: z.string() })),
  hold: z.nullable(z.object({ by: z.string(), staff: z.nullable(id), reason: z.string(), at: instant, until: instant })),
});

/** What of a released one the taking back asks for. */
export const givenFacts = z.object({
  state: z.enum(['released', 'correcting']),
  orderer: z.nullable(z.object({ id, name: z.string() })),
  releasedBy: z.string(), releasedAt: instant,
  /** First on a device of the patient's side, and who had it on a screen there first. */
  onDeviceAt: z.nullable(instant),
  opened: z.nullable(z.object({ reader: z.string(), at: instant })),
});

/** Days a result may be held at most where the clinic has said nothing else. */
export const HOLD_DAYS = 14;
export const RELEASE_HOLD_MS = 30_000;
/** Longest words to the patient with a result. */
export const RESULT_WORDS_MAX = 1000;

const NORMAL: readonly string[] = ['n', 'normal'];
/** A mark that says that there is nothing to mark. */
export const marksNormal = (flag: string): boolean => NORMAL.includes(flag.trim().toLowerCase());
/**
 * Each value is there and its source marked it as normal (HL7's "N"), and it says nothing besides. No mark is no word of normal: nothing
 * is worked out from a range.
 */
export function sentAsNormal(result: { readonly values: readonly { readonly value: string | null; readonly flags: readonly string[] }[]; readonly more: number; readonly conclusion: string | null }): boolean {
  return result.values.length > 0 && result.more === 0 && result.conclusion === null
    && result.values.every(({ value, flags }) => value !== null && flags.length > 0 && flags.every(marksNormal));
}
