import type { LocalRequest } from '../../shared/sync/sync.ts';

/** `mark`: how its result stood on this device when the decision was last seen under way. */
export interface Decided { readonly request: LocalRequest; readonly mark: string }

/**
 * Own decisions by result: what waits, and what was answered while the view does not show it yet. Between the two a form would come back
 * for a moment and invite a second decision. What was taken back has never been under way and ends at once; what was refused, too.
 */
export function followDecisions(
  before: ReadonlyMap<string, Decided>, waiting: readonly LocalRequest[], refused: readonly LocalRequest[], markOf: (result: string) => string,
): ReadonlyMap<string, Decided> {
  const now = new Map(waiting.flatMap((request): [string, Decided][] => {
    const result = resultOf(request);
    return result === undefined ? [] : [[result, { request, mark: markOf(result) }]];
  }));
  for (const [result, one] of before) {
    if (now.has(result) || one.request.state !== 'sending' || refused.some(({ id }) => id === one.request.id)) continue;
    if (markOf(result) === one.mark) now.set(result, one);
  }
  return now;
}

/** Which result a decision is about. */
export function resultOf({ body }: LocalRequest): string | undefined {
  return typeof body === 'object' && body !== null && 'result' in body && typeof body.result === 'string' ? body.result : undefined;
}
