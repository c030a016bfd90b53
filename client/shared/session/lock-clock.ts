/** How the device tells that its person has gone. Two clocks, because each lies in its own way. */
export interface LockClocks {
  /** The device's clock, ms. May be set forward or back, by anybody. */
  readonly wall: () => number;
  /** `performance.now()`, ms. Never goes back, but may stand still while the device sleeps. */
  readonly steady: () => number;
}

/** What all tabs of the app share and a reload finds again. */
export interface SharedActivity {
  /** The person's last act, by the device's clock; null: nobody is signed in. */
  read(): number | null;
  write(at: number): void;
}

export const WARNING_MS = 60_000;
/** Other tabs hear of activity this often. */
const SHARE_EVERY_MS = 1_000;
/** Clocks are corrected by the network now and then; further back than this, somebody set it. */
const CORRECTION_MS = 5_000;

export type LockState =
  | { readonly kind: 'open' }
  /** `ms` left: the warning shows. */
  | { readonly kind: 'warn'; readonly ms: number }
  | { readonly kind: 'due' };

export interface LockClock {
  /** The person did something. Not to be called once the time is up: then it is too late. */
  touch(): void;
  /** A password or a sign-in: everything starts anew, in all tabs. */
  restart(): void;
  state(lockMs: number): LockState;
}

/**
 * Reading ends after the lock time without a touch (C85, DESIGN §6), without a network too. The longer of what both clocks
 * say has passed counts: setting the clock back gains nothing while the page lives, sleeping gains nothing ever.
 *
 * A page that starts goes by what was written before it; a time from the future means that the clock was set back since.
 *
 * Not promised: a device that sleeps with its page open *and* has its clock set back before it wakes looks as if no time
 * had passed. Nothing in a browser tells the two apart; the clinic's own clock ends the session.
 */
export function createLockClock(clocks: LockClocks, shared: SharedActivity): LockClock {
  const start = clocks.wall();
  /** The last act, by the wall clock as shared and by the steady one. */
  let known = shared.read() ?? start;
  let steadyAt = clocks.steady() - Math.max(0, start - known);
  let due = known > start + CORRECTION_MS;

  function touch(): void {
    const now = clocks.wall();
    steadyAt = clocks.steady();
    due = false;
    if (Math.abs(now - known) < SHARE_EVERY_MS) return;
    known = now;
    shared.write(now);
  }
  /** How long nobody has done anything, in any tab, ms. */
  function idle(): number {
    const wall = clocks.wall();
    const steady = clocks.steady();
    const written = shared.read() ?? known;
    if (written !== known) {
      // Another tab was touched, at a time of the same clock; earlier than what we knew if the clock was set back.
      steadyAt = Math.max(steadyAt, steady - Math.max(0, wall - written));
      known = written;
    }
    // A touch is shared once a second, so the wall clock may know of an older one than the steady one.
    return Math.max(steady - steadyAt, wall - known - SHARE_EVERY_MS);
  }
  return {
    touch,
    restart() {
      known = Number.NEGATIVE_INFINITY;
      touch();
    },
    state(lockMs) {
      const left = due ? 0 : lockMs - idle();
      if (left <= 0) return { kind: 'due' };
      return left <= Math.min(WARNING_MS, lockMs / 2) ? { kind: 'warn', ms: left } : { kind: 'open' };
    },
  };
}
