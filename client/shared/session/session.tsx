import { createContext, useContext, type Accessor } from 'solid-js';
import type { AppName, SessionAnswer } from '../../../schema/identity.ts';
import type { PasskeyAssertion, PasskeyRequest } from '../../../schema/passkeys.ts';
import type { UnlockKey } from '../../../schema/unlock-keys.ts';
import type { KnownAccount } from '../local/device.ts';
import type { Dropped } from './identity-api.ts';
import type { Brought, NoPasskey } from './passkey.ts';

/**
 * `starting`: the device is being asked. `signedOut`: the sign-in page. `locked`: somebody's, and shut; place and drafts
 * are kept, delivery goes on. `open`: their screens.
 */
export type SessionPhase = 'starting' | 'signedOut' | 'locked' | 'open';

export type UnlockAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'wrong' | 'needsNetwork' | 'closed' | 'unheard' | 'signInAgain' | NoPasskey | 'none' }
  /** Device clock, ms. */
  | { readonly ok: false; readonly why: 'wait'; readonly until: number };

export interface Session {
  readonly app: AppName;
  readonly phase: Accessor<SessionPhase>;
  /** Whose screens these are, open or locked; null while signed out. */
  readonly account: Accessor<KnownAccount | null>;
  /** The clinic has ended the session: what is here stays readable until the lock, new data needs a sign-in (DESIGN §6). */
  readonly over: Accessor<boolean>;
  /** The clinic told this device to drop what it held of the last account; gone at the next sign-in. */
  readonly dropped: Accessor<Dropped | null>;
  /** Days without hearing the clinic that have passed: nothing kept is shown until it has been heard. Else null. */
  readonly unheard: Accessor<number | null>;
  /** Asks the clinic how it stands with the session; to be called when it refuses what it gave before. */
  meet(): Promise<void>;
  /** Grows at every sign-in and unlock that the clinic confirmed: what could not be fetched may be asked for now. */
  readonly confirmed: Accessor<number>;
  /** Seconds until the lock while its warning shows, else null. */
  readonly locksIn: Accessor<number | null>;
  /** "Stay signed in". */
  stay(): void;
  lock(): void;
  unlock(password: string): Promise<UnlockAnswer>;
  /** Asks the person for a passkey; without a network this device judges it. `show`: another than the browser's own question. */
  unlockByPasskey(show?: (request: PasskeyRequest) => Promise<Brought<PasskeyAssertion>>): Promise<UnlockAnswer>;
  /** This device was told of one. */
  hasPasskeys(): Promise<boolean>;
  /** After adding or removing one: what this device judges by. */
  keepPasskeys(keys: readonly UnlockKey[]): Promise<void>;
  /** Shows the sign-in page over what is open or locked; whoever goes back finds it as it was. */
  askSignIn(): void;
  /** The sign-in page stands over something one can go back to. */
  readonly asking: Accessor<boolean>;
  goBack(): void;
  /** Requests of this account that have not reached the clinic yet. They will be delivered after a sign-out, too (R11). */
  countUnsent(): Promise<number>;
  /** Ends the session here and at the clinic (as soon as it can be reached); takes what can be fetched again off the device. */
  signOut(): Promise<void>;
  /** For the sign-in pages: the clinic has let this person in and the device holds their key. */
  enter(answer: Extract<SessionAnswer, { signedIn: true }>): Promise<void>;
}

export const SessionContext = createContext<Session>();

/** Below a `SessionProvider`: who is signed in on this device, and how they come and go. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs <SessionProvider> above it');
  return session;
}
