import type { IdentityCode, SignInStep } from '../../schema/identity.ts';
import type { Database } from '../record/database.ts';
import type { Seal } from './seal.ts';
import type { Sessions } from './sessions.ts';

export interface IdentityDeps {
  readonly database: Database;
  readonly seal: Seal;
  readonly sessions: Sessions;
  /** OUTPOST_ORIGIN, where people reach this server; null: this machine alone, under whatever local name. */
  readonly origin: string | null;
  /** OUTPOST_PROXIES: how many of our own stand in front and say who asks. 0: nobody is asked for their address. */
  readonly proxies: number;
  /** ms since 1970. */
  readonly clock: () => number;
  /**
   * No answer to "first sign-in or forgotten password" comes sooner, ms: what a match does beyond a mismatch hides below
   * it. Password steps need no floor, the hash is verified either way.
   */
  readonly answerFloorMs: number;
}

export interface IdentityRefusal {
  readonly code: IdentityCode;
  readonly params?: Record<string, string | number>;
}

/** Only codes that have words in every language and a status of their own. */
export function refuseStep(code: IdentityCode, params?: Record<string, string | number>): IdentityRefusal {
  return params ? { code, params } : { code };
}

/** A step taken, or why not. A refusal is an answer, not an error: what it counted is committed. */
export type Walked =
  | { readonly step: SignInStep; /** The new sign-in's cookie. */ readonly token?: string; /** The session's cookie. */ readonly sessionToken?: string }
  | { readonly refused: IdentityRefusal };
