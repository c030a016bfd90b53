import * as z from 'zod/mini';
import { deliverAnswer, SCHEMA_VERSION, type SignedRequest } from '../../../schema/sync.ts';
import { startPatience } from '../local/patience.ts';
import { squeeze } from './squeeze.ts';

export type DeliverAnswer = z.infer<typeof deliverAnswer>;

/** What a delivery came to. "Reachable" means that our server answered, in our shapes. */
export type PostResult =
  | { readonly kind: 'answered'; readonly answer: DeliverAnswer }
  /** Our server would not look at the delivery. */
  | { readonly kind: 'refused'; readonly code: string }
  /** A captive portal: something that is not our server wants to be seen first. */
  | { readonly kind: 'notOurs' }
  | { readonly kind: 'noAnswer' };

export type PostRequests = (requests: readonly SignedRequest[]) => Promise<PostResult>;

const apiError = z.object({ code: z.string() });
/** Longer than 16 KB take on the slowest line we promise anything for, its stalls included. */
const PATIENCE_MS = 75_000;

export interface PostDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  /** Where the server is; the page's own origin where left out. */
  readonly origin?: string | undefined;
}

/** POST /api/requests, in a page and in a service worker alike. Never rejects. */
export function createPost({ fetch, now, origin = '' }: PostDeps): PostRequests {
  return async (requests) => {
    const patience = startPatience(PATIENCE_MS);
    let response: Response;
    let text: string;
    try {
      const { body, headers } = await squeeze(JSON.stringify({ schemaVersion: SCHEMA_VERSION, sentAt: now(), requests }));
      response = await fetch(`${origin}/api/requests`, {
        method: 'POST',
        headers,
        body,
        credentials: 'same-origin',
        cache: 'no-store',
        // A redirect is never our server's: following it would post the words to whoever asked for it.
        redirect: 'manual',
        signal: patience.signal,
      });
      text = await response.text();
    } catch {
      return { kind: 'noAnswer' };
    } finally {
      patience.done();
    }
    return readResult(response, parseJson(text), requests.length);
  };
}

function readResult(response: Response, body: unknown, asked: number): PostResult {
  const answer = response.ok ? deliverAnswer.safeParse(body) : null;
  if (answer?.success && answer.data.answers.length === asked) return { kind: 'answered', answer: answer.data };
  const error = response.ok ? null : apiError.safeParse(body);
  if (error?.success) return { kind: 'refused', code: error.data.code };
  // A gateway in front of our server that cannot reach it; 511 is a captive portal that says so.
  if (response.status >= 500 && response.status !== 511) return { kind: 'noAnswer' };
  return { kind: 'notOurs' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
