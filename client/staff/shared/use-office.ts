import type { Accessor } from 'solid-js';
import { colleagueEntry, tagEntry, type ColleagueEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

export interface Office {
  readonly colleagues: Accessor<Readonly<Record<string, ColleagueEntry>>>;
  /** Tag id → the clinic's word. */
  readonly tags: Accessor<Readonly<Record<string, { readonly id: string; readonly label: string }>>>;
}

/** Who works here and the clinic's own words, from `office/`. */
export function useOffice(): Office {
  const sync = useSync();
  const office = useView(() => viewName.office(sync.account.clinic));
  return { colleagues: office.section('colleagues', colleagueEntry), tags: office.section('tags', tagEntry) };
}

/** Slate for whom this device does not know (yet). */
export const UNKNOWN_COLOUR = 7;
