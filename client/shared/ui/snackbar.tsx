import { createContext, createSignal, onCleanup, Show, useContext, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import type { Act } from './act.ts';
import { Keycap } from './keycap.tsx';
import { useAnnounce } from './live-region.tsx';
import { createPress } from './press.ts';
import styles from './snackbar.module.css';
import { uiTexts } from './ui-texts.ts';

export interface SnackbarMessage {
  readonly text: string;
  readonly act?: Act | undefined;
  /** 10 unless said otherwise. Time is never the only way: undo also stands in the list of recent acts. */
  readonly seconds?: number | undefined;
}

export interface Snackbar {
  /** Replaces what is shown; one at a time. */
  show(message: SnackbarMessage): void;
  hide(): void;
}

const SnackbarContext = createContext<Snackbar>();

export function useSnackbar(): Snackbar {
  const snackbar = useContext(SnackbarContext);
  if (!snackbar) throw new Error('useSnackbar needs <SnackbarProvider> above it');
  return snackbar;
}

export function SnackbarProvider(props: { readonly children: JSX.Element }): JSX.Element {
  const announce = useAnnounce();
  const t = useT(uiTexts);
  const [message, setMessage] = createSignal<SnackbarMessage>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hide(): void {
    clearTimeout(timer);
    setMessage(undefined);
  }
  function count(): void {
    clearTimeout(timer);
    timer = setTimeout(hide, (message()?.seconds ?? 10) * 1000);
  }
  onCleanup(() => clearTimeout(timer));

  const snackbar: Snackbar = {
    show(next) {
      setMessage(next);
      announce(next.act ? `${next.text} ${next.act.label}` : next.text);
      count();
    },
    hide,
  };

  return (
    <SnackbarContext.Provider value={snackbar}>
      {props.children}
      <Show when={message()} keyed>
        {(shown) => (
          <div
            ref={(element) => requestAnimationFrame(() => liftAboveFoot(element))}
            class={styles.snackbar}
            role="region"
            aria-label={t('snackbar')}
            onPointerEnter={() => clearTimeout(timer)}
            onPointerLeave={count}
            onFocusIn={() => clearTimeout(timer)}
            onFocusOut={count}
          >
            <span class={styles.text}>{shown.text}</span>
            <Show when={shown.act}>{(act) => <SnackbarAct act={act()} done={hide} />}</Show>
          </div>
        )}
      </Show>
    </SnackbarContext.Provider>
  );
}

/** It covers no bar and no button: it lies above what stands at the foot of the screen under it (`data-foot`). */
function liftAboveFoot(snackbar: HTMLElement): void {
  const own = snackbar.getBoundingClientRect();
  const height = document.documentElement.clientHeight;
  let foot = 0;
  for (const part of document.querySelectorAll('[data-foot]')) {
    const it = part.getBoundingClientRect();
    const isUnder = it.height > 0 && it.left < own.right && it.right > own.left;
    // On a screen too low for parts that stay, a foot scrolls with the page, and there is no room above it.
    if (isUnder && it.top > height / 3) foot = Math.max(foot, height - it.top);
  }
  snackbar.style.setProperty('--foot', `${foot}px`);
}

function SnackbarAct(props: { readonly act: Act; readonly done: () => void }): JSX.Element {
  const press = createPress({
    onPress: () => {
      props.act.onPress?.();
      props.done();
    },
  });
  return (
    <button type="button" class={styles.act} aria-keyshortcuts={props.act.keycap} onClick={press}>
      {props.act.label}
      <Show when={props.act.keycap}>{(cap) => <Keycap cap={cap()} />}</Show>
    </button>
  );
}
