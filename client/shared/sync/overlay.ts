import { createEffect, createMemo, createSignal, untrack, type Accessor } from 'solid-js';
import type { Actor } from '../../../schema/actor.ts';
import type { ViewReader } from '../../../schema/request-definition.ts';
import type { RequestTable } from '../../../schema/request-table.ts';
import type { LocalRequest } from '../local/account-database.ts';
import { overlayReader, predictAll, type Predicted } from './predict.ts';
import type { Overlay, ViewSync } from './views/types.ts';

const nothing: Predicted = { changes: new Map(), shownIn: new Map(), read: new Set() };

export interface LiveOverlay extends Overlay {
  /** The views with what waits on top, for `facts`, `may` and `saw`. Not reactive. */
  readonly reader: ViewReader;
  /** Views in which a request shows now. Not reactive. */
  shownIn(request: string): ReadonlySet<string>;
}

/**
 * Waiting requests over the views, reactive: recomputed when a request comes or goes and when a view that any of them
 * looked at moves on. To be created inside a root.
 * @param shown waiting requests, and done ones until the views show them; by `n`
 */
export function createOverlay(table: RequestTable, views: ViewSync, actor: Accessor<Actor | null>, shown: Accessor<readonly LocalRequest[]>): LiveOverlay {
  const watched: ViewReader = {
    entry(view, section, id) {
      views.position(view);
      return untrack(() => views.raw.entry(view, section, id));
    },
    entries(view, section) {
      views.position(view);
      return untrack(() => views.raw.entries(view, section));
    },
  };
  const predicted = createMemo<Predicted>(() => {
    const who = actor();
    return who && shown().length > 0 ? predictAll(table, shown(), who, watched) : nothing;
  });

  // After a start nothing is loaded yet; a prediction may need a view that no screen has open.
  const [asked, setAsked] = createSignal<ReadonlySet<string>>(new Set());
  createEffect(() => {
    const missing = [...predicted().read].filter((view) => !untrack(asked).has(view) && untrack(() => views.position(view)) === null);
    if (missing.length === 0) return;
    setAsked((before) => new Set([...before, ...missing]));
    void views.load(missing);
  });

  return {
    apply(view, section, base) {
      const over = predicted().changes.get(view)?.get(section);
      if (!over) return base;
      const entries: Record<string, unknown> = { ...base };
      for (const [id, { value }] of over) {
        if (value === null) delete entries[id];
        else entries[id] = value;
      }
      return entries;
    },
    waitingOn: (view, section, id) => predicted().changes.get(view)?.get(section)?.get(id)?.request,
    reader: {
      entry: (view, section, id) => untrack(() => overlayReader(views.raw, predicted().changes).entry(view, section, id)),
      entries: (view, section) => untrack(() => [...overlayReader(views.raw, predicted().changes).entries(view, section)]),
    },
    shownIn: (request) => untrack(() => predicted().shownIn.get(request) ?? new Set<string>()),
  };
}
