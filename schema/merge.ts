import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

/**
 * The join of mergeable fields (R6): one pure function for the device's overlay and the server. Commutative,
 * associative and idempotent, so any order and any duplication of requests gives the same record.
 *
 * Not promised: that the later *wall clock* wins. Clocks of devices differ; what is promised is that whoever saw a
 * value wins over it, and that everybody agrees on the winner.
 */
export interface Register<T> {
  readonly value: T;
  /** Fixed once at first receipt, see `stampOf`. 0: never set by a request. */
  readonly stamp: number;
  /** The stamp its author was looking at. */
  readonly saw: number;
  /** Request id: breaks ties. Empty for imported and initial values. */
  readonly by: string;
  /** Shown to colleagues: who and when (server time of receipt, ms). */
  readonly who: string;
  readonly at: number;
}

export function registerOf<T extends z.core.SomeType>(value: T) {
  return z.object({ value, stamp: instant, saw: instant, by: z.union([id, z.literal('')]), who: z.string(), at: instant });
}

/** A value nobody has decided yet: loses to every request. */
export function initialRegister<T>(value: T): Register<T> {
  return { value, stamp: 0, saw: 0, by: '', who: '', at: 0 };
}

export function joinRegisters<T>(a: Register<T>, b: Register<T>): Register<T> {
  if (a.stamp !== b.stamp) return a.stamp > b.stamp ? a : b;
  return a.by >= b.by ? a : b;
}

/** Neither author had seen the other's value: the only loss people are told about. */
export function isConcurrent<T>(a: Register<T>, b: Register<T>): boolean {
  return a.by !== b.by && a.saw < b.stamp && b.saw < a.stamp;
}

/**
 * The stamp of a request, computed once at first receipt and stored. All in ms.
 * @param deviceTime the author's clock when saved
 * @param offset server clock minus device clock at the last contact
 * @param received server clock at first receipt: no stamp lies in the future, whatever the device's clock says
 * @param saw the stamp the author was looking at: who has seen a value always wins over it
 */
export function stampOf(deviceTime: number, offset: number, received: number, saw: number): number {
  return Math.max(Math.min(deviceTime + offset, received), saw + 1);
}

/** Read and seen marks only grow. */
export function joinMarks(a: number, b: number): number {
  return Math.max(a, b);
}
