import { batch, createSignal, onCleanup } from 'solid-js';
import { activityAnswer, sessionAnswer, type AppName, type SignedIn } from '../../../schema/identity.ts';
import type { KnownAccount } from '../local/device.ts';
import { isLeaving, noteLeaving, watchSessionMemory, type SessionMemory } from '../local/session-memory.ts';
import type { DeviceAccounts } from './device-accounts.ts';
import { daysUnheard } from './contact-rule.ts';
import type { Dropped, IdentityApi } from './identity-api.ts';
import type { UnlockBy } from './open-lock.ts';
import { createLockClock, type LockClock, type LockClocks } from './lock-clock.ts';
import { createSessionStore } from './session-store.ts';
import type { Session, SessionPhase, UnlockAnswer } from './session.tsx';

/** Where the person's touches are told to the clinic: at most so often (C85 counts an hour). */
const TELL_EVERY_MS = 60_000;
const MINUTE = 60_000;

export interface SessionDeps {
  readonly app: AppName;
  /** Suffix of the clinic whose address this is; '' for staff. */
  readonly place: () => string;
  readonly api: IdentityApi;
  readonly clocks: LockClocks;
  /** Loaded when first needed: the sign-in page does without the device's databases. */
  readonly accounts: () => Promise<DeviceAccounts>;
  /** Resolves when the first page has been drawn and nothing hurries. */
  readonly idle: () => Promise<void>;
}

export interface SessionCore extends Session {
  /** The person did something. */
  touch(): void;
  /** Looks at the clocks. Gives ms until it should be called again. */
  check(): number;
}

/** Who is signed in here, whether their screens are open, and when they lock. To be created inside a root. */
export function createSession({ app, place, api, clocks, accounts, idle }: SessionDeps): SessionCore {
  const [phase, setPhase] = createSignal<SessionPhase>('starting');
  const [account, setAccount] = createSignal<KnownAccount | null>(null);
  const [over, setOver] = createSignal(false);
  const [confirmed, setConfirmed] = createSignal(0);
  const [dropped, setDropped] = createSignal<Dropped | null>(null);
  const [unheard, setUnheard] = createSignal<number | null>(null);
  const [locksIn, setLocksIn] = createSignal<number | null>(null);
  const [asking, setAsking] = createSignal(false);
  const store = createSessionStore(app, accounts);
  let memory: SessionMemory | null = null;
  let clock: LockClock = makeClock();
  let toldAt = Number.NEGATIVE_INFINITY;
  let untold = false;
  let recalls = 0;

  function makeClock(): LockClock {
    return createLockClock(clocks, { read: () => store.hint()?.activeAt ?? null, write: (activeAt) => remember({ activeAt }) });
  }
  function remember(change: Partial<SessionMemory>, lasting = false): void {
    if (memory === null) return;
    memory = { ...memory, ...change };
    store.change(memory.account, change, { lasting });
  }
  const lockMs = (): number => (memory?.lockMinutes ?? 1) * MINUTE;

  function showNobody(): void {
    memory = null;
    batch(() => { setPhase('signedOut'); setAccount(null); setOver(false); setLocksIn(null); setAsking(false); });
  }
  /** What the device remembers, at the start and whenever another tab changed it. */
  async function recall(): Promise<void> {
    const turn = (recalls += 1);
    // Nobody, as far as the quick memory knows: the sign-in page comes at once. A killed browser may have forgotten somebody.
    if (store.hint() === null) {
      showNobody();
      await idle();
    }
    const found = await store.recall();
    if (turn !== recalls) return;
    if (found === null || found.place !== place()) return showNobody();
    const another = memory?.account !== found.account;
    const known = another ? await (await accounts()).find(found.account) : account();
    if (turn !== recalls) return;
    if (known === null) return showNobody();
    memory = found;
    if (another) clock = makeClock();
    const tooLong = isUnheard();
    const shut = found.locked || tooLong || clock.state(lockMs()).kind === 'due';
    const opens = !shut && phase() !== 'open';
    batch(() => {
      setAccount(known);
      if (another || opens) setAsking(false);
      setPhase(shut ? 'locked' : 'open');
    });
    if (shut && !found.locked) lock();
  }

  /** Too long without the clinic: what is kept stays shut, whatever opens it else. */
  function isUnheard(): boolean {
    setUnheard(memory === null ? null : daysUnheard(memory, clocks.wall()));
    return unheard() !== null;
  }
  const heard = (): Partial<SessionMemory> => ({ heardAt: clocks.wall() });

  function lock(): void {
    if (memory === null) return;
    remember({ locked: true }, true);
    batch(() => { setPhase('locked'); setLocksIn(null); });
  }
  async function open(next: SessionMemory): Promise<void> {
    recalls += 1;
    memory = next;
    await store.begin(next);
    clock = makeClock();
    clock.restart();
    isUnheard();
    batch(() => { setAsking(false); setPhase('open'); setLocksIn(null); });
  }

  function check(): number {
    if (phase() !== 'open') return MINUTE;
    if (store.hint()?.locked || isUnheard()) {
      lock();
      return MINUTE;
    }
    const state = clock.state(lockMs());
    if (state.kind === 'due') {
      lock();
      return MINUTE;
    }
    setLocksIn(state.kind === 'warn' ? Math.ceil(state.ms / 1000) : null);
    if (untold && clocks.steady() - toldAt >= TELL_EVERY_MS) void tell();
    return state.kind === 'warn' ? 1_000 : 15_000;
  }
  function touch(): void {
    // A touch that comes after the time is up finds it locked: the page slept through its own timer.
    check();
    if (phase() !== 'open') return;
    clock.touch();
    untold = true;
    setLocksIn(null);
    if (clocks.steady() - toldAt >= TELL_EVERY_MS) void tell();
  }
  async function tell(): Promise<void> {
    toldAt = clocks.steady();
    untold = false;
    remember({}, true);
    if (over()) return;
    const answer = await api.post('activity', activityAnswer, { app });
    if (answer.ok) remember(heard(), true);
    // Over, or more than that: the clinic says which.
    else if ('problem' in answer && answer.problem.code === 'session.over') {
      setOver(true);
      await meet();
    }
  }

  async function meet(): Promise<void> {
    if (isLeaving(app) && memory === null) {
      const left = await api.post('sign-out', sessionAnswer, { app });
      if (left.ok) noteLeaving(app, false);
    }
    const mine = memory?.account;
    if (mine === undefined) return;
    const answer = await api.get(`session?app=${app}`, sessionAnswer);
    if (!answer.ok || memory?.account !== mine) return;
    const said = answer.value;
    if (!said.signedIn && said.past?.account === mine && said.past.standing !== 'over') return dropHere(said.past.standing);
    const alive = said.signedIn && said.account === mine;
    setOver(!alive);
    if (!alive) return;
    remember({ lockMinutes: said.lockMinutes, contactDays: said.contactDays, ...heard() }, true);
    isUnheard();
    // A passkey that was taken away opens nothing here from this contact on.
    await (await accounts()).keepUnlockKeys(mine, said.passkeys).catch(() => undefined);
  }

  async function enter(answer: SignedIn): Promise<void> {
    const known = await (await accounts()).find(answer.account);
    if (known === null) throw new Error('A device that signs somebody in keeps their account first');
    await open({ account: answer.account, place: place(), lockMinutes: answer.lockMinutes, contactDays: answer.contactDays, activeAt: clocks.wall(), locked: false, ...heard() });
    toldAt = clocks.steady();
    batch(() => {
      // The same person on the same key goes on where they were: their screens are not drawn anew.
      setAccount((before) => (before?.id === known.id && before.deviceId === known.deviceId ? before : known));
      setOver(false);
      setDropped(null);
      setConfirmed((n) => n + 1);
    });
  }

  async function openWith(by: UnlockBy): Promise<UnlockAnswer> {
    const whose = account();
    if (whose === null) return { ok: false, why: 'needsNetwork' };
    const { openLock } = await import('./open-lock.ts');
    const deps = { api, app, accounts: await accounts(), now: clocks.wall, tooLate: lock, mustHear: isUnheard(), origin: location.origin };
    const unlocked = await openLock(deps, whose.id, by);
    if (!unlocked.ok) return unlocked;
    setOver(unlocked.session === 'over' || (unlocked.session === 'unknown' && over()));
    if (unlocked.session === 'alive') setConfirmed((n) => n + 1);
    if (memory !== null) {
      const { heard: said, lockMinutes } = unlocked;
      await open({ ...memory, locked: false, activeAt: clocks.wall(), ...(said ? heard() : {}), ...(lockMinutes === undefined ? {} : { lockMinutes }) });
    }
    return { ok: true };
  }

  /** The clinic said so: what it can give again goes, and opens no more, without a network neither. What waits is still sent. */
  async function dropHere(why: Dropped): Promise<void> {
    setDropped(why);
    await signOut();
  }

  async function signOut(): Promise<void> {
    const leaving = account();
    recalls += 1;
    showNobody();
    await store.end();
    // Before the clinic is told: on a slow line that takes a while, and the page may be closed meanwhile. A store that does
    // not open now keeps what it has; nobody sees it, and the next sign-out takes it away.
    if (leaving) await (await accounts()).leave(leaving.id, clocks.wall()).catch(() => undefined);
    const told = await api.post('sign-out', sessionAnswer, { app });
    if (told.ok) noteLeaving(app, false);
  }

  /** A store that does not open is nobody's: the sign-in page then says what is wrong with it. */
  const look = (): void => void recall().catch(() => setPhase('signedOut'));
  onCleanup(watchSessionMemory(app, () => {
    const hint = store.hint();
    // Another tab was touched: the clock reads that by itself.
    const nothingNew = hint !== null && hint.account === memory?.account && hint.locked === (phase() === 'locked');
    if (!nothingNew) look();
  }));
  look();
  return {
    app, phase, account, over, dropped, unheard, confirmed, locksIn, asking, lock, touch, check, meet, enter, signOut,
    stay: touch,
    askSignIn: () => setAsking(true),
    goBack: () => setAsking(false),
    unlock: (password) => openWith({ password }),
    unlockByPasskey: (show) => openWith({ show }),
    async hasPasskeys() {
      const whose = account();
      return whose !== null && (await (await accounts()).readUnlockKeys(whose.id)).length > 0;
    },
    async keepPasskeys(keys) {
      const whose = account();
      if (whose !== null) await (await accounts()).keepUnlockKeys(whose.id, keys);
    },
    async countUnsent() {
      const whose = account();
      return whose === null ? 0 : (await accounts()).countUnsent(whose.id);
    },
  };
}
