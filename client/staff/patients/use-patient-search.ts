import { createEffect, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js';
import type { PatientFound } from '../../../schema/patient-search.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useHeldViews } from '../../shared/sync/views/use-held.ts';
import { searchPatients } from './patients-api.ts';
import { matchesTyped, patientsHeld, readHeld } from '../shared/search-device.ts';

export interface PatientSearch {
  readonly found: Accessor<readonly PatientFound[]>;
  /** Names like what was typed, when few matched. */
  readonly close: Accessor<readonly PatientFound[]>;
  /** `device`: the clinic did not answer, only what is here was searched. */
  readonly source: Accessor<'searching' | 'clinic' | 'device'>;
  readonly hasMore: Accessor<boolean>;
  more(): void;
  /** null while it is not known what the device holds. */
  readonly held: Accessor<ReadonlySet<string> | null>;
}

const TYPING_MS = 200;

/**
 * Results as staff type: what this device holds at once, then the clinic's answer over the whole record. Without a
 * connection it stays with the first, and says so.
 */
export function usePatientSearch(typed: Accessor<string>, active: Accessor<boolean>): PatientSearch {
  const sync = useSync();
  const held = useHeldViews();
  const [answer, setAnswer] = createSignal<{ found: readonly PatientFound[]; close: readonly PatientFound[]; cursor: string | null } | null>(null);
  const [source, setSource] = createSignal<'searching' | 'clinic' | 'device'>('searching');
  const [loaded, setLoaded] = createSignal(0);
  let running = new AbortController();

  // What is held is read into memory once, a few hundred views at most (DESIGN §3).
  createEffect(on(held, (names) => {
    if (names) void sync.views.load(patientsHeld(names).map(viewName.person)).then(() => setLoaded((count) => count + 1));
  }));
  const here = createMemo(() => {
    loaded();
    const all = patientsHeld(held() ?? []).flatMap((patient) => readHeld(sync.views.raw, patient) ?? []);
    return all.filter((one) => matchesTyped(one, typed()) && (!active() || one.portal === 'active')).sort((a, b) => a.name.localeCompare(b.name));
  });

  async function ask(cursor?: string): Promise<void> {
    running.abort();
    const mine = (running = new AbortController());
    const asked = { typed: typed().trim(), active: active(), ...(cursor === undefined ? {} : { cursor }) };
    const result = await searchPatients(asked, mine.signal);
    if (mine.signal.aborted) return;
    if (!result.ok) {
      setSource('device');
      if (cursor === undefined) setAnswer(null);
      return;
    }
    const before = cursor === undefined ? [] : (untrack(answer)?.found ?? []);
    setAnswer({ ...result.value, found: [...before, ...result.value.found], close: cursor === undefined ? result.value.close : (untrack(answer)?.close ?? []) });
    setSource('clinic');
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(on([typed, active], (_now, before) => {
    clearTimeout(timer);
    running.abort();
    setSource('searching');
    timer = setTimeout(() => void ask(), before === undefined ? 0 : TYPING_MS);
  }));
  // The line is back: what was searched here alone is asked again.
  createEffect(on(() => sync.state().kind, (kind) => {
    if ((kind === 'current' || kind === 'receiving') && untrack(source) === 'device') void ask();
  }));
  onCleanup(() => {
    clearTimeout(timer);
    running.abort();
  });

  return {
    found: createMemo(() => {
      const known = answer();
      if (source() === 'clinic' && known) return known.found;
      // Until the clinic answers, what fits of the last answer stays where it is and what is here joins it: nothing jumps.
      const still = source() === 'searching' ? (known?.found ?? []).filter((one) => matchesTyped(one, typed())) : [];
      return [...still, ...here().filter((one) => !still.some(({ id }) => id === one.id))];
    }),
    close: () => (source() === 'clinic' ? (answer()?.close ?? []) : []),
    source, held,
    hasMore: () => source() === 'clinic' && typeof answer()?.cursor === 'string',
    more: () => void ask(answer()?.cursor ?? undefined),
  };
}
