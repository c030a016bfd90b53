export interface BrowserFacts {
  readonly userAgent: string;
  /** An iPad says that it is a Mac; no Mac has a touch screen. */
  readonly touchPoints: number;
  readonly standalone: boolean;
  /** The browser has offered to ask. */
  readonly canAsk: boolean;
}

/**
 * How this app gets on this device: the browser asks; by hand on an iPhone; not from inside another app (WhatsApp's and Facebook's own
 * browser); not at all.
 */
export type InstallWay = 'installed' | 'ask' | 'iphone' | 'otherBrowser' | 'none';

export function findInstallWay({ userAgent, touchPoints, standalone, canAsk }: BrowserFacts): InstallWay {
  if (standalone) return 'installed';
  if (canAsk) return 'ask';
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
  if (/FBAN|FBAV|FB_IAB|Instagram|WhatsApp|MicroMessenger|Line\/|; wv\)/.test(userAgent)) return 'otherBrowser';
  if (isApple) return /Safari\//.test(userAgent) ? 'iphone' : 'otherBrowser';
  return 'none';
}

export interface OfferFacts {
  readonly now: number;
  /** When this app was first opened here by somebody signed in; null: now. */
  readonly firstUse: number | null;
  /** Something they wrote has reached the clinic. */
  readonly hasSent: boolean;
  /** "Not now" was pressed then. */
  readonly notNowAt: number | null;
  readonly signedInAt: number;
  readonly unsent: number;
  readonly reachable: boolean;
}

const HOUR = 3600_000;
export const NOT_NOW_MS = 90 * 24 * HOUR;

/**
 * After a second visit or a first sent item. Never while something is unsent: an iPhone's home-screen app starts empty. "Not now"
 * holds for 90 days, and then until the next sign-in (UX §1.7).
 */
export function mayOfferInstall({ now, firstUse, hasSent, notNowAt, signedInAt, unsent, reachable }: OfferFacts): boolean {
  if (unsent > 0 || !reachable) return false;
  if (notNowAt !== null) return now - notNowAt >= NOT_NOW_MS && signedInAt > notNowAt;
  return hasSent || (firstUse !== null && now - firstUse >= HOUR);
}
