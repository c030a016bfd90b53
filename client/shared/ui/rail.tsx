import { Show, type JSX } from 'solid-js';

import { useFormat, useT } from '../i18n/context.tsx';
import { Avatar } from './avatar.tsx';
import { Each } from './each.tsx';
import { IconButton } from './icon-button.tsx';
import { IconMark } from './icon.tsx';
import { Lock } from './icons.ts';
import type { NavItem } from './nav-item.ts';
import styles from './rail.module.css';
import { uiTexts } from './ui-texts.ts';
import hidden from './visually-hidden.module.css';

export interface RailGroup {
  readonly title: string;
  readonly items: readonly NavItem[];
}

export interface RailProps {
  readonly label: string;
  readonly mark: JSX.Element;
  readonly groups: readonly RailGroup[];
  readonly foot?: JSX.Element;
}

/** Staff: 212 wide; from 900 to 1199 px 88 wide with the icon over the word; below that the screen draws a bottom bar instead. */
export function Rail(props: RailProps): JSX.Element {
  return (
    <nav class={styles.rail} aria-label={props.label} data-print="no">
      <div class={styles.mark}>{props.mark}</div>
      <div class={styles.scroll}>
        <Each of={props.groups} by={(group) => group.title}>
          {(group) => (
            <div class={styles.group}>
              <p class={styles.title}>{group().title}</p>
              <ul role="list">
                <Each of={group().items} by={(item) => item.href}>{(item) => <RailItem item={item()} />}</Each>
              </ul>
            </div>
          )}
        </Each>
      </div>
      {props.foot}
    </nav>
  );
}

function RailItem(props: { readonly item: NavItem }): JSX.Element {
  const format = useFormat();
  return (
    <li class={styles.item}>
      <a class={styles.link} href={props.item.href} aria-current={props.item.current ? 'page' : undefined}>
        <IconMark icon={props.item.icon} size={18} />
        <span class={styles.label}>{props.item.label}</span>
        <Show when={(props.item.count ?? 0) > 0}>
          <span class={styles.count} data-tone={props.item.tone} aria-hidden={props.item.countLabel ? 'true' : undefined}>
            {format.number(props.item.count ?? 0)}
          </span>
          <span class={hidden.hidden}>{props.item.countLabel}</span>
        </Show>
      </a>
    </li>
  );
}

export interface RailPersonProps {
  readonly name: string;
  /** What they are here as: "Coordinator". */
  readonly post: string;
  readonly colour: number;
  readonly onLock: () => void;
  /** Opens the person's own menu; without it the name is only read. */
  readonly href?: string | undefined;
}

/** Who is signed in, and the way to lock. */
export function RailPerson(props: RailPersonProps): JSX.Element {
  const t = useT(uiTexts);
  return (
    <div class={styles.person}>
      <Avatar name={props.name} colour={props.colour} size={32} />
      <span class={styles.who}>
        <Show when={props.href} fallback={<strong class={styles.name}>{props.name}</strong>}>
          {(href) => (
            <a class={styles.name} href={href()}>
              <strong>{props.name}</strong>
            </a>
          )}
        </Show>
        <span class={styles.post}>{props.post}</span>
      </span>
      <IconButton icon={Lock} size="small" label={t('lock')} onPress={props.onLock} />
    </div>
  );
}
