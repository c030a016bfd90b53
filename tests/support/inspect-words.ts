import type { Page } from '@playwright/test';

/** What is wrong with the words on a page as it stands now; empty when nothing is. */
export function findClipped(page: Page): Promise<string[]> {
  return page.evaluate(lookAtWords);
}

/** Runs in the page. Widths are those of the letters themselves, not of the boxes made for them. */
function lookAtWords(): string[] {
  interface Piece { readonly words: string; readonly element: Element; readonly boxes: readonly DOMRect[]; readonly layer: Element }
  const faults = new Set<string>();
  const SLACK = 1.5;
  const pieces: Piece[] = [];
  const name = (words: string): string => `"${words.replace(/[\u200e\u200f\u202a-\u202e]/g, '').slice(0, 60)}"`;

  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) faults.add(`runs over by ${over} px`);

  /** What scrolls or floats on its own may lie over something else. */
  function layerOf(element: Element): Element {
    for (let at: Element | null = element; at; at = at.parentElement) {
      if (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(at).position) || at.matches('dialog, nav, footer')) return at;
    }
    return document.documentElement;
  }

  const scrolls = (way: string): boolean => /auto|scroll/.test(way);

  /** What of a piece is not scrolled away. Looks on the way up whether something cuts it off that does not scroll. */
  function lookUp(words: string, element: Element, all: readonly DOMRect[]): DOMRect[] {
    let boxes = [...all];
    const free = { across: false, down: false };
    for (let at: Element | null = element; at && at !== document.body && at !== root; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const box = at.getBoundingClientRect();
      const cut = boxes.find(({ left, right, top, bottom }) =>
        (!free.across && !scrolls(style.overflowX) && (left < box.left - SLACK || right > box.right + SLACK))
        || (!free.down && !scrolls(style.overflowY) && (top < box.top - SLACK - 3 || bottom > box.bottom + SLACK + 3)));
      // A row of a list may end what people wrote with three dots; what one presses, and what the app says, may not.
      const endsInDots = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      const mayEnd = endsInDots && !at.closest('button, nav, [role=tab], [role=tablist], label, legend, [role=menu]');
      if (cut && !mayEnd) faults.add(`${name(words)} is cut off by <${at.tagName.toLowerCase()} class="${at.getAttribute('class') ?? ''}">`);
      free.across ||= scrolls(style.overflowX);
      free.down ||= scrolls(style.overflowY);
      boxes = boxes.flatMap(({ left, right, top, bottom }) => {
        const [x, y] = [Math.max(left, box.left), Math.max(top, box.top)];
        const [width, height] = [Math.min(right, box.right) - x, Math.min(bottom, box.bottom) - y];
        return width > 1 && height > 1 ? [new DOMRect(x, y, width, height)] : [];
      });
    }
    return boxes;
  }

  function lookAtPressed(words: string, element: Element, boxes: readonly DOMRect[]): void {
    const edge = element.closest('button, [role=tab], nav a, [role=menuitem]')?.getBoundingClientRect();
    if (edge && boxes.some(({ left, right, top, bottom }) => left < edge.left - SLACK || right > edge.right + SLACK || top < edge.top - 4 || bottom > edge.bottom + 4)) {
      faults.add(`${name(words)} stands out of what is pressed`);
    }
  }

  /** A phone number reads from its first figure to its last, and a sentence ends behind its last word, wherever they stand. */
  function lookAtOrder(node: Node): void {
    const text = node.textContent ?? '';
    const at = (index: number): DOMRect => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getBoundingClientRect();
    };
    for (const found of [...text.matchAll(/\+?\d[\d ]{5,}\d/g), ...text.matchAll(/[A-Za-z][.?!](?=\s*$)/g)]) {
      const [first, last] = [at(found.index), at(found.index + found[0].length - 1)];
      if (Math.abs(first.top - last.top) < 4 && last.left < first.left) faults.add(`${name(text)} reads from the wrong side`);
    }
  }

  const open = [...document.querySelectorAll('dialog')].filter((dialog) => dialog.matches(':modal'));
  const root = open.at(-1) ?? document.body;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (!element || words === '' || element.closest('script, style, svg, option, [aria-hidden=true], textarea') || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (isForEarsAlone(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    const seen = lookUp(words, element, boxes);
    if (seen.length === 0) continue;
    lookAtPressed(words, element, boxes);
    lookAtOrder(node);
    pieces.push({ words, element, boxes: seen, layer: layerOf(element) });
  }

  function isForEarsAlone(element: Element): boolean {
    for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect();
      if (getComputedStyle(at).position === 'absolute' && width <= 1 && height <= 1) return true;
    }
    return false;
  }

  /** Words of neighbours: never one over the other, and in a bar with a gap between them. A box is higher than its letters. */
  pieces.forEach((one, at) => {
    for (const other of pieces.slice(at + 1)) {
      if (other.layer !== one.layer || other.element === one.element) continue;
      const inBar = one.element.closest('nav, [role=tablist]');
      const apart = inBar && inBar === other.element.closest('nav, [role=tablist]') && one.element.closest('a, button') !== other.element.closest('a, button') ? 3 : -1.5;
      for (const a of one.boxes) {
        if (other.boxes.some((b) => a.left < b.right + apart && b.left < a.right + apart && a.top + a.height / 4 < b.bottom - b.height / 5 && b.top + b.height / 4 < a.bottom - a.height / 5)) {
          faults.add(`${name(one.words)} ${apart > 0 ? 'touches' : 'lies over'} ${name(other.words)}`);
        }
      }
    }
  });
  return [...faults];
}

/** Every word on the page that a person sees or hears: texts, names, placeholders. */
export function readWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement && !node.parentElement.closest('script, style, noscript')) found.add(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt], [aria-description], [aria-roledescription], [aria-valuetext]')) {
      for (const key of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description', 'aria-roledescription', 'aria-valuetext']) found.add(element.getAttribute(key) ?? '');
    }
    return [...found];
  });
}

/** Which of those icons that point are drawn as for left to right. LOOK: arrows, chevrons, send, forward and undo turn; clocks, phones and ticks do not. */
export function findUnturned(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll('svg.lucide')]
    .filter((icon) => /lucide-(arrow-left|arrow-right|chevron-left|chevron-right|send|forward|undo|reply)/.test(icon.getAttribute('class') ?? ''))
    .filter((icon) => icon.checkVisibility() && new DOMMatrix(getComputedStyle(icon).transform).a >= 0)
    .map((icon) => icon.getAttribute('class') ?? ''));
}
