import * as z from 'zod/mini';

/**
 * Whose screens an app shows on this device and when they lock. In localStorage because it is read before the first paint,
 * written at every touch, and heard by the other tabs. Browsers write it down seconds later, so a killed one forgets: what
 * must not be forgotten is in the device's database too, and that one decides (session/session-store.ts).
 */
export const sessionMemory = z.object({
  account: z.string(),
  /** Suffix of the clinic, for patients: another clinic's address is another sign-in. */
  place: z.string(),
  lockMinutes: z.number().check(z.positive()),
  /** The person's last act, by the device's clock, ms. */
  activeAt: z.number(),
  locked: z.boolean(),
  /** The clinic's last answer about this session, by the device's clock, ms; and how many days may pass without another. */
  heardAt: z.optional(z.number()),
  contactDays: z.optional(z.number()),
});
export type SessionMemory = z.infer<typeof sessionMemory>;

type AppName = 'staff' | 'patient';
const keyOf = (app: AppName): string => `outpost.session.${app}`;
const leavingKey = (app: AppName): string => `outpost.leaving.${app}`;

/** Null: nobody, or nothing that can be read. A browser that keeps nothing signs nobody in for longer than its page. */
export function readSessionMemory(app: AppName): SessionMemory | null {
  try {
    const parsed = sessionMemory.safeParse(JSON.parse(localStorage.getItem(keyOf(app)) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // blocked storage or a broken text: both mean that nobody is remembered
  }
}

export function writeSessionMemory(app: AppName, memory: SessionMemory | null): void {
  store(keyOf(app), memory === null ? null : JSON.stringify(memory));
}

/** Somebody signed out while the clinic could not be told; it is told at the next contact. */
export const isLeaving = (app: AppName): boolean => isNoted(leavingKey(app));
export const noteLeaving = (app: AppName, leaving: boolean): void => store(leavingKey(app), leaving ? '1' : null);

const SHARED = 'outpost.sharedDevice';
/** Several people use this device, as whoever signed in last said. */
export const isSharedDevice = (): boolean => isNoted(SHARED);
export const noteSharedDevice = (shared: boolean): void => store(SHARED, shared ? '1' : null);

function isNoted(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false; // blocked storage keeps no notes
  }
}

function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch (error) {
    // Blocked or full: this page goes on with what it knows, and a reload asks for a sign-in.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** What other tabs of this device wrote. */
export function watchSessionMemory(app: AppName, heard: () => void): () => void {
  const listen = (event: StorageEvent): void => {
    if (event.key === null || event.key === keyOf(app)) heard();
  };
  addEventListener('storage', listen);
  return () => removeEventListener('storage', listen);
}
