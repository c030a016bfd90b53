import { createSignal, createUniqueId, onCleanup, Show, type JSX } from 'solid-js';
import { Portal } from 'solid-js/web';
import { lastOf } from '../../../schema/old-browsers.ts';
import { Each } from '../../shared/ui/each.tsx';
import { Check, ChevronDown } from '../../shared/ui/icons.ts';
import { IconMark, type Icon } from '../../shared/ui/icon.tsx';
import styles from './menu-button.module.css';
import { walkMenu } from './walk-menu.ts';

export interface MenuChoice { readonly value: string; readonly label: string; readonly second?: string }

/** `one`: exactly one holds. `some`: each on or off, the menu stays open. `acts`: done at once. */
export type MenuGroup =
  | { readonly kind: 'one'; readonly label: string; readonly value: string; readonly choices: readonly MenuChoice[]; readonly onChoose: (value: string) => void }
  | { readonly kind: 'some'; readonly label: string; readonly on: ReadonlySet<string>; readonly choices: readonly MenuChoice[]; readonly onSwitch: (value: string, on: boolean) => void }
  | { readonly kind: 'acts'; readonly label: string; readonly choices: readonly MenuChoice[]; readonly onChoose: (value: string) => void };

export interface MenuButtonProps {
  readonly label: JSX.Element;
  /** What a screen reader says, where the label alone does not tell. */
  readonly name?: string;
  readonly icon?: Icon;
  /** The value shown is only on this device. */
  readonly here?: boolean;
  readonly groups: readonly MenuGroup[];
  /** Says why nothing can be chosen; the menu then holds that sentence alone. */
  readonly unavailable?: string | undefined;
}

/**
 * A menu button after the ARIA pattern: Enter, Space and arrows open it, arrows and letters walk, Escape and Tab close it.
 * Our own, because a library's weighed a sixth of the staff app's first load.
 */
export function MenuButton(props: MenuButtonProps): JSX.Element {
  const id = createUniqueId();
  const [place, setPlace] = createSignal<{ readonly top: number; readonly start: number } | null>(null);
  let trigger: HTMLButtonElement | undefined;
  const isOpen = (): boolean => place() !== null;

  function open(at: 'first' | 'last'): void {
    if (!trigger || isOpen()) return;
    const box = trigger.getBoundingClientRect();
    setPlace({ top: box.bottom + 4, start: startOf(box) });
    queueMicrotask(() => {
      const menu = document.getElementById(id);
      if (!menu) return;
      fitIntoView(menu, box);
      const items = [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')];
      (at === 'first' ? (items.find((item) => item.ariaChecked === 'true') ?? items[0]) : lastOf(items))?.focus();
      watchOutside(true);
    });
  }
  function close(back: boolean): void {
    watchOutside(false);
    setPlace(null);
    if (back) trigger?.focus();
  }
  const onOutside = (event: Event): void => {
    const inside = event.target instanceof Node && (document.getElementById(id)?.contains(event.target) || trigger?.contains(event.target));
    if (!inside) close(false);
  };
  /** What it hangs on may move away under it: then it goes. */
  const onMoved = (): void => close(false);
  function watchOutside(on: boolean): void {
    const act = on ? 'addEventListener' : 'removeEventListener';
    document[act]('pointerdown', onOutside, true);
    document[act]('focusin', onOutside);
    globalThis[act]('resize', onMoved);
  }
  onCleanup(() => watchOutside(false));

  function onTriggerKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 'first' : 'last');
  }
  return (
    <>
      <button
        ref={(element) => {
          trigger = element;
        }}
        type="button"
        class={styles.trigger}
        data-here={props.here ? '' : undefined}
        aria-label={props.name}
        aria-haspopup="menu"
        aria-expanded={isOpen()}
        aria-controls={isOpen() ? id : undefined}
        onClick={() => (isOpen() ? close(true) : open('first'))}
        onKeyDown={onTriggerKey}
      >
        <Show when={props.icon}>{(icon) => <IconMark icon={icon()} size={16} />}</Show>
        <span class={styles.label}>{props.label}</span>
        <IconMark icon={ChevronDown} size={16} />
      </button>
      <Show when={place()}>
        {(at) => (
          <Portal mount={document.querySelector('main') ?? document.body}>
            <div
              id={id}
              role="menu"
              tabIndex={-1}
              aria-label={props.name}
              class={styles.menu}
              style={{ 'inset-block-start': `${at().top}px`, 'inset-inline-start': `${at().start}px` }}
              onKeyDown={(event) => walkMenu(event, () => close(true))}
            >
              <Show when={props.unavailable} fallback={<Each of={props.groups.filter((group) => group.choices.length > 0)} by={(group) => group.label}>{(group) => <Group group={group()} close={() => close(true)} />}</Each>}>
                {(why) => <button type="button" role="menuitem" tabIndex={-1} class={styles.item} onClick={() => close(true)}>{why()}</button>}
              </Show>
            </div>
          </Portal>
        )}
      </Show>
    </>
  );
}

/** From the edge where lines begin: left, or right where the language runs the other way. */
function startOf(box: DOMRect): number {
  return document.documentElement.dir === 'rtl' ? document.documentElement.clientWidth - box.right : box.left;
}

/** Shifts the menu back onto the screen; above its button where there is no room below. */
function fitIntoView(menu: HTMLElement, button: DOMRect): void {
  const box = menu.getBoundingClientRect();
  const room = document.documentElement.clientWidth - 8;
  const over = startOf(box) + box.width - room;
  if (over > 0) menu.style.setProperty('inset-inline-start', `${Math.max(8, startOf(box) - over)}px`);
  if (box.bottom > document.documentElement.clientHeight - 8 && button.top > box.height) menu.style.setProperty('inset-block-start', `${button.top - box.height - 4}px`);
}

function Group(props: { readonly group: MenuGroup; readonly close: () => void }): JSX.Element {
  const labelId = createUniqueId();
  const itemRole = (): 'menuitem' | 'menuitemradio' | 'menuitemcheckbox' => ({ one: 'menuitemradio', some: 'menuitemcheckbox', acts: 'menuitem' } as const)[props.group.kind];
  function isOn(choice: MenuChoice): boolean {
    const { group } = props;
    if (group.kind === 'one') return group.value === choice.value;
    return group.kind === 'some' && group.on.has(choice.value);
  }
  function press(choice: MenuChoice): void {
    const { group } = props;
    if (group.kind === 'some') {
      group.onSwitch(choice.value, !isOn(choice));
      return;
    }
    group.onChoose(choice.value);
    props.close();
  }
  return (
    <div role="group" class={styles.group} aria-labelledby={labelId}>
      <span class={styles.heading} id={labelId}>{props.group.label}</span>
      <Each of={props.group.choices} by={(choice) => choice.value}>
        {(choice) => (
          <button
            type="button"
            role={itemRole()}
            tabIndex={-1}
            class={styles.item}
            aria-label={choice().second === undefined ? choice().label : `${choice().label}, ${choice().second}`}
            aria-checked={props.group.kind === 'acts' ? undefined : isOn(choice())}
            onClick={() => press(choice())}
          >
            <Show when={props.group.kind !== 'acts'}>
              <span class={styles.mark}><Show when={isOn(choice())}><IconMark icon={Check} size={16} /></Show></span>
            </Show>
            <span class={styles.words}>
              <span>{choice().label}</span>
              <Show when={choice().second}>{(second) => <span class={styles.second}>{second()}</span>}</Show>
            </span>
          </button>
        )}
      </Each>
    </div>
  );
}
