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

/**
 * Reading ends after the lock time without a touch (C85, DESIGN §6), without a network too. The longer of what both clocks
 * say has passed counts: setting the clock back gains nothing while the page lives, sleeping gains nothing ever.
 *
 * Not promised: a device that sleeps with its page open *and* has its clock set back before it wakes looks as if no time
 * had passed. Nothing in a browser tells the two apart; the clinic's own clock ends the session.
 */
export class LockClock {
  readonly #clocks: LockClocks;
  readonly #shared: SharedActivity;
  #steadyAt: number;
  #known: number;
  #due = false;

  /** A page that starts: it goes by what was written before it. From the future means that the clock was set back since. */
  constructor(clocks: LockClocks, shared: SharedActivity) {
    this.#clocks = clocks;
    this.#shared = shared;
    const now = clocks.wall();
    this.#known = shared.read() ?? now;
    this.#due = this.#known > now + CORRECTION_MS;
    this.#steadyAt = clocks.steady() - Math.max(0, now - this.#known);
  }

  /** The person did something. Not to be called while the warning has run out: then it is too late. */
  touch(): void {
    const now = this.#clocks.wall();
    this.#steadyAt = this.#clocks.steady();
    this.#due = false;
    if (Math.abs(now - this.#known) < SHARE_EVERY_MS) return;
    this.#known = now;
    this.#shared.write(now);
  }

  /** A password or a sign-in: everything starts anew, in all tabs. */
  restart(): void {
    this.#known = Number.NEGATIVE_INFINITY;
    this.touch();
  }

  /** How long nobody has done anything, in any tab, ms. */
  idle(): number {
    const wall = this.#clocks.wall();
    const steady = this.#clocks.steady();
    const written = this.#shared.read() ?? this.#known;
    if (written !== this.#known) {
      // Another tab was touched, at a time of the same clock; earlier than what we knew if the clock was set back.
      this.#steadyAt = Math.max(this.#steadyAt, steady - Math.max(0, wall - written));
      this.#known = written;
    }
    // A touch is shared once a second, so the wall clock may know of an older one than the steady one.
    return Math.max(steady - this.#steadyAt, wall - this.#known - SHARE_EVERY_MS);
  }

  state(lockMs: number): LockState {
    const left = this.#due ? 0 : lockMs - this.idle();
    if (left <= 0) return { kind: 'due' };
    return left <= Math.min(WARNING_MS, lockMs / 2) ? { kind: 'warn', ms: left } : { kind: 'open' };
  }
}
