import type { Icon } from './icon.tsx';

/** Something a person can do from here, as data: bubbles, tray items, snackbars and notices draw it in their own way. */
export interface Act {
  /** Names the act and, where it matters, the person: "Release to Priya". */
  readonly label: string;
  readonly onPress?: (() => void) | undefined;
  readonly href?: string | undefined;
  readonly icon?: Icon | undefined;
  /** The key that does the same, staff only; the screen listens for it, this only shows it. */
  readonly keycap?: string | undefined;
  /** Why it cannot run now: shown beneath, the button stays reachable. */
  readonly unavailable?: string | undefined;
}
