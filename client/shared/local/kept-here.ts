/** See kept-marker.ts; apart from it, because a sign-in page looks only whether there is any. */
export const KEPT = 'kept.';
const prefix = `outpost.setting.${KEPT}`;

/** Accounts of whom something was kept on this device at some time. */
export function accountsKept(): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  } catch {
    return []; // blocked storage keeps nothing
  }
}
