import type { Icon } from './icon.tsx';

/** A place in the bottom bar or the rail. */
export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: Icon;
  /** Only where somebody must act. */
  readonly count?: number | undefined;
  /** "3 unread messages"; without it the number is read after the label. */
  readonly countLabel?: string | undefined;
  readonly tone?: 'brand' | 'asks' | undefined;
  readonly current?: boolean | undefined;
}
