import * as Y from 'yjs';
import type { CaretPlaces } from '../../../../schema/notes.ts';

/** A place in the text that stays where it is while others write. */
export type Pin = Y.RelativePosition;

/** One of a note's texts, as a field of the screen needs it. */
export interface NoteText {
  readonly root: string;
  text(): string;
  edit(from: number, deleted: number, inserted: string): void;
  undo(): void;
  redo(): void;
  pin(index: number): Pin;
  /** null: that place is gone, or stands in another text. */
  placeOf(pin: Pin): number | null;
}

/**
 * One opening of a note in memory: what the clinic has, what waits, and what is typed, under a client id of its own (N4).
 * `remote`: from the device's copy, or from another tab. Only what is typed here is told to `onTyped`.
 */
export interface NoteDoc {
  /** One of the roots it was made with. */
  of(root: string): NoteText;
  take(update: Uint8Array): void;
  stateVector(): Uint8Array;
  /** Something it was given leans on what it was not. */
  lacksSomething(): boolean;
  decodePin(text: string): Pin | null;
  destroy(): void;
}

const REMOTE = 'remote';
const TYPED = 'typed';

export function createNoteDoc(roots: readonly string[], events: { readonly typed: (update: Uint8Array) => void; readonly changed: (root: string) => void }): NoteDoc {
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== REMOTE) events.typed(update);
  });
  const texts = new Map(roots.map((root) => [root, createText(doc, root, events.changed)]));
  return {
    of(root) {
      const text = texts.get(root);
      if (!text) throw new Error(`This note has no text ${root}`);
      return text;
    },
    take: (update) => Y.applyUpdate(doc, update, REMOTE),
    stateVector: () => Y.encodeStateVector(doc),
    lacksSomething: () => doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
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

function createText(doc: Y.Doc, root: string, changed: (root: string) => void): NoteText {
  const text = doc.getText(root);
  // Takes back only what was typed here, in this text, never a colleague's words.
  const undoing = new Y.UndoManager(text, { trackedOrigins: new Set([TYPED]), captureTimeout: 600 });
  text.observe(() => changed(root));
  return {
    root,
    text: () => text.toJSON(),
    edit: (from, deleted, inserted) => doc.transact(() => {
      if (deleted > 0) text.delete(from, deleted);
      if (inserted !== '') text.insert(from, inserted);
    }, TYPED),
    undo: () => void undoing.undo(),
    redo: () => void undoing.redo(),
    // To the left: words typed by others exactly here come after the caret.
    pin: (index) => Y.createRelativePositionFromTypeIndex(text, index, -1),
    placeOf(pin) {
      const place = Y.createAbsolutePositionFromRelativePosition(pin, doc);
      return place?.type === text ? place.index : null;
    },
  };
}

export function encodeCaret(text: NoteText, anchor: number, head: number): CaretPlaces {
  const encode = (at: number): string => toBase64Url(Y.encodeRelativePosition(text.pin(at)));
  return { anchor: encode(anchor), head: encode(head) };
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}
