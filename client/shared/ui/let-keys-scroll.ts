/**
 * A part that scrolls by itself must be reachable by Tab, or whoever has no pointer cannot read its end where nothing in it
 * takes the focus. Chromium does this alone since 130; older ones and Safari do not.
 */
export function letKeysScroll(element: HTMLElement): void {
  element.tabIndex = 0;
}
