/** What a stamp stands on; each kind of list ages at its own pace. */
export type Freshness = 'queue' | 'slots' | 'messages' | 'results' | 'prescriptions' | 'record';

const MINUTE = 60_000;

const limits: Readonly<Record<Freshness, number>> = {
  queue: 2 * MINUTE,
  slots: 15 * MINUTE,
  messages: 60 * MINUTE,
  results: 24 * 60 * MINUTE,
  prescriptions: 24 * 60 * MINUTE,
  record: 24 * 60 * MINUTE,
};

/** Past this age a reader must not rely on it: the stamp says so, and where a decision is made a notice does too. */
export function mayHaveChanged(of: Freshness, asOf: Date | string | number, now: number): boolean {
  return now - new Date(asOf).getTime() > limits[of];
}
