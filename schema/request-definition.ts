import type * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import type { Verdict } from './outcome.ts';

/** Reads a device's views, overlays of waiting requests included. Entries are `unknown`: parse them with their noun's shape. */
export interface ViewReader {
  entry(view: string, section: string, id: string): unknown;
  entries(view: string, section: string): Iterable<readonly [string, unknown]>;
}

/** What the screen shows before the clinic has answered: an entry put in place of, or (null) taken out of, a view. */
export interface Prediction {
  readonly view: string;
  readonly section: string;
  readonly id: string;
  readonly value: unknown;
}

export interface PredictContext {
  readonly views: ViewReader;
  readonly actor: Actor;
  readonly request: { readonly id: string; readonly deviceTime: number; readonly saw: number };
}

/**
 * A row of table two. `Facts` is what the decision needs to know besides the body; the device reads them from its
 * views (`facts`), the server from the record in the request's transaction (its slice's `readFacts`). `may` is the one
 * judge for both (R8): pure, total, each refusal with a code that has words in every language.
 */
export interface RequestDefinition<Body, Facts> {
  readonly type: string;
  readonly v: number;
  readonly body: z.ZodMiniType<Body>;
  /** May be saved without a network, or the code of the sentence that says why not. */
  readonly offline: true | { readonly why: string };
  /** `merge`: a CRDT operation, joined by schema/merge.ts. `decide`: the first valid one wins. `append`: cannot conflict. */
  readonly nature: 'merge' | 'decide' | 'append';
  /** Undo window in ms before it leaves the device (R9). */
  readonly holdMs?: number;
  /** What the device knows. Missing entries give facts that let the request through: the server decides. */
  readonly facts: (views: ViewReader, actor: Actor, body: Body) => Facts;
  readonly may: (actor: Actor, body: Body, facts: Facts) => Verdict;
  readonly predict?: (context: PredictContext, body: Body) => Prediction[];
  /** For merge requests: the stamp the author is looking at, read when the request is saved (R6). */
  readonly saw?: (views: ViewReader, actor: Actor, body: Body) => number;
  /** Body of an older version → the next version's body. Keyed by the older version. */
  readonly upcasts?: Readonly<Record<number, (old: unknown) => unknown>>;
}

/** Keeps the types of body and facts tied while the row is written down. */
export function defineRequest<Body, Facts>(definition: RequestDefinition<Body, Facts>): RequestDefinition<Body, Facts> {
  return definition;
}

/** A row with its types forgotten, as the table holds it: what was parsed by `body` may be handed to the functions. */
export interface AnyRequestDefinition {
  readonly type: string;
  readonly v: number;
  readonly body: z.ZodMiniType<unknown>;
  readonly offline: true | { readonly why: string };
  readonly nature: 'merge' | 'decide' | 'append';
  readonly holdMs?: number;
  readonly facts: (views: ViewReader, actor: Actor, body: never) => unknown;
  readonly may: (actor: Actor, body: never, facts: never) => Verdict;
  readonly predict?: (context: PredictContext, body: never) => Prediction[];
  readonly saw?: (views: ViewReader, actor: Actor, body: never) => number;
  readonly upcasts?: Readonly<Record<number, (old: unknown) => unknown>>;
}

export type BodyOf<D> = D extends RequestDefinition<infer B, infer _F> ? B : never;
export type FactsOf<D> = D extends RequestDefinition<infer _B, infer F> ? F : never;

/** Parses an entry of a view by its noun's shape; undefined where there is none or it does not fit. */
export function readEntry<T>(views: ViewReader, view: string, section: string, entryId: string, shape: z.ZodMiniType<T>): T | undefined {
  const raw = views.entry(view, section, entryId);
  if (raw === undefined) return undefined;
  const parsed = shape.safeParse(raw);
  return parsed.success ? parsed.data : undefined;
}
