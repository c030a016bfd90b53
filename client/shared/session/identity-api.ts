import * as z from 'zod/mini';
import { identityProblem, type IdentityCode, type IdentityProblem } from '../../../schema/identity.ts';
import { startPatience } from '../local/patience.ts';

/** `noAnswer`: no network or no server. `notOurs`: a captive portal or a proxy answered in its place. */
export type NoContact = 'noAnswer' | 'notOurs';
export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ApiProblem }
  | { readonly ok: false; readonly contact: NoContact };
/** The clinic said that this device is to drop what it held of the account: it was shut out, or told to. */
export type Dropped = 'closed' | 'wiped';
/** Why this browser keeps nobody signed in: no https, a store that does not open (a private window, a full disk), or it was told so. */
export type NoKeeping = 'notSecure' | 'noStore' | Dropped;
/** A code this app does not know is shown with its general words. */
export type ApiProblem = Pick<IdentityProblem, 'params'> & { readonly code: IdentityCode | (string & {}) };

/** Slow lines: 800 ms a round trip, and the server hashes a password. */
const PATIENCE_MS = 25_000;

export interface IdentityApi {
  get<T>(path: string, shape: z.ZodMiniType<T>): Promise<ApiAnswer<T>>;
  post<T>(path: string, shape: z.ZodMiniType<T>, body: unknown): Promise<ApiAnswer<T>>;
}

/** /api/identity/…: asks, and believes only what has our shape. */
export function createIdentityApi(given: { readonly fetch?: typeof fetch; readonly origin?: string } = {}): IdentityApi {
  const ask = given.fetch ?? globalThis.fetch.bind(globalThis);
  async function call<T>(path: string, shape: z.ZodMiniType<T>, init: RequestInit): Promise<ApiAnswer<T>> {
    const patience = startPatience(PATIENCE_MS);
    try {
      const response = await ask(`${given.origin ?? ''}/api/identity/${path}`, { credentials: 'same-origin', cache: 'no-store', ...init, signal: patience.signal });
      const body: unknown = await response.json();
      const value = shape.safeParse(body);
      if (response.ok && value.success) return { ok: true, value: value.data };
      const problem = identityProblem.safeParse(body);
      return !response.ok && problem.success ? { ok: false, problem: problem.data } : { ok: false, contact: 'notOurs' };
    } catch (error) {
      // Not JSON: somebody else answered. Anything else fetch throws means that nobody did.
      return { ok: false, contact: error instanceof SyntaxError ? 'notOurs' : 'noAnswer' };
    } finally {
      patience.done();
    }
  }
  return {
    get: (path, shape) => call(path, shape, { method: 'GET' }),
    post: (path, shape, body) => call(path, shape, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  };
}
