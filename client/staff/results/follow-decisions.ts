import type { LocalRequest } from '../../shared/sync/sync.ts';

/**
 * Own decisions by result: what waits, and what was answered while the view does not show it yet. Between the two a form would come back
 * for a moment and invite a second decision. What was taken back has never been under way and ends at once; what was refused, too.
 * @param stands whether the result still stands, on this device, where that decision would apply; rows may come before the answer
 */
export function followDecisions(
  before: ReadonlyMap<string, LocalRequest>, waiting: readonly LocalRequest[], refused: readonly LocalRequest[], stands: (request: LocalRequest) => boolean,
): ReadonlyMap<string, LocalRequest> {
  const now = new Map(waiting.flatMap((request): [string, LocalRequest][] => {
    const result = resultOf(request);
    return result === undefined ? [] : [[result, request]];
  }));
  for (const [result, request] of before) {
    if (now.has(result) || request.state !== 'sending' || refused.some(({ id }) => id === request.id)) continue;
    if (stands(request)) now.set(result, request);
  }
  return now;
}

/** Which result a decision is about. */
export function resultOf({ body }: LocalRequest): string | undefined {
  return typeof body === 'object' && body !== null && 'result' in body && typeof body.result === 'string' ? body.result : undefined;
}
