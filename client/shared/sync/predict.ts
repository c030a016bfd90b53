import type { Actor } from '../../../schema/actor.ts';
import type { Prediction, ViewReader } from '../../../schema/request-definition.ts';
import { parseBodyBy, type RequestTable } from '../../../schema/request-table.ts';
import type { LocalRequest } from '../local/account-database.ts';

/** What waiting requests put over the views, and which of them shows in each entry. */
export interface Predicted {
  /** View → section → id. */
  readonly changes: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Shown>>>;
  /** Request → views it shows in. */
  readonly shownIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every view that was read on the way. */
  readonly read: ReadonlySet<string>;
}

export interface Shown {
  /** null: the entry is taken out. */
  readonly value: unknown;
  readonly request: LocalRequest;
}

/**
 * Predicts requests one after another, each over what the ones before it left (R7's first half). One whose prediction
 * throws shows nothing; it waits all the same, and is listed.
 */
export function predictAll(table: RequestTable, requests: readonly LocalRequest[], actor: Actor, base: ViewReader): Predicted {
  const changes = new Map<string, Map<string, Map<string, Shown>>>();
  const shownIn = new Map<string, Set<string>>();
  const read = new Set<string>();
  const views = overlayReader({
    entry: (...at) => { read.add(at[0]); return base.entry(...at); },
    entries: (...at) => { read.add(at[0]); return base.entries(...at); },
  }, changes);
  for (const request of requests) {
    for (const { view, section, id, value } of predictOne(table, request, actor, views)) {
      // What stands there already is not waited for: the clinic names no row for it.
      if (JSON.stringify(value) === JSON.stringify(views.entry(view, section, id) ?? null)) continue;
      const sections = changes.get(view) ?? new Map<string, Map<string, Shown>>();
      const entries = sections.get(section) ?? new Map<string, Shown>();
      changes.set(view, sections.set(section, entries.set(id, { value, request })));
      shownIn.set(request.id, (shownIn.get(request.id) ?? new Set()).add(view));
    }
  }
  return { changes, shownIn, read };
}

function predictOne(table: RequestTable, request: LocalRequest, actor: Actor, views: ViewReader): Prediction[] {
  const parsed = parseBodyBy(table, request.type, request.v, request.body);
  if (!parsed.ok || !parsed.definition.predict) return [];
  try {
    return parsed.definition.predict({ views, actor, request: { id: request.id, deviceTime: request.savedAt, saw: request.saw } }, parsed.body);
  } catch {
    return [];
  }
}

/** A device's views as its person sees them: what was read from the clinic, with what waits on top. */
export function overlayReader(base: ViewReader, changes: Predicted['changes']): ViewReader {
  return {
    entry(view, section, id) {
      const shown = changes.get(view)?.get(section)?.get(id);
      // Read below as well: whoever watches must hear when the view itself changes.
      const under = base.entry(view, section, id);
      if (!shown) return under;
      return shown.value === null ? undefined : shown.value;
    },
    *entries(view, section) {
      const over = changes.get(view)?.get(section);
      for (const [id, value] of base.entries(view, section)) if (!over?.has(id)) yield [id, value] as const;
      for (const [id, { value }] of over ?? []) if (value !== null) yield [id, value] as const;
    },
  };
}
