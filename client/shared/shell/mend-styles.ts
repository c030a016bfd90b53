const AGAIN_MS = 3_000;

/**
 * The build's loader asks for a part's stylesheet once, and takes a link that failed for one that is there: a part first
 * wanted while the line was down would stand without its looks until the next start. A failed link is put anew until it holds.
 */
export function mendStyles(): void {
  addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
    setTimeout(() => {
      const link = document.createElement('link');
      link.rel = target.rel;
      link.crossOrigin = target.crossOrigin;
      link.href = target.href;
      target.replaceWith(link);
    }, AGAIN_MS);
  }, true);
}
