import type { Accessor } from 'solid-js';
import type { NoticeEntry } from '../../../schema/accounts.ts';
import type { Actor } from '../../../schema/actor.ts';
import type { Refusal } from '../../../schema/outcome.ts';
import type { RequestDefinition } from '../../../schema/request-definition.ts';
import type { LocalAccount } from '../local/device.ts';
import type { LocalRequest } from '../local/account-database.ts';
import type { WordsBack } from '../local/draft-store.ts';
import type { SettingStore } from '../local/setting-store.ts';
import type { SyncState } from '../ui/sync-state.ts';
import type { Notes } from './notes/create-notes.ts';
import type { Overlay, ViewSync } from './views/types.ts';

/** `sent` with how many requests (0: the clinic answered and nothing waited); the others say why nothing went. */
export type TryResult = 'sent' | 'noAnswer' | 'noNetwork' | 'notOurs' | 'signIn' | 'refused';
export interface SyncTry {
  /** Device clock, ms: the last of a run that says the same, and the first. */
  readonly at: number;
  readonly from: number;
  readonly times: number;
  readonly result: TryResult;
  readonly count: number;
}

export interface ActOptions {
  /** Ids of own requests this one depends on (R4). */
  readonly after?: readonly string[];
  /** Another undo window than the request's own, ms. */
  readonly holdMs?: number;
  /** Key of the draft whose words these are: it goes in the transaction that saves the request. */
  readonly draft?: string;
}

export type ActAnswer = { readonly ok: true; readonly request: LocalRequest } | { readonly ok: false; readonly refusal: Refusal };

/** What a screen does: read views, write requests, hear answers (the whole system in one interface). */
export interface Sync {
  readonly account: LocalAccount;
  /** From the account's own view; null until the device has it. */
  readonly actor: Accessor<Actor | null>;
  readonly state: Accessor<SyncState>;
  /** The clinic answers, and says that nobody is signed in here; `state` may have something more pressing to say. */
  readonly signedOut: Accessor<boolean>;
  /** Saved or under way, in the order they were asked for. */
  readonly waiting: Accessor<readonly LocalRequest[]>;
  /** Not accepted and not dismissed: declined, refused, held for an administrator. */
  readonly needsYou: Accessor<readonly LocalRequest[]>;
  /** Decided by others first, not dismissed. */
  readonly superseded: Accessor<readonly LocalRequest[]>;
  readonly notices: Accessor<readonly NoticeEntry[]>;
  /** The last ten, newest first. */
  readonly tries: Accessor<readonly SyncTry[]>;
  /** Resolves once the request is on the disk: only then say "Saved on this device". Never rejects: what could not be kept is refused. */
  act<Body, Facts>(definition: RequestDefinition<Body, Facts>, body: NoInfer<Body>, options?: ActOptions): Promise<ActAnswer>;
  /**
   * Exact while nothing has left the device. null: too late. Its words are back in the draft they came from in the transaction
   * that takes it out, unless their author wants to be rid of them.
   */
  undo(id: string, words?: 'keep' | 'discard'): Promise<LocalRequest | null>;
  /** The same words as a new request; the old one is dismissed with it. */
  retry(id: string): Promise<ActAnswer>;
  /** What was asked on another device, as a new request of this one. */
  askAnew(asked: { readonly type: string; readonly v: number; readonly body: unknown }): Promise<ActAnswer>;
  dismiss(id: string): Promise<void>;
  /** Asks the clinic now and resolves when it has answered or could not be reached. */
  tryNow(): Promise<void>;
  readonly drafts: Drafts;
  /** What this account set for itself on this device. */
  readonly settings: SettingStore;
  /** Staff: notes written together; loaded at the first call. */
  notes(): Promise<Notes>;
  /** Notes with words that the clinic has not acknowledged. */
  readonly unsentNotes: Accessor<number>;
  /** For `useView`, nobody else. */
  readonly views: ViewSync;
  readonly overlay: Overlay;
}

export interface Drafts {
  get(key: string): Promise<string | null>;
  put(key: string, text: string): Promise<void>;
  drop(key: string): Promise<void>;
  /** Now and at every change, in any tab of this device. @returns stops it */
  watch(key: string, hear: () => void): () => void;
  watchKeys(tell: (keys: readonly string[]) => void): () => void;
  /** Hears which words came back to a draft: the field that shows it takes them in. @returns stops it */
  onBack(hear: (words: WordsBack) => void): () => void;
}
