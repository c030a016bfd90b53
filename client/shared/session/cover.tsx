import { onCleanup, type JSX } from 'solid-js';
import styles from './session.module.css';

/**
 * Lies over everything, open dialogs too: a modal dialog of its own in the top layer, which nothing closes. What lies under
 * it is hidden and inert.
 */
export function Cover(props: { readonly children: JSX.Element }): JSX.Element {
  let cover: HTMLDialogElement | undefined;
  const cameFrom = document.activeElement;
  function show(element: HTMLDialogElement): void {
    cover = element;
    queueMicrotask(() => {
      if (!element.isConnected) return;
      // Safari before 15.4 has no showModal; there it lies over a page that is hidden anyway.
      // oxlint-disable-next-line house/no-newer-api -- asked for first
      if (typeof element.showModal === 'function') element.showModal();
      else element.setAttribute('open', '');
    });
  }
  /** Chromium closes on a second Escape whatever we say. */
  function openAgain(): void {
    // oxlint-disable-next-line house/no-newer-api -- only a dialog that was shown so is closed so
    if (cover?.isConnected) cover.showModal();
  }
  onCleanup(() => queueMicrotask(() => {
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  }));
  return (
    <dialog
      ref={show}
      class={styles.cover}
      on:cancel={(event: Event) => event.preventDefault()}
      on:close={openAgain}
    >
      {props.children}
    </dialog>
  );
}
