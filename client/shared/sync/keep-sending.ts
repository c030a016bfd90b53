import type { RoundEnd } from './sender.ts';

/** After nobody answered: soon, then less often, but never so rarely that a line that is back goes unnoticed for half a minute. */
const DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 24_000] as const;
/** A new request tries at once, but not more often than this while nobody answers. */
const LEAST_MS = 1_000;

export interface KeepSending {
  /** There may be something to send. */
  wake(): void;
  /** Tries now, whatever the delay; resolves when that round is over. */
  tryNow(): Promise<void>;
  /** Stops after the round under way. */
  close(): Promise<void>;
}

/**
 * Rounds of sending, one at a time, for as long as the page or worker lives. Delays grow without a word about seconds
 * (UX: no countdowns).
 * @param round never rejects but for a broken device database; then it is tried again like any failure
 */
export function keepSending(round: () => Promise<RoundEnd>, now: () => number): KeepSending {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let failures = 0;
  let failedAt = 0;
  let closed = false;

  function schedule(delay: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void run(), Math.max(0, delay));
  }

  function run(): Promise<void> {
    clearTimeout(timer);
    if (closed) return Promise.resolve();
    again = false;
    running ??= runOnce().finally(() => {
      running = null;
      if (again) schedule(failures === 0 ? 0 : LEAST_MS);
    });
    return running;
  }

  async function runOnce(): Promise<void> {
    const end = await round().catch((): RoundEnd => ({ wakeAt: null, failed: true }));
    if (end.failed) {
      const delay = DELAYS_MS[Math.min(failures, DELAYS_MS.length - 1)] ?? 0;
      failures += 1;
      failedAt = now();
      schedule(delay * (0.8 + Math.random() * 0.2));
      return;
    }
    failures = 0;
    if (end.wakeAt !== null) schedule(end.wakeAt - now());
  }

  return {
    wake() {
      if (running) again = true;
      else if (failures === 0 || Math.abs(now() - failedAt) >= LEAST_MS) void run();
      else schedule(LEAST_MS);
    },
    async tryNow() {
      // A round under way may have looked before what is to be sent was there.
      if (running) await running;
      await run();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
