import type { Rung } from './ladder.ts';

/** Megabytes a minute each way, from the bit rates sent (payload alone). */
export const dataCost: Readonly<Record<Rung, number>> = { off: 0.2, small: 1.2, clear: 3.4 };

/** The browser's own word on the line, where it has one (Chromium). */
interface LineHint { readonly effectiveType?: string; readonly saveData?: boolean }

/** 2G, 3G, or a person who asked their browser to save data: the camera is off until they turn it on. */
export function isDear(hint: LineHint | undefined): boolean {
  return hint?.saveData === true || ['slow-2g', '2g', '3g'].includes(hint?.effectiveType ?? '');
}

/** Undefined where the browser has none (Firefox, Safari). */
export function hintOf(from: Navigator): LineHint | undefined {
  return 'connection' in from && typeof from.connection === 'object' && from.connection !== null ? from.connection : undefined;
}
