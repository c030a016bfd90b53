import { createMemo, type Accessor } from 'solid-js';
import { freeDay, freePlace, freeProvider, offeredOn, offeredType, startsIn, type FreeProvider, type OfferedType } from '../../../schema/schedules.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat } from '../i18n/context.tsx';
import { useView, type View } from '../sync/views/use-view.ts';

export interface FreeTime { readonly startsAt: number; readonly day: string; readonly provider: FreeProvider }

export interface Free {
  readonly view: View;
  readonly types: Accessor<readonly OfferedType[]>;
  /** Who offers that kind of visit there. */
  providers(type: string): readonly FreeProvider[];
  /** Free as the clinic said last, the first first; `provider` '': whoever is free. One entry a time. */
  times(type: OfferedType | undefined, provider: string): readonly FreeTime[];
  readonly timeZone: Accessor<string | undefined>;
  readonly asOf: Accessor<number | undefined>;
}

/** Time to read the request before the visit would begin. */
const AHEAD_MS = 30 * 60_000;

/** free/ of a place; '' for none. */
export function useFree(location: Accessor<string>): Free {
  const f = useFormat();
  const view = useView(() => (location() === '' ? null : viewName.free(location())));
  const types = view.section('types', offeredType);
  const providers = view.section('providers', freeProvider);
  const days = view.section('days', freeDay);
  const place = view.section('place', freePlace);
  const offers = (provider: FreeProvider, type: string): boolean => provider.offers.some((one) => one.types.includes(type));
  return {
    view,
    types: createMemo(() => Object.values(types()).filter((type) => Object.values(providers()).some((one) => offers(one, type.id)))),
    providers: (type) => Object.values(providers()).filter((one) => offers(one, type)).sort((a, b) => a.name.localeCompare(b.name)),
    times(type, wanted) {
      if (!type) return [];
      const found = new Map<number, FreeTime>();
      for (const { provider: id, day, free } of Object.values(days())) {
        const provider = providers()[id];
        if (!provider || (wanted !== '' && wanted !== id) || !offeredOn(provider, day).includes(type.id)) continue;
        for (const startsAt of startsIn(free, type, f.now() + AHEAD_MS)) {
          const before = found.get(startsAt);
          if (!before || provider.name < before.provider.name) found.set(startsAt, { startsAt, day, provider });
        }
      }
      return [...found.values()].sort((a, b) => a.startsAt - b.startsAt);
    },
    timeZone: () => place()['place']?.timeZone,
    asOf: () => { const freshness = view.freshness(); return freshness.kind === 'asOf' ? freshness.at : undefined; },
  };
}
