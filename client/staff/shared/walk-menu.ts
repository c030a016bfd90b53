/** Letters typed this close together are one word. */
const TYPING_MS = 600;
let typed = '';
let typedAt = 0;

/** The keys inside an open menu (ARIA menu pattern). `close` returns the focus to the button. */
export function walkMenu(event: KeyboardEvent & { readonly currentTarget: HTMLElement }, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const here = items.findIndex((item) => item === document.activeElement);
  const go = (index: number): void => items[(index + items.length) % items.length]?.focus();
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(here + 1),
    ArrowUp: () => go(here < 0 ? items.length - 1 : here - 1),
    Home: () => go(0),
    End: () => go(items.length - 1),
    Escape: close,
    Tab: close,
  };
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
    return;
  }
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  typed = event.timeStamp - typedAt < TYPING_MS ? typed + event.key : event.key;
  typedAt = event.timeStamp;
  const word = typed.toLocaleLowerCase();
  const from = typed.length === 1 ? here + 1 : Math.max(0, here);
  const order = [...items.slice(from), ...items.slice(0, from)];
  order.find((item) => item.innerText.trim().toLocaleLowerCase().startsWith(word))?.focus();
}
