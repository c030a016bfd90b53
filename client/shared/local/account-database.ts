import { Dexie, type Table } from 'dexie';
import type { Refusal } from '../../../schema/outcome.ts';
import type { Sealed } from './seal.ts';

/**
 * One database per account on this device, `outpost-<account>`: two people on one device share nothing. Nothing here is
 * ever cleared because it would not open or a write failed; only its owner's "remove from this device" and a purge of
 * what can be fetched again take anything out.
 */
export type AccountDatabase = Dexie & {
  requests: Table<StoredRequest, string>;
  drafts: Table<StoredDraft, string>;
  views: Table<StoredView, string>;
  /** Key [view, seq]. */
  viewRows: Table<StoredViewRow, [string, number]>;
  /** The view as JSON, section by section: what a screen shows before Yjs is loaded. */
  snapshots: Table<StoredSnapshot, string>;
  /** Key [view, hash]. */
  pages: Table<StoredPage, [string, string]>;
  keys: Table<StoredKey, string>;
  tries: Table<StoredTry, number>;
  settings: Table<StoredSetting, string>;
  /** What was opened on the screen without a network, to be told at the next contact. */
  readLog: Table<StoredReading, number>;
  /** What was written in shared notes here (N5). */
  noteUpdates: Table<StoredNoteUpdate, number>;
};

/**
 * `saved`: nothing has left the device. `sending`: bytes may have left; only an answer ends it. `refused`: the clinic
 * stored nothing. The others are its outcome, which never changes.
 */
export type StoredRequestState = 'saved' | 'sending' | 'done' | 'declined' | 'superseded' | 'held' | 'refused';

export interface StoredRequest {
  readonly id: string;
  readonly n: number;
  readonly type: string;
  readonly v: number;
  readonly state: StoredRequestState;
  /** Present while somebody has to look at it: waiting, not shown by its views yet, or not dismissed. */
  readonly open?: 1;
  /** Present when the clinic has to be asked again what it answered: the answer was bare (R11) or said no positions. */
  readonly ask?: 1;
  /** Device clock, ms. */
  readonly savedAt: number;
  /** The register stamp its author was looking at. */
  readonly saw: number;
  readonly notBefore?: number;
  readonly after?: readonly string[];
  readonly patient?: string;
  readonly body: Sealed<unknown>;
  /** The envelope's own bytes and signature, fixed when saved. */
  readonly bytes: Sealed<string>;
  readonly signature: string;
  /** In bytes on the wire, about: what fits in a delivery is decided without opening them. */
  readonly size: number;
  /** Device clock, ms: when bytes last left. Absent again once that try has come to nothing. */
  readonly inFlightSince?: number;
  /** Not tried before, device clock, ms; `tries` so far answered with "later". */
  readonly retryAt?: number;
  readonly tries?: number;
  /** How often its outcome was heard; see landing.ts. */
  readonly asked?: number;
  /** Server clock of receipt, ms, once answered; device clock where the carrier was told nothing more. */
  readonly answeredAt?: number;
  readonly refusal?: Refusal;
  /** Rows of views that carry its effect. Absent while unknown. */
  readonly positions?: Readonly<Record<string, { readonly epoch: string; readonly seq: number }>>;
  readonly dismissedAt?: number;
}

/** A request as screens see it: opened, and `sending` only while a try is under way. */
export interface LocalRequest {
  readonly id: string;
  readonly n: number;
  readonly type: string;
  readonly v: number;
  readonly body: unknown;
  readonly bytes: string;
  readonly signature: string;
  readonly state: StoredRequestState;
  /** Nothing has left the device: `undo` gives the words back (R9). */
  readonly undoable: boolean;
  /** Device clock, ms. */
  readonly savedAt: number;
  readonly saw: number;
  readonly notBefore?: number;
  readonly after?: readonly string[];
  readonly patient?: string;
  readonly answeredAt?: number;
  readonly refusal?: Refusal;
  readonly positions?: StoredRequest['positions'];
  readonly dismissedAt?: number;
}

export interface StoredDraft { readonly key: string; readonly text: Sealed<string>; readonly at: number }

export interface StoredView {
  readonly name: string;
  readonly epoch: string;
  readonly seq: number;
  readonly head: string;
  /** Server time the copy is known to be current for, ms. */
  readonly asOf: number;
  /** When this device last asked for it, for the order of a purge. */
  readonly openedAt?: number;
  /** When it came here; device clock, ms. */
  readonly cameAt?: number;
  /** Off this device for want of room: the clinic has it at that row, and here is nothing of it until somebody opens it. */
  readonly letGo?: 1;
  /** Another one each time what stood here was not the clinic's any more and was fetched from its beginning. */
  readonly line?: string;
}
export interface StoredViewRow { readonly view: string; readonly seq: number; readonly epoch: string; readonly head: string; readonly update: Sealed<Uint8Array> }
export interface StoredSnapshot { readonly name: string; readonly epoch: string; readonly seq: number; readonly sections: Sealed<Readonly<Record<string, Readonly<Record<string, unknown>>>>> }

/** What left a view's window (V6). Without a body: still to be fetched. */
export interface StoredPage { readonly view: string; readonly hash: string; readonly body?: Sealed<string> }

/** The delivery key of this account on this device. The private half cannot be exported. */
export interface StoredKey { readonly id: string; readonly privateKey: CryptoKey; readonly publicKey: JsonWebKey; readonly createdAt: number }
/** A run of tries that say the same: `times` of them, `from` the first to `at` the last. */
export interface StoredTry { readonly id?: number; readonly at: number; readonly from?: number; readonly times?: number; readonly result: string; readonly count: number }
export interface StoredSetting { readonly key: string; readonly value: unknown }
export interface StoredReading { readonly id?: number; readonly at: number; readonly view: string; readonly entry: string }

/**
 * `waiting`: the clinic has not said that it has it. `acknowledged`: it is in its log. `refused`: a mark that something was;
 * the words are in the tray.
 */
export interface StoredNoteUpdate {
  readonly id?: number;
  readonly note: string;
  readonly state: 'waiting' | 'acknowledged' | 'refused';
  readonly update: Sealed<Uint8Array>;
  /** Device clock, ms. */
  readonly savedAt: number;
  readonly about: { readonly patient: string; readonly thread: string };
  readonly at?: { readonly epoch: string; readonly seq: number; readonly head: string };
  readonly answeredAt?: number;
  readonly again?: 1;
}

export const accountDatabaseName = (account: string): string => `outpost-${account}`;

/**
 * `strict`: a transaction is complete once it is on the disk, not in the browser's buffer. The cache is off because it
 * shows a live query what is not committed yet, and "Saved on this device" would be a lie.
 */
export function openAccountDatabase(account: string): AccountDatabase {
  const database = new Dexie(accountDatabaseName(account), { chromeTransactionDurability: 'strict', cache: 'disabled' }) as AccountDatabase;
  database.version(1).stores({
    requests: 'id, n, state, open, ask, answeredAt',
    drafts: 'key',
    views: 'name',
    viewRows: '[view+seq], view',
    snapshots: 'name',
    keys: 'id',
    tries: '++id',
    settings: 'key',
    readLog: '++id',
  });
  database.version(2).stores({ noteUpdates: '++id, state, [state+note]' });
  database.version(3).stores({ pages: '[view+hash], view' });
  return database;
}
