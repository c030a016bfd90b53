import type { Actor } from '../../schema/actor.ts';
import type { Refusal } from '../../schema/outcome.ts';
import type { AnyRequestDefinition, RequestDefinition } from '../../schema/request-definition.ts';
import type { Tx } from '../record/database.ts';

/** What a slice's handler is given: the request's own transaction and what the server knows about who asks (R3). */
export interface RequestContext {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly request: {
    readonly id: string;
    readonly device: string;
    /** All in ms. `stamp` is fixed (R6); `deviceTime` is the author's clock, shown as such. */
    readonly deviceTime: number;
    readonly receivedAt: number;
    readonly stamp: number;
    readonly saw: number;
  };
}

/**
 * What a slice does for one request type. `readFacts` locks what it reads (`for share`, or `for update` where the
 * effect writes it), so that `may` judges what the effect will meet. `effect` writes the record, its touches and its
 * side-effect rows in the same transaction; a mergeable request that lost returns whose value stands.
 */
export interface RequestHandler<Body, Facts> {
  /** For the audit row and the request's own row. */
  readonly patientOf: (body: Body) => string | null;
  /**
   * Promised: what such a request changes, another such request about another patient neither reads nor changes; rows it
   * only adds aside. Those may share one commit. Without the promise a request has a transaction to itself.
   */
  readonly within?: 'patient';
  readonly readFacts: (context: RequestContext, body: Body) => Promise<Facts>;
  readonly effect: (context: RequestContext, body: Body, facts: Facts) => Promise<EffectResult>;
}

/** `remark`: done, and this is to be said about it: it stands in the outcome. */
export type EffectResult = { readonly superseded: Refusal } | { readonly remark: Refusal } | void;

export interface RegisteredHandler {
  readonly definition: AnyRequestDefinition;
  readonly patientOf: (body: never) => string | null;
  readonly within?: 'patient';
  readonly readFacts: (context: RequestContext, body: never) => Promise<unknown>;
  readonly effect: (context: RequestContext, body: never, facts: never) => Promise<EffectResult>;
}

/** Ties a handler to its row of table two. `Read`: the facts `may` asks for, and whatever the effect needs besides. */
export function handle<Body, Facts, Read extends Facts>(definition: RequestDefinition<Body, Facts>, handler: RequestHandler<Body, Read>): RegisteredHandler {
  return { definition, ...handler };
}
