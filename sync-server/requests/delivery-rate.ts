/**
 * How much one device may ask: a bucket that holds a week offline and refills faster than anyone works. What exceeds it
 * is answered `retry` and waits on the device; nothing is lost. Kept in memory: it guards this process's time, not a secret.
 */
export interface DeliveryRate {
  /** Takes one from the device's bucket; false when it is empty. */
  take(device: string, now: number): boolean;
}

export interface RateLimits {
  readonly burst: number;
  readonly perSecond: number;
}

const GENEROUS: RateLimits = { burst: 3000, perSecond: 200 };
const REMEMBERED = 50_000;

export function createDeliveryRate(limits: RateLimits = GENEROUS): DeliveryRate {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(device, now) {
      const bucket = buckets.get(device) ?? { left: limits.burst, at: now };
      const refilled = bucket.left + (Math.max(0, now - bucket.at) / 1000) * limits.perSecond;
      bucket.left = Math.min(limits.burst, refilled);
      bucket.at = now;
      if (buckets.size >= REMEMBERED) buckets.clear();
      buckets.set(device, bucket);
      if (bucket.left < 1) return false;
      bucket.left -= 1;
      return true;
    },
  };
}
