/** When to ask the clinic again: by the clock, and at once when something says that the line may be back. */
export interface Rhythm {
  /** A round that begins now; resolves when it has ended. */
  now(): Promise<void>;
  soon(ms?: number): void;
  close(): void;
}

/** With a socket the list changes rarely; without one, asking is all there is. */
const LIVE_MS = 60_000;
const ALONE_MS = 10_000;
const HIDDEN_MS = 120_000;
/** A captive portal let go of us, the line is back: noticed within 20 s by asking alone. */
const FAILED_MS = [3_000, 6_000, 12_000, 20_000];
const SOON_MS = 300;

export function createRhythm(deps: {
  readonly run: () => Promise<boolean>;
  readonly live: () => boolean;
  readonly failed: (error: unknown) => void;
}): Rhythm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let failures = 0;
  let closed = false;

  function schedule(ms: number): void {
    const at = Date.now() + ms;
    if (closed || at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => void round(), ms);
  }

  async function round(): Promise<void> {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
    let whole = false;
    try {
      whole = await deps.run();
    } catch (error) {
      deps.failed(error);
    }
    failures = whole ? 0 : failures + 1;
    const hidden = globalThis.document?.visibilityState === 'hidden';
    const wait = !whole ? (FAILED_MS[failures - 1] ?? 20_000) : hidden ? HIDDEN_MS : deps.live() ? LIVE_MS : ALONE_MS;
    // A thousand devices that lost the same line do not come back in step.
    schedule(wait * (0.85 + Math.random() * 0.3));
  }

  const soon = (ms = SOON_MS): void => schedule(ms);
  const back = (): void => { if (globalThis.document?.visibilityState !== 'hidden') soon(); };
  const page = typeof globalThis.addEventListener === 'function' ? globalThis : null;
  for (const event of ['online', 'focus', 'pageshow']) page?.addEventListener(event, back);
  globalThis.document?.addEventListener('visibilitychange', back);
  soon(0);

  return {
    now: round,
    soon,
    close() {
      closed = true;
      clearTimeout(timer);
      for (const event of ['online', 'focus', 'pageshow']) page?.removeEventListener(event, back);
      globalThis.document?.removeEventListener('visibilitychange', back);
    },
  };
}
