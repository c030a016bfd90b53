import * as Y from 'yjs';
import type { CaretPlaces } from '../../../../schema/notes.ts';

/** A place in the text that stays where it is while others write. */
export type Pin = Y.RelativePosition;

/**
 * One opening of a note in memory: what the clinic has, what waits, and what is typed, under a client id of its own (N4).
 * `remote`: from the device's copy, or from another tab. Only what is typed here is told to `onTyped`.
 */
export interface NoteDoc {
  text(): string;
  take(update: Uint8Array): void;
  stateVector(): Uint8Array;
  /** Something it was given leans on what it was not. */
  lacksSomething(): boolean;
  edit(from: number, deleted: number, inserted: string): void;
  undo(): void;
  redo(): void;
  pin(index: number): Pin;
  placeOf(pin: Pin): number | null;
  encodePin(pin: Pin): string;
  decodePin(text: string): Pin | null;
  destroy(): void;
}

const REMOTE = 'remote';
const TYPED = 'typed';

export function createNoteDoc(root: string, events: { readonly typed: (update: Uint8Array) => void; readonly changed: () => void }): NoteDoc {
  const doc = new Y.Doc();
  const text = doc.getText(root);
  // Takes back only what was typed here, never a colleague's words.
  const undoing = new Y.UndoManager(text, { trackedOrigins: new Set([TYPED]), captureTimeout: 600 });
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== REMOTE) events.typed(update);
  });
  text.observe(events.changed);

  return {
    text: () => text.toJSON(),
    take: (update) => Y.applyUpdate(doc, update, REMOTE),
    stateVector: () => Y.encodeStateVector(doc),
    lacksSomething: () => doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
    edit: (from, deleted, inserted) => doc.transact(() => {
      if (deleted > 0) text.delete(from, deleted);
      if (inserted !== '') text.insert(from, inserted);
    }, TYPED),
    undo: () => void undoing.undo(),
    redo: () => void undoing.redo(),
    // To the left: words typed by others exactly here come after the caret.
    pin: (index) => Y.createRelativePositionFromTypeIndex(text, index, -1),
    placeOf: (pin) => Y.createAbsolutePositionFromRelativePosition(pin, doc)?.index ?? null,
    encodePin: (pin) => toBase64Url(Y.encodeRelativePosition(pin)),
    decodePin(place) {
      try {
        return Y.decodeRelativePosition(fromBase64Url(place));
      } catch {
        return null;
      }
    },
    destroy: () => doc.destroy(),
  };
}

export function encodeCaret(doc: NoteDoc, anchor: number, head: number): CaretPlaces {
  return { anchor: doc.encodePin(doc.pin(anchor)), head: doc.encodePin(doc.pin(head)) };
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}
