import { createComputed, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import type { Notes } from '../../../shared/sync/notes/create-notes.ts';
import type { OpenNote } from '../../../shared/sync/notes/open-note.ts';
import { useSync } from '../../../shared/sync/sync.ts';

/** The note of that name while the caller lives; another name, another note. `failed`: the part that writes notes did not come. */
export function useOpenNote(name: Accessor<string>, patient: Accessor<string>): { readonly note: Accessor<OpenNote | null>; readonly failed: Accessor<boolean> } {
  const sync = useSync();
  const [notes, setNotes] = createSignal<Notes | null>(null);
  const [failed, setFailed] = createSignal(false);
  sync.notes().then(setNotes, () => setFailed(true));
  const [note, setNote] = createSignal<OpenNote | null>(null);
  createComputed(on([name, notes], ([wanted, loaded]) => {
    const opened = loaded?.open(wanted, patient()) ?? null;
    setNote(opened);
    onCleanup(() => opened?.release());
  }));
  return { note, failed };
}
