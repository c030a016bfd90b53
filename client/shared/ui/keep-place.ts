/**
 * What is read stays where it is while something comes above it. Taken before; called once that is on the page.
 * @param above where it comes: the first article after this element keeps its place, by its end: its author may be named above it no more
 */
export function keepPlace(above: Element): () => void {
  const next = above.nextElementSibling;
  const first = next?.tagName === 'ARTICLE' ? next : next?.querySelector('article');
  const before = first?.getBoundingClientRect().bottom;
  return () => {
    if (!first?.isConnected || before === undefined) return;
    scrollerOf(above).scrollTop += first.getBoundingClientRect().bottom - before;
  };
}

function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const overflow = getComputedStyle(at).overflowY;
    if ((overflow === 'auto' || overflow === 'scroll') && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
