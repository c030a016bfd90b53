import { createEffect, createSignal, createUniqueId, on, onCleanup, Show, type JSX } from 'solid-js';
import { Portal } from 'solid-js/web';

import styles from './modal.module.css';

export interface ModalProps {
  readonly open: boolean;
  /** Escape, the system's back gesture, and a press beside it. The owner then sets `open`. */
  readonly onClose: () => void;
  /** It is gone, and the focus is back where it was: what is done next may take it elsewhere. */
  readonly onGone?: (() => void) | undefined;
  /** No way out until the act is over: only while a release runs. */
  readonly locked?: boolean | undefined;
  readonly shape: 'sheet' | 'dialog' | 'drawer';
  /** Draws the content; its heading carries the id given, tabindex -1, and takes the focus. */
  readonly children: (titleId: string) => JSX.Element;
}

const LONGEST_LEAVE_MS = 300;

/**
 * A native <dialog> in the top layer: the page behind is inert without our doing. Focus goes to the heading, not to the first
 * button, so that no impatient Enter answers a question nobody has read; and comes back to where it was.
 */
export function Modal(props: ModalProps): JSX.Element {
  const titleId = createUniqueId();
  /** How often it was opened, so that one opened again is a new one; 0: it is not there. */
  const [mounted, setMounted] = createSignal(0);
  const [leaving, setLeaving] = createSignal(false);
  let dialog: HTMLDialogElement | undefined;
  let cameFrom: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let times = 0;

  function enter(): void {
    // Opened again while it leaves: that one goes first, and what was to follow it is done.
    finish();
    if (mounted() > 0) {
      if (dialog?.isConnected && !dialog.open) show(dialog);
      return;
    }
    cameFrom = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    times += 1;
    setMounted(times);
  }
  function leave(): void {
    if (mounted() === 0) return;
    setLeaving(true);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) queueMicrotask(finish);
    else timer = setTimeout(finish, LONGEST_LEAVE_MS); // where animations do not run
  }
  function finish(): void {
    clearTimeout(timer);
    if (!leaving()) return;
    if (dialog?.open) dialog.close?.();
    setMounted(0);
    setLeaving(false);
    if (cameFrom?.isConnected) cameFrom.focus();
    props.onGone?.();
  }

  createEffect(on(() => props.open, (open) => (open ? enter() : leave())));
  onCleanup(() => {
    clearTimeout(timer);
    if (mounted() > 0 && cameFrom?.isConnected) queueMicrotask(() => cameFrom?.focus());
  });

  function show(element: HTMLDialogElement): void {
    dialog = element;
    queueMicrotask(() => {
      if (!element.isConnected) return;
      // Safari 15.0 to 15.3 have no showModal: there it lies over the page without making it inert.
      // oxlint-disable-next-line house/no-newer-api -- asked for first
      if (typeof element.showModal === 'function') element.showModal();
      else element.setAttribute('open', '');
      document.getElementById(titleId)?.focus();
    });
  }
  function onCancel(event: Event): void {
    event.preventDefault();
    if (!props.locked) props.onClose();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && typeof dialog?.showModal !== 'function') onCancel(event);
  }
  /**
   * Chromium closes on a second Escape whatever we say; then the owner hears of it, or it opens again. The event is told
   * later: one of a dialog that has gone since says nothing about the next.
   */
  function onNativeClose(event: Event): void {
    if (event.target !== dialog || mounted() === 0 || leaving()) return;
    // oxlint-disable-next-line house/no-newer-api -- only a dialog that was shown so is closed so
    if (props.locked) dialog?.showModal();
    else props.onClose();
  }
  function onAnimationEnd(event: AnimationEvent): void {
    if (event.target === dialog) finish();
  }
  function onPress(event: MouseEvent): void {
    if (event.target === dialog && !props.locked) props.onClose();
  }

  return (
    <Show when={mounted()} keyed>
      <Portal>
        <dialog
          ref={show}
          class={styles.modal}
          data-shape={props.shape}
          data-leaving={leaving() ? '' : undefined}
          aria-modal="true"
          aria-labelledby={titleId}
          on:cancel={onCancel}
          on:close={onNativeClose}
          on:keydown={onKeyDown}
          on:click={onPress}
          on:animationend={onAnimationEnd}
        >
          <div class={styles.content}>{props.children(titleId)}</div>
        </dialog>
      </Portal>
    </Show>
  );
}
