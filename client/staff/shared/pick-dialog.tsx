import { createEffect, createMemo, createSignal, createUniqueId, on, Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { IconMark, type Icon } from '../../shared/ui/icon.tsx';
import { Info, Search } from '../../shared/ui/icons.ts';
import { Modal } from '../../shared/ui/modal.tsx';
import hidden from '../../shared/ui/visually-hidden.module.css';
import { matchPicks, type Pick } from './match-picks.ts';
import styles from './pick-dialog.module.css';
import { pickTexts } from './pick-texts.ts';

export interface PickItem extends Pick {
  readonly icon?: Icon;
  /** Why it cannot be done now: it stays in the list, says so, and does nothing. */
  readonly unavailable?: string | undefined;
  readonly pick: () => void;
}

export interface PickDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly items: readonly PickItem[];
  /** Nothing to choose from at all. */
  readonly none: string;
  /** Under the list: where these are kept. */
  readonly foot?: JSX.Element;
  readonly onInput?: (typed: string) => void;
}

/**
 * Choosing by typing, after the ARIA combobox pattern with a list that is always there: the focus stays in the field, arrows
 * walk, Enter takes, Escape leaves. What is taken runs once the dialog is gone and the focus is back where it was.
 */
export function PickDialog(props: PickDialogProps): JSX.Element {
  let taken: PickItem | undefined;
  function gone(): void {
    const item = taken;
    taken = undefined;
    item?.pick();
  }
  return (
    <Modal open={props.open} onClose={props.onClose} onGone={gone} shape="dialog">
      {(titleId) => <Inside {...props} titleId={titleId} onTake={(item) => { taken = item; props.onClose(); }} />}
    </Modal>
  );
}

function Inside(props: PickDialogProps & { readonly titleId: string; readonly onTake: (item: PickItem) => void }): JSX.Element {
  const t = useT(pickTexts);
  const id = createUniqueId();
  const [typed, setTyped] = createSignal('');
  // Whichever is first until an arrow was pressed; then by its name, for the list may change before Enter is.
  const [chosen, setChosen] = createSignal<string>();
  const [said, setSaid] = createSignal('');
  const shown = createMemo(() => matchPicks(props.items, typed()));
  const optionId = (index: number): string => `${id}-${index}`;
  /** -1: it is not in the list any more, and Enter takes nothing in its place. */
  const at = createMemo(() => (chosen() === undefined ? 0 : shown().findIndex((item) => item.id === chosen())));
  createEffect(on(typed, () => {
    setChosen(undefined);
    setSaid('');
  }, { defer: true }));
  createEffect(() => document.getElementById(optionId(at()))?.scrollIntoView({ block: 'nearest' }));

  function take(index: number): void {
    const item = shown()[index];
    if (!item) return;
    setChosen(item.id);
    if (item.unavailable !== undefined) {
      setSaid(item.unavailable);
      return;
    }
    props.onTake(item);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = shown().length;
    const step = ({ ArrowDown: 1, ArrowUp: -1 } as Readonly<Record<string, number>>)[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      take(at());
    } else if (step !== undefined && count > 0) {
      event.preventDefault();
      setSaid('');
      setChosen(shown()[(Math.max(at(), step < 0 ? 0 : -1) + step + count) % count]?.id);
    }
  }
  return (
    <div class={styles.inside}>
      <h2 class={hidden.hidden} id={props.titleId} tabindex={-1}>{props.title}</h2>
      <div class={styles.field}>
        <IconMark icon={Search} size={18} />
        <input
          // After the dialog has put the focus on its heading.
          ref={(element) => queueMicrotask(() => queueMicrotask(() => element.focus()))}
          class={styles.input}
          type="text"
          role="combobox"
          aria-label={props.title}
          aria-expanded={shown().length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown()[at()] === undefined ? undefined : optionId(at())}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          placeholder={props.title}
          value={typed()}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            props.onInput?.(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class={styles.list} role="listbox" id={`${id}-list`} aria-label={props.title} tabindex={-1}>
        <Each of={shown()} by={(item) => item.id}>
          {(item, index) => (
            <button
              type="button"
              tabIndex={-1}
              id={optionId(index())}
              role="option"
              class={styles.option}
              aria-selected={index() === at()}
              aria-disabled={item().unavailable === undefined ? undefined : 'true'}
              onClick={() => take(index())}
            >
              <Show when={item().icon}>{(icon) => <IconMark icon={icon()} size={18} />}</Show>
              <span class={styles.words}>
                <span>{item().label}</span>
                <Show when={item().unavailable ?? item().second}>
                  {(second) => <span class={styles.second} data-why={item().unavailable === undefined ? undefined : ''}><Show when={item().unavailable}><IconMark icon={Info} size={14} /></Show>{second()}</span>}
                </Show>
              </span>
              <Show when={item().group}>{(group) => <span class={styles.group}>{group()}</span>}</Show>
            </button>
          )}
        </Each>
      </div>
      <p class={shown().length === 0 ? styles.none : hidden.hidden} role="status">
        {said() !== '' ? said() : shown().length > 0 ? t('count', { count: shown().length }) : props.items.length === 0 ? props.none : t('nothing')}
      </p>
      <Show when={props.foot}>{(foot) => <div class={styles.foot}>{foot()}</div>}</Show>
    </div>
  );
}
