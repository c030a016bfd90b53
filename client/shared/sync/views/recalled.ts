import { createSignal, type Accessor, type Setter } from 'solid-js';
import type { Layer, Pages, Sections } from './types.ts';

type PageMap = ReadonlyMap<string, Sections>;

/** Pages of the archives of views, in memory (V6). The view is always right; a page that it lists no more says nothing. */
export function createRecalled(lay: (view: string, layer: Layer) => void): Pick<Pages, 'recall' | 'recalled'> {
  const ofViews = new Map<string, readonly [Accessor<PageMap>, Setter<PageMap>]>();
  function pagesOf(view: string): readonly [Accessor<PageMap>, Setter<PageMap>] {
    const known = ofViews.get(view);
    if (known) return known;
    const made = createSignal<PageMap>(new Map());
    ofViews.set(view, made);
    lay(view, joinPages(made[0]));
    return made;
  }
  return {
    recall: (view, hash, sections) => void pagesOf(view)[1]((before) => new Map(before).set(hash, sections)),
    recalled: (view) => pagesOf(view)[0](),
  };
}

function joinPages(pages: Accessor<PageMap>): Layer {
  let last: { readonly of: Sections; readonly with: PageMap; readonly all: Sections } | null = null;
  return (of) => {
    const more = pages();
    if (!of || more.size === 0) return of;
    if (last?.of !== of || last.with !== more) {
      const listed = [...more].filter(([hash]) => of['archive']?.[hash] !== undefined);
      last = { of, with: more, all: Object.fromEntries(Object.entries(of).map(([name, entries]) => [name, Object.assign({}, ...listed.map(([, page]) => page[name]), entries)])) };
    }
    return last.all;
  };
}
