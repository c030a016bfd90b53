import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { noticeEntry, selfEntry } from '../../../schema/accounts.ts';
import type { Actor } from '../../../schema/actor.ts';
import { refuse } from '../../../schema/outcome.ts';
import type { AnyRequestDefinition } from '../../../schema/request-definition.ts';
import { parseBodyBy, type RequestTable } from '../../../schema/request-table.ts';
import { viewName } from '../../../schema/view-names.ts';
import { openAccountDatabase } from '../local/account-database.ts';
import { openDeviceDatabase, type LocalAccount } from '../local/device.ts';
import { createDocStore } from '../local/doc-store.ts';
import { createDraftStore, type WordsBack } from '../local/draft-store.ts';
import { countUnsentNotes } from '../local/count-unsent-notes.ts';
import { openRequest } from '../local/local-request.ts';
import { createRequestStore, isWaiting } from '../local/request-store.ts';
import { open as unseal } from '../local/seal.ts';
import { createSettingStore } from '../local/setting-store.ts';
import { createSaveRequest, type Saving } from './act.ts';
import { askForBackgroundSend } from './background-send.ts';
import { appMade } from '../../../schema/app-made.ts';
import { createDelivery } from './delivery.ts';
import { createAnswerLearner } from './learn-answers.ts';
import { createKnock } from './knock.ts';
import { createLiveRequests, type Live } from './live-requests.ts';
import { oneAtATime, type OneAtATime } from './one-at-a-time.ts';
import type { Notes } from './notes/create-notes.ts';
import { createOverlay } from './overlay.ts';
import { createPost } from './post-requests.ts';
import { readEntries } from './read-entries.ts';
import type { ActAnswer, ActOptions, Sync } from './sync-interface.ts';
import type { LocalRequest } from '../local/account-database.ts';
import { createSyncSignals, networkHint } from './sync-signals.ts';
import { createTries, resultOfContact, resultOfDelivery } from './tries.ts';
import { watch } from '../local/watch.ts';
import type { Contact, ViewSync, ViewSyncDeps } from './views/types.ts';
import { watchLanding } from './watch-landing.ts';

export type WordsOf = (request: LocalRequest) => readonly WordsBack[];

export interface SyncDeps {
  readonly account: LocalAccount;
  /** Every request this app can ask with. */
  readonly table: RequestTable;
  readonly createViewSync: (deps: ViewSyncDeps) => ViewSync;
  /** The words of a request, and the drafts of this app they belong to when it is taken back. */
  readonly wordsOf?: WordsOf;
  readonly fetch?: typeof globalThis.fetch;
  readonly origin?: string;
  readonly now?: () => number;
  readonly alone?: OneAtATime;
  /** Asks the browser to keep what is here, once there is something to lose. */
  readonly persist?: () => Promise<boolean>;
  /** A store of the device failed for good; nothing was cleared. */
  readonly onFailure?: (error: unknown) => void;
}

const LOOK_MS = 1_500;

/** Puts the device's side together for one signed-in account. To be created inside a root; ends with it. */
export function createSync(deps: SyncDeps): Sync {
  const { account, fetch = globalThis.fetch.bind(globalThis), now = Date.now, alone = oneAtATime, onFailure: failed = () => undefined } = deps;
  const database = openAccountDatabase(account.id);
  const device = openDeviceDatabase();
  const store = createRequestStore(database);
  const settings = createSettingStore(database);
  const docs = createDocStore(database);
  const origin = deps.origin === undefined ? {} : { origin: deps.origin };
  let lastContact: Contact | null = null;
  const views = deps.createViewSync({
    account, local: database, fetch, now, onFailure: failed, ...origin,
    onAnswer: (contact) => {
      lastContact = contact;
      signals.hearViews(contact);
    },
  });
  const own = views.open(viewName.account(account.id));
  const actor = createMemo<Actor | null>(() => readEntries(own.sections()?.['self'], selfEntry).get('self') ?? null, null, { equals: sameJson });

  const requests = createLiveRequests(database, now, failed);
  const overlay = createOverlay(deps.table, views, actor, requests.shown);
  const byPerson = (states: (live: Live) => boolean) => createMemo(() => requests.open().filter((live) => states(live) && !appMade.has(live.row.type)).map(({ request }) => request));
  const waiting = createMemo(() => requests.open().filter(({ row }) => isWaiting(row)).map(({ request }) => request));
  const needsYou = byPerson(({ row }) => row.state === 'declined' || row.state === 'refused' || row.state === 'held');
  const superseded = byPerson(({ row }) => row.state === 'superseded');

  const [unsentNotes, setUnsentNotes] = createSignal(0);
  onCleanup(watch(() => countUnsentNotes(database), setUnsentNotes, failed));
  const tries = createTries(database, now, failed);
  const signals = createSyncSignals({
    now, progress: views.progress, through: views.through, notKept: views.notKept, own, needsYou: () => needsYou().length,
    waiting: () => waiting().filter(({ type }) => !appMade.has(type)).length,
    unsentNotes,
  });
  const reachable = (): boolean => signals.contact().reach === 'answered' && signals.contact().session !== 'no';
  const delivery = createDelivery({
    account: account.id, database, device, now, alone, post: createPost({ fetch, now, ...origin }), knock: createKnock({ fetch, ...origin }), networkHint,
    hasSession: () => signals.contact().session === 'yes',
    news: {
      ...signals.moving,
      signInNeeded: signals.hearSignInNeeded,
      ended: (result, count) => {
        tries.add(resultOfDelivery(result, networkHint()), count);
        if (count > 0) lookSoon();
      },
    },
    heard: signals.hearDelivery,
  });

  let looking: ReturnType<typeof setTimeout> | undefined;
  /** Where no socket brings the rows that carry an answer's effect, they are fetched. */
  function lookSoon(): void {
    clearTimeout(looking);
    looking = setTimeout(() => {
      if (requests.shown().some(({ state }) => state === 'done')) void views.refresh().catch(failed);
    }, LOOK_MS);
  }

  watchLanding({ store, requests, overlay, views, now, wake: delivery.wake, failed });
  createAnswerLearner({
    store, requests, own, now, failed, wake: delivery.wake,
    readLine: () => docs.line(own.name), readKnownLine: () => settings.read('accountEpoch'), writeKnownLine: (line) => settings.write('accountEpoch', line),
  });
  createEffect(on(() => waiting().length, (count, before = 0) => { if (count > before) askForBackgroundSend(); }));
  // What other tabs save, and a line that views found again, set the sender going too.
  createEffect(on(() => [requests.open().filter(({ row }) => row.state === 'saved').length, signals.contact().reach, signals.contact().session], () => delivery.wake()));
  void store.purge(now()).catch(failed);

  let loadedNotes: Notes | null = null;
  let loadingNotes: Promise<Notes> | null = null;
  function notes(): Promise<Notes> {
    loadingNotes ??= import('./notes/create-notes.ts').then(({ createNotes }) => {
      loadedNotes = createNotes({ account: account.id, database, views, fetch, now, alone, failed, ...origin, onAnswer: signals.hearViews });
      return loadedNotes;
    }).catch((error: unknown) => {
      loadingNotes = null;
      throw error;
    });
    return loadingNotes;
  }
  createEffect(on(() => [signals.contact().reach, signals.contact().session], () => loadedNotes?.wake()));
  createEffect(on(unsentNotes, (count) => { if (count > 0) notes().catch(failed); }));

  const [ended, setEnded] = createSignal(false);
  const tryAgain = (): void => {
    delivery.wake();
    loadedNotes?.wake();
  };
  globalThis.addEventListener?.('online', tryAgain);
  globalThis.addEventListener?.('focus', tryAgain);
  onCleanup(() => {
    setEnded(true);
    clearTimeout(looking);
    globalThis.removeEventListener?.('online', tryAgain);
    globalThis.removeEventListener?.('focus', tryAgain);
    own.release();
    void Promise.all([delivery.close(), loadedNotes?.close(), views.close()]).then(() => { database.close(); device.close(); }, failed);
  });

  const saveRequest = createSaveRequest({
    account, database, actor, reader: overlay.reader, load: (names) => views.load(names), now,
    reachable, tight: views.tight,
  });
  async function ask(definition: AnyRequestDefinition, body: unknown, options?: ActOptions): Promise<ActAnswer> {
    if (ended()) return { ok: false, refusal: refuse('device.notReady') };
    // A store that fails for good: whoever asked hears it, and the words stay where they were typed.
    const saving = await saveRequest(definition, body, options).catch((error: unknown): Saving => {
      failed(error);
      return { ok: false, refusal: refuse('device.notKept') };
    });
    if (!saving.ok) return saving;
    const request = await requests.add(saving.row);
    delivery.wake();
    void deps.persist?.().catch(failed);
    return { ok: true, request };
  }
  /** Saved by an older version of the app perhaps: today's form of the same words. */
  async function askAnew({ type, v, body }: { readonly type: string; readonly v: number; readonly body: unknown }): Promise<ActAnswer> {
    const parsed = parseBodyBy(deps.table, type, v, body);
    return parsed.ok ? ask(parsed.definition, parsed.body) : { ok: false, refusal: refuse(parsed.code) };
  }
  const drafts = createDraftStore(database, now);
  const hearing = new Set<(words: WordsBack) => void>();
  const dismiss = (id: string): Promise<void> => store.change([id], ({ open: _open, ...row }) => (isWaiting(row) ? undefined : { ...row, dismissedAt: now() }));

  return {
    account, actor, state: signals.state, signedOut: () => signals.contact().session === 'no' && signals.contact().reach === 'answered', waiting, needsYou, superseded, tries: tries.list, views, overlay, dismiss, notes, unsentNotes,
    notices: createMemo(() => {
      const view = viewName.account(account.id);
      const raw = overlay.apply(view, 'notices', own.sections()?.['notices'] ?? {});
      return [...readEntries(raw, noticeEntry).values()].sort((a, b) => b.at - a.at);
    }),
    act: (definition, body, options) => ask(definition as AnyRequestDefinition, body, options),
    async undo(id, keep = 'keep') {
      for (;;) {
        const found = await store.get(id);
        const words = found && keep === 'keep' ? deps.wordsOf?.(await openRequest(found, now())) ?? [] : [];
        const row = await store.undo(id, await drafts.withWords(words));
        // Typed in that draft meanwhile: with those words, then.
        if (row === 'moved') continue;
        if (row) for (const back of words) for (const hear of hearing) hear(back);
        return row ? openRequest(row, now()) : null;
      }
    },
    async retry(id) {
      const row = await store.get(id);
      if (!row) return { ok: false, refusal: refuse('request.unknownType') };
      const answer = await askAnew({ type: row.type, v: row.v, body: await unseal(row.body) });
      if (answer.ok) await dismiss(id);
      return answer;
    },
    askAnew,
    async tryNow() {
      lastContact = null;
      await Promise.all([delivery.tryNow(), loadedNotes?.tryNow(), views.refresh().catch(failed)]);
      const heard: Contact | null = lastContact as Contact | null;
      if (heard && waiting().length === 0) tries.add(resultOfContact(heard, networkHint()), 0);
    },
    settings,
    drafts: {
      ...drafts,
      put: (key, text) => views.tight(() => drafts.put(key, text)).catch(failed),
      onBack(hear) {
        hearing.add(hear);
        return () => void hearing.delete(hear);
      },
    },
  };
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
