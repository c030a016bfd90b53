import { createEffect, createMemo, createUniqueId, For, on, onCleanup, Show, type JSX } from 'solid-js';
import { notes } from '../../../schema/notes.ts';
import type { OpenNote } from '../../shared/sync/notes/open-note.ts';
import { FieldError } from '../../shared/ui/field-frame.tsx';
import { growToText } from '../../shared/ui/grow.ts';
import hidden from '../../shared/ui/visually-hidden.module.css';
import { UNKNOWN_COLOUR, type Office } from '../shared/use-office.ts';
import styles from './handover.module.css';
import { createNoteEditor } from './note-editor.ts';

export interface NoteFieldProps {
  readonly note: OpenNote;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  /** Told when no more fits. */
  readonly full: string;
  readonly asked: boolean;
  readonly office: Office;
}

const { maxText } = notes.handover;

interface Mark { readonly at: number; readonly name: string; readonly colour: number }

/** A plain textarea, and behind it the same words once more, unseen, that carry the colleagues' carets. */
export function NoteField(props: NoteFieldProps): JSX.Element {
  const id = createUniqueId();
  let field: HTMLTextAreaElement | undefined;
  let behind: HTMLDivElement | undefined;
  const marks = createMemo((): Mark[] => props.note.colleagues()
    .flatMap((one): Mark[] => {
      const at = one.at ? props.note.placeOf(one.at.head) : null;
      const known = props.office.colleagues()[one.staff];
      return at === null ? [] : [{ at, name: known?.name ?? one.name, colour: known?.colour ?? UNKNOWN_COLOUR }];
    })
    .sort((a, b) => a.at - b.at));
  /** The words cut at each caret. */
  const pieces = createMemo(() => {
    const text = props.note.text();
    let from = 0;
    const cut = marks().map((mark) => {
      const words = text.slice(from, mark.at);
      from = mark.at;
      return { words, mark };
    });
    return { cut, rest: text.slice(from) };
  });
  const isFull = (): boolean => props.note.text().length >= maxText;

  function scrollTogether(): void {
    if (field && behind) behind.scrollTop = field.scrollTop;
  }
  function begin(element: HTMLTextAreaElement): void {
    field = element;
    createEffect(on(props.note.doc, (doc) => {
      if (!doc) return;
      const editor = createNoteEditor(element, doc, (selection) => props.note.moveCaret(selection));
      createEffect(on(props.note.text, () => {
        editor.show();
        growToText(element);
        scrollTogether();
      }));
      onCleanup(() => editor.stop());
    }));
    createEffect(on(() => props.asked, (asked) => { if (asked) queueMicrotask(() => element.focus()); }));
  }

  return (
    <div class={styles.field}>
      <label class={hidden.hidden} for={id}>{props.label}</label>
      <div class={styles.layers}>
        <div class={styles.behind} ref={(element) => { behind = element; }} aria-hidden="true" dir="auto">
          <For each={pieces().cut}>
            {(piece) => <>{piece.words}<span class={styles.caret} data-person={piece.mark.colour % 8}><span class={styles.flag}>{piece.mark.name.split(' ')[0]}</span></span></>}
          </For>
          {pieces().rest}{'\u200b'}
        </div>
        <textarea
          ref={begin} class={styles.area} id={id} rows={3} maxLength={maxText} dir="auto" placeholder={props.placeholder}
          aria-describedby={`${id}-hint`} autocomplete="off" onScroll={scrollTogether}
        />
      </div>
      <p class={styles.second} id={`${id}-hint`}>{props.hint}</p>
      <Show when={isFull()}><FieldError id={`${id}-error`} error={props.full} /></Show>
    </div>
  );
}
