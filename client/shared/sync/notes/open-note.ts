import { createEffect, createMemo, createRoot, createSignal, on, type Accessor } from 'solid-js';
import * as Y from 'yjs';
import { noteMeta, notes, type ParsedNote } from '../../../../schema/notes.ts';
import type { NoteStore } from '../../local/note-store.ts';
import { watch } from '../../local/watch.ts';
import type { Freshness, ViewSync } from '../views/types.ts';
import { createColleagues, type Colleague } from './colleagues.ts';
import { createNoteDoc, encodeCaret, type NoteDoc, type NoteText, type Pin } from './note-doc.ts';
import { isContained } from './note-words.ts';

export interface OpenNote {
  readonly name: string;
  /** Its texts. */
  readonly roots: readonly [string, ...string[]];
  /** null until it was read from the device. Another one after a refusal (N4). */
  readonly doc: Accessor<NoteDoc | null>;
  /** What stands in one of its texts; without a name in its first. */
  text(root?: string): string;
  /** Who wrote last, as the clinic has it; what waits here is not in it. */
  readonly last: Accessor<{ readonly name: string; readonly staff: string | null; readonly at: number } | null>;
  readonly freshness: Accessor<Freshness>;
  /** The device has the clinic's words; without, what is typed is added to them later. */
  readonly held: Accessor<boolean>;
  /** On the disk and not acknowledged: since when (device clock); null: nothing. */
  readonly waitingSince: Accessor<number | null>;
  /** Typed and not on the disk yet. */
  readonly typing: Accessor<boolean>;
  /** The disk does not take it: nothing typed now is safe. */
  readonly notKept: Accessor<boolean>;
  /** When the clinic last acknowledged something of this device's (device clock). */
  readonly acknowledgedAt: Accessor<number | null>;
  readonly colleagues: Accessor<readonly Colleague[]>;
  moveCaret(selection: { readonly anchor: number; readonly head: number } | null, root?: string): void;
  /** Of a colleague's caret, in that text; null: it is not there. */
  placeOf(encoded: string, root?: string): number | null;
  release(): void;
}

export interface OpenNoteDeps {
  readonly store: NoteStore;
  readonly views: ViewSync;
  readonly wake: () => void;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}

const AGAIN_MS = 2_000;
export type { NoteText, Pin };

/** Opens a note for writing. What is typed is on the disk, strict, as soon as the disk takes it (N5). */
export function openNote({ store, views, wake, now, failed }: OpenNoteDeps, note: ParsedNote, patient: string): OpenNote {
  return createRoot((dispose) => {
    const { name } = note;
    const about = { patient, thread: note.thread };
    const view = views.open(name);
    const colleagues = createColleagues({ say: (words) => views.say(name, words), hear: (listen) => views.hear(name, listen), now });
    const [doc, setDoc] = createSignal<NoteDoc | null>(null);
    const roots: readonly [string, ...string[]] = notes[note.kind].texts;
    const [texts, setTexts] = createSignal<Readonly<Record<string, string>>>({});
    const [waitingSince, setWaitingSince] = createSignal<number | null>(null);
    const [acknowledgedAt, setAcknowledgedAt] = createSignal<number | null>(null);
    const [typing, setTyping] = createSignal(false);
    const [notKept, setNotKept] = createSignal(false);
    let buffer: Uint8Array[] = [];
    let refusals: number | null = null;
    let taken = new Set<number>();
    /** Of the copy that this document was last filled from, as `view.beginnings` counts: while one is only on its way, none. */
    let beginnings = view.beginnings();
    let closed = false;
    let turn: Promise<unknown> = Promise.resolve();
    let keeping: Promise<void> | null = null;

    function inTurn(work: () => Promise<void>): void {
      turn = turn.then(() => (closed ? undefined : work())).catch(failed);
    }

    function begin(): NoteDoc {
      const made = createNoteDoc(roots, {
        typed(update) {
          buffer.push(update);
          setTyping(true);
          keeping ??= keep().finally(() => { keeping = null; });
        },
        // Half filled it is nothing to show.
        changed: (root) => { if (doc() === made) setTexts((before) => ({ ...before, [root]: made.of(root).text() })); },
      });
      return made;
    }

    /** One write at a time: what is typed meanwhile goes together into the next. */
    async function keep(): Promise<void> {
      while (buffer.length > 0) {
        const typed = buffer;
        buffer = [];
        try {
          taken.add(await store.add(name, typed.length === 1 && typed[0] ? typed[0] : Y.mergeUpdates(typed), about, now()));
          setNotKept(false);
          setWaitingSince((before) => before ?? now());
        } catch (error) {
          failed(error);
          buffer = [...typed, ...buffer];
          setNotKept(true);
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        }
        wake();
      }
      setTyping(false);
    }

    /** All there is: the device's copy, and what waits, of this tab's and of others'. */
    async function fill(into: NoteDoc): Promise<void> {
      const begun = view.beginnings();
      const copy = await views.changesOf(name, into.stateVector());
      if (copy) into.take(copy);
      const waiting = await store.waiting(name);
      taken = new Set(waiting.map(({ id }) => id));
      for (const { update } of waiting) into.take(update);
      if (!copy) return;
      beginnings = begun;
      // A clinic that went back to an older record gets back what it had acknowledged.
      const has = Y.encodeStateVectorFromUpdate(copy);
      const lost = (await store.acknowledged(name)).filter(({ update }) => !isContained(update, has));
      for (const { id, update } of lost) {
        into.take(update);
        taken.add(id);
      }
      if (lost.length === 0) return;
      await store.waitAgain(lost.map(({ id }) => id));
      wake();
    }

    /** N4: clean, under a new client id. */
    async function reopen(): Promise<void> {
      await keeping;
      const made = begin();
      await fill(made);
      doc()?.destroy();
      setDoc(made);
      setTexts(Object.fromEntries(roots.map((root) => [root, made.of(root).text()])));
    }

    /** The device's copy moved, or somebody wrote in another tab, or something was refused. */
    async function follow(): Promise<void> {
      const found = await store.refusals(name);
      const opened = doc();
      if (!opened || (refusals !== null && found > refusals)) {
        refusals = found;
        await reopen();
        return;
      }
      refusals = found;
      const changes = await views.changesOf(name, opened.stateVector());
      if (changes) opened.take(changes);
      for (const { id, update } of await store.waiting(name)) {
        if (!taken.has(id)) opened.take(update);
        taken.add(id);
      }
    }

    createEffect(on(view.position, (position) => inTurn(async () => {
      // The copy was begun anew: what this document went through may not be in it.
      if (position !== null && view.beginnings() !== beginnings && doc()) await reopen();
      else await follow();
    })));
    const unwatch = watch(
      async () => ({ waiting: await store.waiting(name), acknowledgedAt: await store.acknowledgedAt(name), refusals: await store.refusals(name) }),
      ({ waiting, acknowledgedAt: at }) => {
        setWaitingSince(waiting[0]?.savedAt ?? null);
        setAcknowledgedAt(at);
        inTurn(follow);
      },
      failed,
    );
    const text = (root: string = roots[0]): string => texts()[root] ?? '';
    const meta = createMemo(() => noteMeta.safeParse(view.sections()?.['meta'] ?? {}));

    return {
      name, roots, doc, text, waitingSince, typing, notKept, acknowledgedAt,
      last: createMemo(() => {
        const { success, data } = meta();
        return success && data.by && data.byAt !== undefined ? { ...data.by, at: data.byAt } : null;
      }),
      freshness: view.freshness,
      held: () => view.sections() !== null,
      colleagues: colleagues.here,
      moveCaret(selection, root = roots[0]) {
        const opened = doc();
        colleagues.say(selection && opened ? encodeCaret(opened.of(root), selection.anchor, selection.head) : null);
      },
      placeOf(encoded, root = roots[0]) {
        text(root);
        const opened = doc();
        const pin = opened?.decodePin(encoded);
        return opened && pin ? opened.of(root).placeOf(pin) : null;
      },
      release() {
        if (closed) return;
        colleagues.say(null);
        colleagues.close();
        void (keeping ?? Promise.resolve()).then(() => {
          closed = true;
          unwatch();
          doc()?.destroy();
          view.release();
          dispose();
        });
      },
    };
  });
}
