import type * as z from 'zod/mini';
import { refusal, type Refusal } from '../../../schema/outcome.ts';
import { startPatience } from '../../shared/local/patience.ts';

/** No refusal: no network, no server, or something in between answered; what was asked may still have been done. */
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal } | { readonly ok: false; readonly refusal: null };

const PATIENCE_MS = 20_000;

/** What is no view and no request: asked now or not at all, and kept nowhere. Believes only what has our shape. */
export async function askClinic<T>(path: string, shape: z.ZodMiniType<T>, init: RequestInit, signal?: AbortSignal): Promise<Asked<T>> {
  const patience = startPatience(PATIENCE_MS);
  signal?.addEventListener('abort', patience.leave, { once: true });
  try {
    const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init, signal: patience.signal });
    const body: unknown = await response.json();
    const value = shape.safeParse(body);
    if (response.ok && value.success) return { ok: true, value: value.data };
    const problem = refusal.safeParse(body);
    return { ok: false, refusal: !response.ok && problem.success ? problem.data : null };
  } catch (error) {
    if (error instanceof Error) return { ok: false, refusal: null };
    throw error;
  } finally {
    patience.done();
  }
}
