import type { Plugin } from 'vite';

const SPELLED = { imported: 'startTransition, resetErrorBoundaries } from "solid-js"', used: 'startTransition(() => {' };

/**
 * The router changes pages in one step. Its own way is Solid's transition: the old page stays and a second state of everything is kept
 * until the new one is whole. What arrives meanwhile (a view, an answer, a count) is written into one of the two, and a press in the
 * first seconds after a sign-in left the old page standing for ever, its numbers frozen, under the new page's address. Here the page of
 * a part that is not loaded yet says so in its place; what is pressed was loaded when it was pointed at.
 */
export function pagesAtOnce(): Plugin {
  return {
    name: 'outpost-pages-at-once',
    transform(code, id) {
      if (!/@solidjs\/router\/dist\/routing\.js/.test(id)) return null;
      for (const words of Object.values(SPELLED)) if (code.split(words).length !== 2) this.error('The router is written otherwise than it was: look again at .ci/pages-at-once.ts.');
      return `${code.replace(SPELLED.imported, 'resetErrorBoundaries, batch as inOneStep } from "solid-js"').replace(SPELLED.used, 'changeAtOnce(() => {')}
function changeAtOnce(change) { return Promise.resolve().then(() => inOneStep(change)); }
`;
    },
  };
}
