/**
 * A button that does something for good goes with what it did, and the focus with it, to the page: whoever works by keys begins at its
 * top again. Here it goes to what stands there instead.
 * @param place where the focus was: a list, a pane
 * @param next what has it then
 */
export function keepFocus(place: HTMLElement, next: () => HTMLElement | null | undefined): () => void {
  let last: Element | undefined;
  function onFocus({ target }: FocusEvent): void {
    if (!(target instanceof Element)) return;
    if (place.contains(target)) last = target;
    // A dialog asks about what was pressed here, and gives the focus back to it: if it is still there.
    else if (target.closest('dialog') === null) last = undefined;
  }
  function mend(): void {
    const { activeElement, body } = document;
    if (last === undefined || last.isConnected || (activeElement !== null && activeElement !== body)) return;
    last = undefined;
    next()?.focus();
  }
  const observer = new MutationObserver(mend);
  observer.observe(place, { childList: true, subtree: true });
  // Where a dialog goes, its place beneath the body goes.
  observer.observe(document.body, { childList: true });
  document.addEventListener('focusin', onFocus);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocus);
  };
}
