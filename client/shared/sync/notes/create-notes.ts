import * as Y from 'yjs';
import { parseNoteName } from '../../../../schema/notes.ts';
import type { AccountDatabase } from '../../local/account-database.ts';
import { createNoteStore } from '../../local/note-store.ts';
import { KEPT_DAYS } from '../../local/request-store.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import type { Contact, ViewSync } from '../views/types.ts';
import { createNoteDelivery } from './deliver-notes.ts';
import { openNote, type OpenNote } from './open-note.ts';
import { createPostNote } from './post-note.ts';

/** Shared notes on this device, and what delivers them: loaded when somebody opens one, or something waits. */
export interface Notes {
  /** null: no name of a note. @param patient whom its thread is about, for the tray */
  open(name: string, patient: string): OpenNote | null;
  wake(): void;
  tryNow(): Promise<void>;
  close(): Promise<void>;
}

export interface NotesDeps {
  readonly account: string;
  readonly database: AccountDatabase;
  readonly views: ViewSync;
  readonly fetch: typeof globalThis.fetch;
  readonly origin?: string;
  readonly now: () => number;
  readonly alone: OneAtATime;
  readonly onAnswer: (contact: Contact) => void;
  readonly failed: (error: unknown) => void;
}

const DAY_MS = 86_400_000;
const nothing = Y.encodeStateVector(new Y.Doc());

export function createNotes(deps: NotesDeps): Notes {
  const { account, database, views, now, alone, failed } = deps;
  const store = createNoteStore(database);
  const opened = new Set<OpenNote>();
  const delivery = createNoteDelivery({
    account, store, now, alone, post: createPostNote(deps),
    copyOf: (note) => views.changesOf(note, nothing),
    refresh: () => views.refresh(),
  });
  void store.purge(now() - KEPT_DAYS * DAY_MS).catch(failed);
  delivery.wake();

  return {
    open(name, patient) {
      const note = parseNoteName(name);
      if (!note) return null;
      const made = openNote({ store, views, wake: () => delivery.wake(), now, failed }, note, patient);
      opened.add(made);
      return made;
    },
    wake: () => delivery.wake(),
    tryNow: () => delivery.tryNow(),
    async close() {
      for (const note of opened) note.release();
      await delivery.close();
    },
  };
}
