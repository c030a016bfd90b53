import type { NoteText, Pin } from '../../../shared/sync/notes/open-note.ts';

/** What somebody changed in a plain text field: at `from`, `deleted` characters went and `inserted` came. */
export interface TextChange { readonly from: number; readonly deleted: number; readonly inserted: string }

/**
 * The one change between two texts. Where letters repeat ("aa" → "aaa") the caret says which of them is new: whoever typed
 * stands right behind it. Never cuts a letter of two code units in half.
 */
export function findChange(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null;
  const tail = after.length - caret;
  let suffix = 0;
  const longest = Math.min(before.length, after.length);
  while (suffix < Math.min(longest, Math.max(tail, 0)) && before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)) suffix += 1;
  let prefix = 0;
  while (prefix < longest - suffix && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix += 1;
  // What is deleted forwards leaves the caret before it: the rest may still agree.
  while (suffix < longest - prefix && before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)) suffix += 1;
  if (isHalf(before, prefix) || isHalf(after, prefix)) prefix -= 1;
  if (isHalf(before, before.length - suffix) || isHalf(after, after.length - suffix)) suffix -= 1;
  return { from: prefix, deleted: before.length - suffix - prefix, inserted: after.slice(prefix, after.length - suffix) };
}

/** Between the two units of one letter. */
function isHalf(text: string, at: number): boolean {
  const [high, low] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

export interface NoteEditor {
  /** The note changed: the field shows it, with the caret where it was among the letters. */
  show(): void;
  stop(): void;
}

/**
 * Ties a plain textarea to a note. Plain, because every screen reader, keyboard, spelling checker and input method knows it.
 * While an input method composes nothing is read or written: what colleagues wrote meanwhile comes right after.
 */
export function createNoteEditor(field: HTMLTextAreaElement, doc: NoteText, moved: (selection: { anchor: number; head: number } | null) => void): NoteEditor {
  let shown = '';
  let composing = false;
  let pins: { readonly start: number; readonly end: number; readonly from: Pin; readonly to: Pin } | null = null;

  function read(): void {
    const change = findChange(shown, field.value, field.selectionEnd);
    shown = field.value;
    if (change) doc.edit(change.from, change.deleted, change.inserted);
    tell();
  }

  function show(): void {
    if (composing) return;
    const text = doc.text();
    if (text === field.value) {
      shown = text;
      return;
    }
    const [start, end] = placesIn(text);
    const { selectionDirection: direction, scrollTop } = field;
    const focused = field.ownerDocument.activeElement === field;
    field.value = text;
    shown = text;
    // Safari moves the focus to a field whose selection is set.
    if (focused) field.setSelectionRange(start, end, direction);
    field.scrollTop = scrollTop;
    pins = { start, end, from: doc.pin(start), to: doc.pin(end) };
  }

  /** The document knows what moved; where the caret went unseen, the difference of the texts has to do. */
  function placesIn(text: string): readonly [number, number] {
    const known = pins?.start === field.selectionStart && pins.end === field.selectionEnd;
    const places = known && pins ? [doc.placeOf(pins.from), doc.placeOf(pins.to)] : [];
    const change = findChange(shown, text, text.length) ?? { from: 0, deleted: 0, inserted: '' };
    return [places[0] ?? move(field.selectionStart, change), places[1] ?? move(field.selectionEnd, change)];
  }

  function tell(): void {
    const { selectionStart: start, selectionEnd: end } = field;
    pins = { start, end, from: doc.pin(start), to: doc.pin(end) };
    if (field.ownerDocument.activeElement !== field) return moved(null);
    const back = field.selectionDirection === 'backward';
    moved(back ? { anchor: field.selectionEnd, head: field.selectionStart } : { anchor: field.selectionStart, head: field.selectionEnd });
  }

  const on: Partial<{ [K in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[K]) => void }> = {
    input: () => { if (!composing) read(); },
    compositionstart: () => { composing = true; },
    compositionend: () => {
      composing = false;
      read();
      show();
    },
    focus: tell,
    blur: () => moved(null),
    keyup: tell,
    pointerup: tell,
    // The browser's own undo knows nothing of what colleagues wrote in between.
    keydown(event) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || composing) return;
      const key = event.key.toLowerCase();
      const undo = key === 'z' && !event.shiftKey;
      if (!undo && key !== 'y' && !(key === 'z' && event.shiftKey)) return;
      event.preventDefault();
      if (undo) doc.undo();
      else doc.redo();
    },
    beforeinput(event) {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
      event.preventDefault();
      if (event.inputType === 'historyUndo') doc.undo();
      else doc.redo();
    },
  };
  // Arrow keys that are held, a mouse that is dragged, a screen reader that moves the caret.
  const onSelection = (): void => {
    if (!composing && field.value === doc.text() && field.ownerDocument.activeElement === field) tell();
  };
  field.ownerDocument.addEventListener('selectionchange', onSelection);
  const names = Object.keys(on) as (keyof HTMLElementEventMap)[];
  for (const name of names) field.addEventListener(name, on[name] as EventListener);
  shown = field.value;
  show();

  return {
    show,
    stop() {
      field.ownerDocument.removeEventListener('selectionchange', onSelection);
      for (const name of names) field.removeEventListener(name, on[name] as EventListener);
      moved(null);
    },
  };
}

/** A place in the old text, in the new one. What stood inside what went is where that was; what came right there goes behind. */
function move(place: number, { from, deleted, inserted }: TextChange): number {
  if (place <= from) return place;
  return place >= from + deleted ? place - deleted + inserted.length : from;
}
