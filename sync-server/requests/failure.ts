import { refuse, type Refusal } from '../../schema/outcome.ts';
import { sqlState } from '../record/record-error.ts';
import { Declined } from './declined.ts';

/** After a transaction failed and was rolled back: judge anew, store a decline, or leave it to the device to ask again. */
export type AfterFailure = { readonly kind: 'again' } | { readonly kind: 'decline'; readonly refusal: Refusal } | { readonly kind: 'retry' };

const ATTEMPTS = 4;

/**
 * Not promised: that a broken COMMIT did not happen. It is answered `retry`, and the same bytes then meet their stored
 * outcome or are judged for the first time.
 */
export function afterFailure(error: unknown, attempt: number): AfterFailure {
  if (error instanceof Declined) return { kind: 'decline', refusal: error.refusal };
  const state = sqlState(error);
  if (state === null) return { kind: 'retry' };
  // Deadlock, serialization: somebody else went first.
  if (state === '40P01' || state === '40001') return { kind: attempt < ATTEMPTS ? 'again' : 'retry' };
  // A time is somebody else's since it was looked at (`taken_time_once`): judged anew, it is seen to be.
  if (state === '23P01') return { kind: attempt < ATTEMPTS ? 'again' : 'retry' };
  // An id is taken: by this very request on another instance (it is found when judged anew), or by an older entry.
  if (state === '23505') return attempt < ATTEMPTS ? { kind: 'again' } : { kind: 'decline', refusal: refuse('request.duplicate') };
  // The words hold something the record cannot, a NUL for one: it never will.
  if (state.startsWith('22')) return { kind: 'decline', refusal: refuse('request.notReadable') };
  return { kind: 'retry' };
}
