import type { KeyAct, Keymap } from './keymap.ts';
import { MESSAGES, PATIENTS } from '../shell/addresses.ts';

/** What a list with a pane beside it can do; a page that has no such act leaves it out, and its key does nothing there. */
export interface ListKeyActs {
  readonly next: () => void;
  readonly previous: () => void;
  readonly open: () => void;
  readonly assign?: () => void;
  readonly reply?: () => void;
  readonly canned?: () => void;
  readonly close?: () => void;
  readonly undo: () => void;
  readonly search?: () => void;
  readonly help?: () => void;
  readonly go: (href: string) => void;
}

/** The key for `go` waits this long for its second letter. */
const CHORD_MS = 1500;

/**
 * Single letters act only while the list or the messages have focus, never in a field or a menu, and never for what cannot be
 * taken back (WCAG 2.1.4). Modified keys belong to the browser and to assistive technology. Enter is left to links and
 * buttons, which know it already.
 */
export function createListKeys(isOn: () => boolean, keymap: () => Keymap, acts: ListKeyActs): (event: KeyboardEvent) => void {
  let chordUntil = 0;
  const places: Partial<Record<KeyAct, string>> = { goMessages: MESSAGES, goPatients: PATIENTS };
  const letters = ['next', 'previous', 'assign', 'reply', 'canned', 'close', 'undo', 'search', 'help'] as const;
  return (event) => {
    if (!isOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isWriting(event.target)) return;
    if (event.key === 'Enter' && !isPressable(event.target)) {
      event.preventDefault();
      acts.open();
      return;
    }
    const map = keymap();
    const place = event.timeStamp < chordUntil ? (Object.keys(places) as KeyAct[]).find((one) => map[one] === event.key) : undefined;
    chordUntil = event.key === map.go ? event.timeStamp + CHORD_MS : 0;
    const letter = letters.find((one) => map[one] === event.key);
    const act = place !== undefined ? () => acts.go(places[place] ?? MESSAGES) : letter && acts[letter];
    if (!act || event.repeat && letter !== 'next' && letter !== 'previous') return;
    event.preventDefault();
    act();
  };
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role=menu]') !== null;
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button') !== null;
}
