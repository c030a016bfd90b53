import * as z from 'zod/mini';
import type { PostResult } from './post-requests.ts';
import { startPatience } from '../local/patience.ts';

/** Why nothing should leave now; null: our server is there. */
export type Knock = () => Promise<Extract<PostResult, { readonly kind: 'noAnswer' | 'notOurs' }> | null>;

export interface KnockDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Where the server is; the page's own origin where left out. */
  readonly origin?: string | undefined;
}

const health = z.object({ status: z.string(), schemaVersion: z.number() });
const PATIENCE_MS = 20_000;

/**
 * Asks whether our server is there before a request's bytes leave for the first time. What has not left can still be taken
 * back to the letter (R9), and in a dead spot that is everything: a failed POST could not tell whether it arrived.
 *
 * Not promised: that what follows arrives. The line may go between the two.
 */
export function createKnock({ fetch, origin = '' }: KnockDeps): Knock {
  return async () => {
    const patience = startPatience(PATIENCE_MS);
    try {
      const response = await fetch(`${origin}/healthz`, { cache: 'no-store', redirect: 'manual', signal: patience.signal });
      if (response.status >= 500 && response.status !== 511) return { kind: 'noAnswer' };
      const body: unknown = await response.json().catch(() => undefined);
      return response.ok && health.safeParse(body).success ? null : { kind: 'notOurs' };
    } catch {
      return { kind: 'noAnswer' };
    } finally {
      patience.done();
    }
  };
}
