import type { Actor } from '../../schema/actor.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { mayReadView } from '../../schema/views.ts';
import { parseViewName } from '../../schema/view-kinds.ts';
import type { Decision } from './incoming.ts';

export interface Answered {
  readonly id: string | null;
  /** Null when nothing in the envelope can be believed. */
  readonly account: string | null;
  readonly decision: Decision;
}

/**
 * Views whose position its author is told: those it may read. A request's effect stays in its author's clinic, so that
 * the view's clinic need not be asked for; another account's view is not readable whatever its clinic.
 */
export function positionsWanted({ decision }: Answered, actor: Actor): string[] {
  if (decision.kind !== 'stored') return [];
  return decision.touched.filter((name) => {
    const view = parseViewName(name);
    return view !== null && mayReadView(actor, view, { clinic: actor.clinic });
  });
}

/** R11: to a carrier without the author's session the bare state, and nothing about why or where. */
export function answerOf(
  answered: Answered,
  carriers: ReadonlySet<string>,
  positions: Readonly<Record<string, { readonly epoch: string; readonly seq: number }>>,
): RequestAnswer {
  const { id, account, decision } = answered;
  const state = decision.kind === 'stored' ? decision.outcome.state : decision.kind;
  // Whoever sent what cannot be read may hear so: it says nothing about anybody.
  if (account !== null && !carriers.has(account)) return { id, state };
  if (decision.kind !== 'stored') return { id, state, refusal: decision.refusal };
  const wanted = decision.actor ? positionsWanted(answered, decision.actor) : [];
  const held = Object.fromEntries(wanted.flatMap((view) => (positions[view] ? [[view, positions[view]] as const] : [])));
  return { id, state, outcome: decision.outcome, positions: held };
}
