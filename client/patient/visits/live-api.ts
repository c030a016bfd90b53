import * as z from 'zod/mini';
import { startPatience } from '../../shared/local/patience.ts';

/** `code` of what the clinic answered, or that nobody did. */
export type LiveAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string };

const PATIENCE_MS = 25_000;
const problem = z.object({ code: z.string() });
export const codeSent = z.object({ sentTo: z.string(), resendAt: z.number() });
export type CodeSent = z.infer<typeof codeSent>;
export const joinTicket = z.object({ url: z.string(), token: z.string() });
export const invited = z.object({ clinic: z.string(), consult: z.string() });

/** Asks the clinic something about a visit, and believes only what has our shape. */
export async function askLive<T>(path: string, shape: z.ZodMiniType<T>, body: unknown): Promise<LiveAnswer<T>> {
  const patience = startPatience(PATIENCE_MS);
  try {
    const response = await fetch(`/api/consults/${path}`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), credentials: 'same-origin', cache: 'no-store', signal: patience.signal,
    });
    const said: unknown = await response.json();
    const value = shape.safeParse(said);
    if (response.ok && value.success) return { ok: true, value: value.data };
    const refused = problem.safeParse(said);
    return { ok: false, code: !response.ok && refused.success ? refused.data.code : 'noAnswer' };
  } catch {
    return { ok: false, code: 'noAnswer' };
  } finally {
    patience.done();
  }
}
