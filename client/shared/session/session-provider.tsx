import { createEffect, createMemo, lazy, on, onCleanup, Show, Suspense, type JSX } from 'solid-js';
import type { AppName } from '../../../schema/identity.ts';
import { setBadge } from '../shell/app-badge.ts';
import { loadPart } from '../shell/load-part.ts';
import { Cover } from './cover.tsx';
import { createSession, type SessionCore } from './create-session.ts';
import { createIdentityApi } from './identity-api.ts';
import styles from './session.module.css';
import { SessionContext } from './session.tsx';

const loadLockScreen = () => loadPart(() => import('./lock-screen.tsx')).then((module) => ({ default: module.LockScreen }));
const loadLockWarning = () => loadPart(() => import('./lock-warning.tsx')).then((module) => ({ default: module.LockWarning }));
const LockScreen = lazy(loadLockScreen);
const LockWarning = lazy(loadLockWarning);
/** While somebody is in: a lock that comes without a network has to open without one. */
async function prepareLock(): Promise<void> {
  await Promise.all([loadLockScreen(), loadLockWarning(), import('./open-lock.ts').then(({ preparePasskeys }) => preparePasskeys())]);
}

export interface SessionProviderProps {
  readonly app: AppName;
  /** The app's sign-in page; it calls `enter` when somebody is in. */
  readonly signIn: () => JSX.Element;
  /** What somebody signed in sees: made when first opened, hidden but alive while locked, gone when they leave. */
  readonly children: JSX.Element;
}

/** Whatever the person does on the screen counts as being there. A mouse that only moves does not: a bag moves it too. */
const acts = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'input'] as const;
/** So often the clinic is asked whether the session lives, when the app comes back to the front. */
const MEET_EVERY_MS = 60_000;
/** What waits of others is sent once the sign-in page or the lock stands: on a slow line the page comes first. */
const DELIVER_AFTER_MS = 2_000;

/** Who is signed in on this device: their screens, the lock over them, or the sign-in page. */
export function SessionProvider(props: SessionProviderProps): JSX.Element {
  const clocks = { wall: () => Date.now(), steady: () => performance.now() };
  const session = createSession({
    app: props.app, place: () => placeOf(props.app, location.pathname), api: createIdentityApi(), clocks,
    accounts: async () => (await import('./device-accounts.ts')).createDeviceAccounts(),
    idle: waitForIdle,
  });
  watchPerson(session);
  // Made when first opened; a reload that finds the lock shut reads nothing before it is open.
  const whose = createMemo<string | null>((before) => {
    const id = session.account()?.id ?? null;
    return session.phase() === 'open' || before === id ? id : null;
  }, null);
  // Also what an app left there that was closed while it was open.
  createEffect(() => {
    if (session.phase() === 'locked' || session.phase() === 'signedOut') setBadge(0);
  });
  const covered = (): boolean => session.phase() !== 'open' || session.asking();
  return (
    <SessionContext.Provider value={session}>
      <Show when={whose()} keyed>
        {(_account: string) => <div class={styles.screens} hidden={covered()} inert={covered()}><Suspense>{props.children}</Suspense></div>}
      </Show>
      <Show when={session.phase() === 'locked' && !session.asking()}>
        <Cover><Suspense><LockScreen /></Suspense></Cover>
      </Show>
      <Show when={session.phase() === 'signedOut' || session.asking()}>
        <Show when={whose()} fallback={<Suspense>{props.signIn()}</Suspense>}>
          <Cover><Suspense>{props.signIn()}</Suspense></Cover>
        </Show>
      </Show>
      <Show when={session.locksIn() !== null}>
        <Suspense><LockWarning /></Suspense>
      </Show>
    </SessionContext.Provider>
  );
}

const moves: ReadonlySet<string> = new Set(['Tab', 'Shift', 'Enter', ' ']);
/** On its way to a button of the warning: that one says what it means, and it may be "Lock now". */
function isForWarning(event: Event): boolean {
  const inside = event.target instanceof Element && event.target.closest('[data-lock-warning]') !== null;
  return inside && (!(event instanceof KeyboardEvent) || moves.has(event.key));
}

/** The clinic whose address this is, `/c/<suffix>/…`; staff have one address for all. */
function placeOf(app: AppName, path: string): string {
  return app === 'patient' ? (path.split('/')[2] ?? '') : '';
}

/** After the first page is drawn; browsers without the call (Safari) get a second. */
function waitForIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2_000 });
    else setTimeout(resolve, 1_000);
  });
}

/** A part of the app that no network brings now: the service worker has it, or it is fetched when it is needed. */
function leaveForLater(): void {}

/** Ties the session to the page: touches, timers, sleep, the app switcher, the network coming back. */
function watchPerson(session: SessionCore): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let metAt = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, session.check());
  };
  const meet = (): void => {
    metAt = performance.now();
    void session.meet();
  };
  const touched = (event: Event): void => {
    if (!isForWarning(event)) session.touch();
  };
  const wake = (): void => {
    // Checked before anything is seen: what slept past its time comes up locked.
    if (document.visibilityState === 'visible') look();
    document.documentElement.toggleAttribute('data-away', document.visibilityState === 'hidden');
    if (document.visibilityState === 'visible' && performance.now() - metAt > MEET_EVERY_MS) meet();
  };
  for (const act of acts) addEventListener(act, touched, { capture: true, passive: true });
  document.addEventListener('visibilitychange', wake);
  addEventListener('pageshow', wake);
  addEventListener('online', meet);
  createEffect(on(session.phase, (phase) => {
    look();
    if (phase !== 'starting') meet();
    if (phase === 'open') void prepareLock().catch(leaveForLater);
    // Delivery does not end with a sign-out or a lock (R11). Where screens are alive, their own sync delivers.
    if (phase !== 'signedOut' && phase !== 'locked') return;
    const timer = setTimeout(() => void import('./deliver-while-shut.ts').then(({ deliverOnce }) => deliverOnce()).catch(leaveForLater), DELIVER_AFTER_MS);
    onCleanup(() => clearTimeout(timer));
  }));
  onCleanup(() => {
    clearTimeout(timer);
    for (const act of acts) removeEventListener(act, touched, { capture: true });
    document.removeEventListener('visibilitychange', wake);
    removeEventListener('pageshow', wake);
    removeEventListener('online', meet);
  });
}
