import { threadAssign, threadClaim, threadReply, threadTag, threadUrgency } from '../../../schema/triage-requests.ts';
import type { Urgency } from '../../../schema/messages.ts';
import { lastOf } from '../../../schema/old-browsers.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';

/** What of the reader's own stands in a row only on this device: the newest triage act, and whether a reply waits. */
export interface OwnUnsent {
  readonly act?: { readonly kind: 'mine' | 'released' | 'tag' | 'comment' | 'closed' | 'reopened' } | { readonly kind: 'given'; readonly to: string } | { readonly kind: 'urgency'; readonly value: Urgency };
  readonly reply: boolean;
  /** Shown dashed wherever they stand, for the clinic does not have them yet. */
  readonly urgency: boolean;
  readonly tags: boolean;
  readonly owner: boolean;
}

/** Waiting requests by thread, one walk for the whole list. */
export function groupByThread(waiting: readonly LocalRequest[]): ReadonlyMap<string, readonly LocalRequest[]> {
  const groups = new Map<string, LocalRequest[]>();
  for (const request of waiting) {
    const thread = threadOfRequest(request);
    if (thread === undefined) continue;
    const group = groups.get(thread) ?? [];
    group.push(request);
    groups.set(thread, group);
  }
  return groups;
}

export function threadOfRequest(request: { readonly body: unknown }): string | undefined {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null && 'thread' in body && typeof body.thread === 'string' ? body.thread : undefined;
}

function actOf(request: LocalRequest, staff: string | null): OwnUnsent['act'] {
  switch (request.type) {
    case 'thread.claim': return { kind: 'mine' };
    case 'thread.assign': {
      const { to } = threadAssign.body.parse(request.body);
      if (to === null) return { kind: 'released' };
      return to === staff ? { kind: 'mine' } : { kind: 'given', to };
    }
    case 'thread.urgency': return { kind: 'urgency', value: threadUrgency.body.parse(request.body).value };
    case 'thread.tag': return { kind: 'tag' };
    case 'thread.comment': return { kind: 'comment' };
    case 'thread.close': return { kind: 'closed' };
    case 'thread.reopen': return { kind: 'reopened' };
    default: return undefined;
  }
}

export function describeUnsent(requests: readonly LocalRequest[], staff: string | null): OwnUnsent {
  const acts = requests.map((request) => actOf(request, staff)).filter((act) => act !== undefined);
  // Who answers is what colleagues collide on: it is told before a later tag or comment.
  const owner = lastOf(acts.filter((one) => one.kind === 'mine' || one.kind === 'given' || one.kind === 'released'));
  const act = owner ?? lastOf(acts);
  const has = (...types: string[]): boolean => requests.some((request) => types.includes(request.type));
  return {
    reply: has(threadReply.type), urgency: has(threadUrgency.type), tags: has(threadTag.type), owner: has(threadClaim.type, threadAssign.type),
    ...(act ? { act } : {}),
  };
}
