import type { Actor } from '../../schema/actor.ts';
import type { Outcome, Refusal } from '../../schema/outcome.ts';
import type { ParsedBody } from '../../schema/request-table.ts';
import type { ReadEnvelope } from './read-envelope.ts';

/** A request whose signature holds, on its way to being judged. */
export interface Incoming extends ReadEnvelope {
  readonly parsed: ParsedBody;
  /** Server clock at receipt, ms. */
  readonly receivedAt: number;
  /** Server clock minus device clock at this delivery, ms (R6). */
  readonly offset: number;
}

/**
 * `stored`: in the record, for ever (R2). `touched`: views its effect changed, none when the outcome was there before.
 * `refused`, `retry`: nothing was stored and nothing applied.
 */
export type Decision =
  | { readonly kind: 'stored'; readonly outcome: Outcome; readonly actor: Actor | null; readonly touched: readonly string[] }
  | { readonly kind: 'refused' | 'retry'; readonly refusal: Refusal };
