import { Show, type Accessor, type JSX } from 'solid-js';

import { Badge } from './badge.tsx';
import styles from './bottom-bar.module.css';
import { Each } from './each.tsx';
import { IconMark } from './icon.tsx';
import type { NavItem } from './nav-item.ts';

/** Five places, icon over word. Of more than five, the fifth opens the others. */
export function BottomBar(props: { readonly label: string; readonly items: readonly NavItem[]; readonly more?: ((rest: Accessor<readonly NavItem[]>) => JSX.Element) | undefined }): JSX.Element {
  const most = (): number => (props.more && props.items.length > 5 ? 4 : props.items.length);
  return (
    <nav class={styles.bar} aria-label={props.label} data-print="no">
      <Each of={props.items.slice(0, most())} by={(item) => item.href}>
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
      <Show when={props.items.length > most()}>{props.more?.(() => props.items.slice(most()))}</Show>
    </nav>
  );
}
