import { MESSAGES, PATIENTS } from '../shell/addresses.ts';

export interface InboxKeyActs {
  readonly next: () => void;
  readonly previous: () => void;
  readonly open: () => void;
  readonly assign: () => void;
  readonly reply: () => void;
  readonly close: () => void;
  readonly undo: () => void;
  readonly search: () => void;
  readonly help: () => void;
  readonly go: (href: string) => void;
}

/** `g` waits this long for its second letter. */
const CHORD_MS = 1500;

/**
 * Single letters act only while the list or the messages have focus, never in a field or a menu, and never for what cannot be
 * taken back (WCAG 2.1.4). Modified keys belong to the browser and to assistive technology. Enter is left to links and
 * buttons, which know it already.
 */
export function createInboxKeys(isOn: () => boolean, acts: InboxKeyActs): (event: KeyboardEvent) => void {
  let chordUntil = 0;
  const letters: Readonly<Record<string, () => void>> = {
    j: acts.next, k: acts.previous, a: acts.assign, r: acts.reply, e: acts.close, u: acts.undo, '/': acts.search, '?': acts.help,
  };
  const places: Readonly<Record<string, string>> = { m: MESSAGES, p: PATIENTS };
  return (event) => {
    if (!isOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isWriting(event.target)) return;
    if (event.key === 'Enter' && !isPressable(event.target)) {
      event.preventDefault();
      acts.open();
      return;
    }
    const place = event.timeStamp < chordUntil ? places[event.key] : undefined;
    chordUntil = event.key === 'g' ? event.timeStamp + CHORD_MS : 0;
    const act = place === undefined ? letters[event.key] : () => acts.go(place);
    if (!act || event.repeat && !(event.key === 'j' || event.key === 'k')) return;
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
