import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import { For, Show, type JSX } from 'solid-js';
import { Check, ChevronDown } from '../../shared/ui/icons.ts';
import { IconMark, type Icon } from '../../shared/ui/icon.tsx';
import styles from './menu-button.module.css';

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

/** Arrows move, letters search, Escape returns to the button. Groups without choices are not drawn. */
export function MenuButton(props: MenuButtonProps): JSX.Element {
  return (
    <DropdownMenu modal={false} gutter={4} placement="bottom-start">
      <DropdownMenu.Trigger class={styles.trigger} data-here={props.here ? '' : undefined} aria-label={props.name}>
        <Show when={props.icon}>{(icon) => <IconMark icon={icon()} size={16} />}</Show>
        <span class={styles.label}>{props.label}</span>
        <IconMark icon={ChevronDown} size={16} />
      </DropdownMenu.Trigger>
      {/* Inside the page's main part, which screen readers offer as a whole. */}
      <DropdownMenu.Portal mount={document.querySelector('main') ?? document.body}>
        <DropdownMenu.Content class={styles.menu}>
          <Show when={props.unavailable} fallback={<For each={props.groups.filter((group) => group.choices.length > 0)}>{(group) => <Group group={group} />}</For>}>
            {(why) => <DropdownMenu.Item class={styles.item} closeOnSelect>{why()}</DropdownMenu.Item>}
          </Show>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

function Words(props: { readonly choice: MenuChoice }): JSX.Element {
  return (
    <span class={styles.words}>
      <span>{props.choice.label}</span>
      <Show when={props.choice.second}>{(second) => <span class={styles.second}>{second()}</span>}</Show>
    </span>
  );
}

function Group(props: { readonly group: MenuGroup }): JSX.Element {
  const group = props.group;
  const mark = (): JSX.Element => (
    <span class={styles.mark}>
      <DropdownMenu.ItemIndicator>
        <IconMark icon={Check} size={16} />
      </DropdownMenu.ItemIndicator>
    </span>
  );
  switch (group.kind) {
    case 'one':
      return (
        <DropdownMenu.RadioGroup class={styles.group} value={group.value} onChange={group.onChoose}>
          <DropdownMenu.GroupLabel class={styles.heading}>{group.label}</DropdownMenu.GroupLabel>
          <For each={group.choices}>
            {(choice) => <DropdownMenu.RadioItem class={styles.item} value={choice.value}>{mark()}<Words choice={choice} /></DropdownMenu.RadioItem>}
          </For>
        </DropdownMenu.RadioGroup>
      );
    case 'some':
      return (
        <DropdownMenu.Group class={styles.group}>
          <DropdownMenu.GroupLabel class={styles.heading}>{group.label}</DropdownMenu.GroupLabel>
          <For each={group.choices}>
            {(choice) => (
              <DropdownMenu.CheckboxItem class={styles.item} closeOnSelect={false} checked={group.on.has(choice.value)} onChange={(on) => group.onSwitch(choice.value, on)}>
                {mark()}<Words choice={choice} />
              </DropdownMenu.CheckboxItem>
            )}
          </For>
        </DropdownMenu.Group>
      );
    case 'acts':
      return (
        <DropdownMenu.Group class={styles.group}>
          <DropdownMenu.GroupLabel class={styles.heading}>{group.label}</DropdownMenu.GroupLabel>
          <For each={group.choices}>
            {(choice) => <DropdownMenu.Item class={styles.item} onSelect={() => group.onChoose(choice.value)}><Words choice={choice} /></DropdownMenu.Item>}
          </For>
        </DropdownMenu.Group>
      );
  }
}
