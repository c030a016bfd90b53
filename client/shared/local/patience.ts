/** How long a request may take, and a way to give it up before. */
export interface Patience {
  readonly signal: AbortSignal;
  /** Gives the request up now. */
  readonly leave: () => void;
  /** To be called when the request came to its end, or the timer outlives it. */
  readonly done: () => void;
}

/** By hand: browsers we still serve (Chrome 87, Safari 15) have neither AbortSignal.timeout nor AbortSignal.any. */
export function startPatience(ms: number): Patience {
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  const timer = setTimeout(leave, ms);
  return { signal: leaving.signal, leave, done: () => clearTimeout(timer) };
}
