import type { Accessor } from 'solid-js';
import type { ViewReader } from '../../../../schema/request-definition.ts';
import type { AccountDatabase, LocalRequest } from '../../local/account-database.ts';
import type { LocalAccount } from '../../local/device.ts';

/** What an attempt to reach the clinic's server taught. "Reachable" means that our server answered, in our shapes. */
export type Contact =
  | { readonly kind: 'answered'; readonly serverTime: number }
  /** Our server, but no session, or one of another account. */
  | { readonly kind: 'signIn' }
  /** Our server answered that it cannot or will not. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Something answered that is not our server: a captive portal, a broken proxy. */
  | { readonly kind: 'notOurs' }
  | { readonly kind: 'noAnswer' };

/** V7: "live" only while connected, caught up, and the projector less than 5 s behind. */
export type Freshness = { readonly kind: 'live' } | { readonly kind: 'asOf'; readonly at: number } | { readonly kind: 'none' };

/** Section → entry id → JSON as the server wrote it. Parse an entry with its noun's shape before believing it. */
export type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A view's sections with what shows beside them. */
export type Layer = (of: Sections | null) => Sections | null;

/** How much of a first sync is still to come, for "Getting updates, 35%". */
export interface Progress { readonly views: number; readonly ofViews: number; readonly bytes: number; readonly ofBytes: number }

/** `away`: the clinic could not be asked. `gone`: the view lists others by now, or it is not ours. */
export type OpenedPage = { readonly kind: 'page'; readonly entries: readonly unknown[] } | { readonly kind: 'away' } | { readonly kind: 'gone' };

/** Sealed pages (V6). */
export interface Pages {
  /** From this device, or from the clinic, and then it stays here. Never rejects for want of a line. */
  open(view: string, hash: string): Promise<OpenedPage>;
  /** A view moved: keeps the pages whose entries were here, lets go of what it lists no more; what it cannot seal it fetches afterwards. */
  keep(view: string, left: Sections | null, now: Sections): Promise<void>;
  /** Shows what a page of a view's archive says as if it stood in the view, as long as the view lists it and the app lives. */
  recall(view: string, hash: string, sections: Sections): void;
  /** Pages that were recalled, reactive. */
  recalled(view: string): ReadonlyMap<string, Sections>;
  /** Fetches what is to be kept and could not be sealed here; what does not come now is for the next time. */
  fetchKept(view: string): Promise<void>;
}

/** What a person's views take on this device, in bytes, about. */
export interface HeldBytes {
  readonly messages: number;
  readonly records: number;
  /** Lists, people, the clinic's own words. */
  readonly rest: number;
  readonly pages: number;
  /** Patients of whom something was let go. */
  readonly letGo: number;
}

/**
 * The device's room (hold.ts). Only what the clinic can give again ever goes: no request, draft or note is touched, nor what
 * is about somebody with words that have not reached the clinic, nor what is on a screen.
 */
export interface Hold {
  weigh(): Promise<HeldBytes>;
  /** Lets go of what was longest not opened when there is more than the person allows. @returns how many views and bundles of pages */
  settle(): Promise<number>;
  /** The disk is full: as much again as that goes. */
  makeRoom(): Promise<number>;
  /** A slow line: records that have not come stay at the clinic until somebody opens one, or wants all again. */
  leaveRecords(): Promise<void>;
  /** What was let go of is fetched again with the next round, as far as there is room. */
  wantAgain(): Promise<void>;
}

/** A view a screen looks at. Everything is null or 'none' until the device holds it whole once. */
export interface OpenView {
  readonly name: string;
  readonly sections: Accessor<Sections | null>;
  readonly freshness: Accessor<Freshness>;
  /** Up to which row `sections` goes: overlays leave when it reaches an answer's position. */
  readonly position: Accessor<{ readonly epoch: string; readonly seq: number } | null>;
  /** The clinic said that this view is not (or no more) ours, or does not exist. */
  readonly refused: Accessor<boolean>;
  /** How often this device's copy was begun anew; read it when `position` moved. */
  beginnings(): number;
  release(): void;
}

export interface ViewSyncDeps {
  readonly account: LocalAccount;
  readonly local: AccountDatabase;
  readonly fetch: typeof globalThis.fetch;
  readonly onAnswer: (contact: Contact) => void;
  /** Where the server is; the page's own origin where left out. */
  readonly origin?: string;
  /** For tests and for "no sockets"; the browser's own where left out. null: HTTP alone. */
  readonly webSocket?: typeof WebSocket | null;
  readonly now?: () => number;
  /** The device's store failed: what is shown is right, but is not kept. */
  readonly onFailure?: (error: unknown) => void;
}

export interface ViewSync {
  /** Names this device should hold, as last told; null before the server ever told. */
  readonly list: Accessor<readonly string[] | null>;
  readonly progress: Accessor<Progress | null>;
  /** The last round came to its end: what was listed and could be had is here. */
  readonly through: Accessor<boolean>;
  /** Held, and fetched first when not; carried by a socket while one is free. Same name, same view: releases are counted. */
  open(name: string): OpenView;
  /** Asks the server now: list, then what is behind. Resolves when everything listed is on the device or the line is gone. */
  refresh(): Promise<void>;
  /** What this device holds of a view that is open, overlays not included: for `may`, `facts`, `predict`. */
  readonly raw: ViewReader;
  /** Reads views into memory so that `raw` knows them; those not on the device stay unknown. No network. */
  load(names: readonly string[]): Promise<void>;
  /** Positions of loaded views, reactive: is the row that carries an answer's effect here? */
  position(name: string): { readonly epoch: string; readonly seq: number } | null;
  /** Of an open note: what a document with this state vector lacks of the device's copy; null while there is none. */
  changesOf(name: string, stateVector: Uint8Array): Promise<Uint8Array | null>;
  /** Beside the rows of an open note: what is said there, and hearing it. */
  say(name: string, words: string): void;
  hear(name: string, listen: (said: unknown) => void): () => void;
  /** What left the windows of views; loaded at the first call. */
  pages(): Promise<Pages>;
  /** What the device holds, loaded or not. Heard by whoever tracks the call: something was let go of. */
  held(): Promise<readonly string[]>;
  /** How much that is, and what goes when there is too much of it; loaded at the first call. */
  hold(): Promise<Hold>;
  /** Writes to this device; on a full disk makes room once and writes again. */
  tight<T>(write: () => Promise<T>): Promise<T>;
  /** The device had no room for something: it is on the screen and not kept. */
  readonly notKept: Accessor<boolean>;
  close(): Promise<void>;
}

/** Waiting requests on top of views; the requests' side provides it. Reactive: read inside a memo. */
export interface Overlay {
  apply(view: string, section: string, base: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** The waiting request that shows in this entry. */
  waitingOn(view: string, section: string, id: string): LocalRequest | undefined;
}
