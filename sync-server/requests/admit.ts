import { refuse, type Outcome } from '../../schema/outcome.ts';
import type { Decision, Incoming } from './incoming.ts';
import type { LockedDevice } from './lock-devices.ts';

/** DESIGN R11: how long a device's key delivers without a sign-in. */
export const DELIVERY_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;

type Admission =
  | Decision
  /** Store this outcome without asking the slice. */
  | { readonly kind: 'settled'; readonly state: Exclude<Outcome['state'], 'done'>; readonly code: string }
  | { readonly kind: 'judge' };

/** What the pipeline knows before it asks who the author is and what the request means; in this order. */
export function admit(incoming: Incoming, device: LockedDevice): Admission {
  const { known } = device;
  if (known?.same) return { kind: 'stored', outcome: known.outcome, actor: null, touched: [] };
  if (known) return { kind: 'refused', refusal: refuse('request.otherBytes') };
  const { parsed } = incoming;
  if (!parsed.ok) {
    // A newer app than this server: its requests wait, they are not lost over an update of the clinic's.
    const newer = parsed.code === 'request.tooNew' || parsed.code === 'request.unknownType';
    return { kind: newer ? 'retry' : 'refused', refusal: refuse(parsed.code) };
  }
  if (device.revoked) return { kind: 'settled', state: 'held', code: 'device.revoked' };
  if (incoming.receivedAt - device.lastSeenAt > DELIVERY_DAYS * DAY) return { kind: 'retry', refusal: refuse('device.signInAgain') };
  return admitAfter(incoming.envelope.after ?? [], device.dependencies);
}

/**
 * R4. What was not done takes what depends on it with it. What the record has not seen may still come: only the device
 * knows, so the request waits there, and the device itself ends it when what it depends on can no longer come.
 */
function admitAfter(after: readonly string[], states: LockedDevice['dependencies']): Admission {
  const found = after.map((id) => states.get(id));
  if (found.some((state) => state === 'declined' || state === 'superseded')) return { kind: 'settled', state: 'declined', code: 'request.dependency' };
  if (found.includes('held')) return { kind: 'settled', state: 'held', code: 'request.dependency' };
  if (found.includes(undefined)) return { kind: 'retry', refusal: refuse('request.dependencyNotYet') };
  return { kind: 'judge' };
}
