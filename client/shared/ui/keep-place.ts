/**
 * What is read stays where it is while something comes above it. Taken before; called once that is on the page.
 * @param above where it comes: what follows this element keeps its place
 */
export function keepPlace(above: Element): () => void {
  const anchor = above.nextElementSibling;
  const before = anchor?.querySelector('li, article')?.getBoundingClientRect() ?? anchor?.getBoundingClientRect();
  const first = anchor?.querySelector('li, article') ?? anchor;
  return () => {
    if (!first?.isConnected || !before) return;
    const moved = first.getBoundingClientRect().top - before.top;
    scrollerOf(above).scrollTop += moved;
  };
}

function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const overflow = getComputedStyle(at).overflowY;
    if ((overflow === 'auto' || overflow === 'scroll') && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
