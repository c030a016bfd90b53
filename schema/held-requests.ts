import * as z from 'zod/mini';
import { id, instant } from './ids.ts';
import { refusal, refuse, type Refusal } from './outcome.ts';
import { defineRequest } from './request-definition.ts';
import { can } from './roles.ts';

// R10: what a revoked key or a closed account brought. Its outcome is `held` for ever (R2); what an administrator decides about
// it is written beside it, and its author hears by a notice. ---------------------------------------------------------------

export const heldDecisions = ['returned', 'discarded'] as const;
export type HeldDecision = (typeof heldDecisions)[number];

/** Longest word to the author. */
export const HELD_WORD = 500;

/**
 * How a decision is told to the request's author. Patients are not told which of the staff it was: they see those staff whom an
 * administrator made addressable, and no others.
 */
export function tellDecision(told: { decided: HeldDecision; who: string; words: string; at: number; author: 'staff' | 'patient' }): Refusal {
  const { decided, who, words, at, author } = told;
  return refuse(decided === 'returned' ? 'held.returned' : 'held.discarded', { at, ...(author === 'staff' ? { by: who } : {}), ...(words === '' ? {} : { words }) });
}

/** One held request as an administrator reads it: what its author wrote, and nothing of what it answers. */
export const heldItem = z.object({
  id,
  type: z.string(),
  v: z.number(),
  /** Null: kept, and not readable by this server any more. */
  body: z.unknown(),
  author: z.object({
    name: z.string(),
    kind: z.enum(['staff', 'patient']),
    /** The account is open now: its owner can be told. */
    open: z.boolean(),
  }),
  /** "Chrome, Android". */
  device: z.string(),
  /** The device's own clock, shown as such (R3). */
  writtenAt: instant,
  receivedAt: instant,
  why: refusal,
  /** Whom it is about, as far as the reader may see patients. */
  patient: z.nullable(z.object({ id, name: z.string() })),
});
export type HeldItem = z.infer<typeof heldItem>;

/** GET /api/held: oldest first. `count`: all that wait for a decision. */
export const heldAnswer = z.object({ held: z.array(heldItem), count: z.number(), cursor: z.nullable(z.string()) });
export type HeldAnswer = z.infer<typeof heldAnswer>;
/** GET /api/held/count. */
export const heldCount = z.object({ count: z.number() });

export interface HeldFacts {
  /** Null: no held request of the actor's clinic. Absent and foreign look the same. */
  readonly held: { readonly settled: { readonly as: HeldDecision; readonly by: string; readonly at: number } | null } | null;
}

/** The first decision stands; whoever comes second hears whose it is. */
function mayDecide(actor: Parameters<typeof can>[0], facts: HeldFacts): true | Refusal {
  if (!can(actor, 'admin.held')) return refuse('permission.missing', { permission: 'admin.held' });
  if (!facts.held) return refuse('held.unknown');
  const { settled } = facts.held;
  if (!settled) return true;
  return refuse(settled.as === 'returned' ? 'held.returnedBy' : 'held.discardedBy', { by: settled.by, at: settled.at });
}

const body = z.object({
  request: id,
  /** To the author; may be empty. */
  words: z.string().check(z.maxLength(HELD_WORD)),
});
/** The list is never kept on a device, so it knows nothing against a decision made while reading it. */
const undecided = (): HeldFacts => ({ held: { settled: null } });

/** Back to its author, who may ask again under a key that counts. */
export const heldReturn = defineRequest({
  type: 'held.return', v: 1, body, offline: true, nature: 'decide', facts: undecided, may: (actor, _body, facts) => mayDecide(actor, facts),
});

/** Never to be carried out. The row stays, as every request's does. */
export const heldDiscard = defineRequest({
  type: 'held.discard', v: 1, body, offline: true, nature: 'decide', facts: undecided, may: (actor, _body, facts) => mayDecide(actor, facts),
});

export const heldRequests = [heldReturn, heldDiscard] as const;
