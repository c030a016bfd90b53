import { createSignal, onCleanup, type Accessor } from 'solid-js';
import * as z from 'zod/mini';
import { newId } from '../../../schema/ids.ts';
import { useSync } from '../../shared/sync/sync.ts';

export const FILTER_NAME_MAX = 40;
const MOST = 20;

/** `query`: the address's part that says what is shown. */
const savedFilter = z.object({ id: z.string(), name: z.string(), query: z.string() });
export type SavedFilter = z.infer<typeof savedFilter>;
const stored = z.array(savedFilter);

export interface SavedFilters {
  readonly all: Accessor<readonly SavedFilter[]>;
  /** `taken`: there is one of that name. `full`: there are twenty. */
  save(name: string, query: string): Promise<'saved' | 'taken' | 'full'>;
  remove(id: string): Promise<void>;
}

const KEY = 'inbox.filters';

/** Sets of filters under a name: this person's, on this device, in every tab. */
export function useSavedFilters(): SavedFilters {
  const { settings } = useSync();
  const [all, setAll] = createSignal<readonly SavedFilter[]>([]);
  onCleanup(settings.watch(KEY, (value) => setAll(read(value))));
  const write = async (list: readonly SavedFilter[]): Promise<void> => {
    setAll(list);
    await settings.write(KEY, JSON.stringify(list));
  };
  return {
    all,
    async save(name, query) {
      if (all().some((one) => one.name.toLowerCase() === name.toLowerCase())) return 'taken';
      if (all().length >= MOST) return 'full';
      await write([...all(), { id: newId(), name, query }]);
      return 'saved';
    },
    remove: (id) => write(all().filter((one) => one.id !== id)),
  };
}

function read(value: string | null): readonly SavedFilter[] {
  try {
    const parsed = stored.safeParse(JSON.parse(value ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
