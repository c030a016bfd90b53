import { Show, type JSX } from 'solid-js';

import { Badge } from './badge.tsx';
import styles from './bottom-bar.module.css';
import { Each } from './each.tsx';
import { IconMark } from './icon.tsx';
import type { NavItem } from './nav-item.ts';

/** Five places, icon over word. */
export function BottomBar(props: { readonly label: string; readonly items: readonly NavItem[] }): JSX.Element {
  return (
    <nav class={styles.bar} aria-label={props.label} data-print="no">
      <Each of={props.items} by={(item) => item.href}>
        {(item) => (
          <a class={styles.item} href={item().href} aria-current={item().current ? 'page' : undefined}>
            <span class={styles.icon}>
              <IconMark icon={item().icon} size={24} />
              <Show when={(item().count ?? 0) > 0}>
                <span class={styles.badge}>
                  <Badge count={item().count} tone={item().tone} label={item().countLabel ?? String(item().count ?? '')} />
                </span>
              </Show>
            </span>
            <span class={styles.label}>{item().label}</span>
          </a>
        )}
      </Each>
    </nav>
  );
}
