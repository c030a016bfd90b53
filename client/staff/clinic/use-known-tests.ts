import { createMemo, type Accessor } from 'solid-js';
import { scopeOf } from '../../../schema/roles.ts';
import { gateEntry } from '../../../schema/results.ts';
import { viewName } from '../../../schema/view-names.ts';
import { plainName } from '../../shared/chart/measured-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

export interface KnownTest { readonly code: string; readonly name: string; readonly unit: string }

/** What the laboratory measures and in which unit, as far as results on this device tell; for whoever may not read those, nothing. */
export function useKnownTests(): Accessor<readonly KnownTest[]> {
  const sync = useSync();
  const mayRead = (): boolean => {
    const actor = sync.actor();
    return actor !== null && scopeOf(actor, 'portal.result.release') !== null;
  };
  const view = useView(() => (mayRead() ? viewName.delivery(sync.account.clinic) : null));
  const lists = [view.section('results', gateEntry), view.section('history', gateEntry)];
  return createMemo(() => {
    const values = lists.flatMap((list) => Object.values(list()).flatMap((entry) => entry.values));
    const tests = values.flatMap(({ code, name, unit, number }) => (code === null || number === null ? [] : [{ code, name: plainName(name), unit }]));
    return [...new Map(tests.map((test) => [`${test.code} ${test.unit}`, test])).values()].sort((a, b) => a.name.localeCompare(b.name));
  });
}
