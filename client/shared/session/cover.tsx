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
      if (typeof element.showModal === 'function') element.showModal();
      else element.setAttribute('open', '');
    });
  }
  onCleanup(() => queueMicrotask(() => {
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  }));
  return (
    <dialog
      ref={show}
      class={styles.cover}
      on:cancel={(event: Event) => event.preventDefault()}
      // Chromium closes on a second Escape whatever we say; then it opens again.
      on:close={() => cover?.isConnected && cover.showModal()}
    >
      {props.children}
    </dialog>
  );
}
