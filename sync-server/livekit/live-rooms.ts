import type { Queries, Tx } from '../record/database.ts';

export type GrantKind = 'clinician' | 'patient' | 'guest' | 'staff';

/** Who is to come into a consult's room. */
export interface GrantFor {
  readonly clinic: string;
  readonly patient: string;
  readonly consult: string;
  readonly kind: GrantKind;
  /** One of the two: whoever has an account, or a guest without one. */
  readonly account: string | null;
  readonly guest: string | null;
  /** The session's row, whose cookie has to come with the token. */
  readonly session: string;
  /** As the others in the room see it. */
  readonly name: string;
}

/** `identity` is theirs in the room: `<kind>-<grant id>`, never used by anybody else or for another grant. */
export interface Grant {
  readonly id: string;
  readonly identity: string;
}

export type LiveStatus =
  | { readonly available: true; readonly reason: 'none' }
  /** `notConfigured`: this installation has no LiveKit. `unreachable`: it has one and that does not answer now. */
  | { readonly available: false; readonly reason: 'notConfigured' | 'unreachable' };

export type Admitted =
  | { readonly token: string; readonly room: string; readonly identity: string }
  /** `ended`: the grant or the whole visit is over. The others as in `LiveStatus`. */
  | { readonly refused: 'ended' | 'notConfigured' | 'unreachable' };

/** The rooms of LiveKit, one for each consult, and who may come in. The only door to them is `gateway.ts`. */
export interface LiveRooms {
  status(): Promise<LiveStatus>;
  /**
   * Inside the caller's transaction, which has judged that this person may come in and holds the consult's row. The same
   * session gets the grant it has; from another session the person's grant before is ended and its socket cut.
   */
  issueGrant(tx: Tx, grant: GrantFor): Promise<Grant>;
  /** The living grant this session has for the consult: whoever has one comes back without a new code. */
  findGrant(q: Queries, consult: string, session: string): Promise<Grant | null>;
  /** After the commit: makes sure that the room is there, and a token of at most 60 s for exactly this grant. */
  admit(grant: string): Promise<Admitted>;
  /**
   * Inside the caller's transaction: nobody of the consult comes in any more. After the commit their sockets are cut and
   * the room is deleted; a row says so until it is done, so that a crash loses nothing.
   */
  endGrants(tx: Tx, consult: string): Promise<void>;
  /** The same for one guest alone; the others stay. */
  endGuest(tx: Tx, consult: string, guest: string): Promise<void>;
}
