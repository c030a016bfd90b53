import { createEffect, createMemo, createUniqueId, For, on, onCleanup, Show, type JSX } from 'solid-js';
import { useT } from '../../../shared/i18n/context.tsx';
import type { OpenNote } from '../../../shared/sync/notes/open-note.ts';
import { FieldError } from '../../../shared/ui/field-frame.tsx';
import { growToText } from '../../../shared/ui/grow.ts';
import hidden from '../../../shared/ui/visually-hidden.module.css';
import { UNKNOWN_COLOUR, type Office } from '../use-office.ts';
import styles from './note.module.css';
import { createNoteEditor } from './note-editor.ts';
import { noteTexts } from './texts.ts';

export interface NoteFieldProps {
  readonly note: OpenNote;
  readonly label: string;
  /** Which of the note's texts; its first where it has one. */
  readonly root?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  /** The name stands in sight beside the words, not for screen readers alone. */
  readonly labelled?: boolean | undefined;
  /** Characters. */
  readonly maxText: number;
  readonly asked?: boolean | undefined;
  readonly office: Office;
}

interface Mark { readonly at: number; readonly name: string; readonly colour: number }

/** A plain textarea, and behind it the same words once more, unseen, that carry the colleagues' carets. */
export function NoteField(props: NoteFieldProps): JSX.Element {
  const id = createUniqueId();
  const t = useT(noteTexts);
  const text = createMemo(() => props.note.text(props.root));
  let field: HTMLTextAreaElement | undefined;
  let behind: HTMLDivElement | undefined;
  const marks = createMemo((): Mark[] => props.note.colleagues()
    .flatMap((one): Mark[] => {
      const at = one.at ? props.note.placeOf(one.at.head, props.root) : null;
      const known = props.office.colleagues()[one.staff];
      return at === null ? [] : [{ at, name: known?.name ?? one.name, colour: known?.colour ?? UNKNOWN_COLOUR }];
    })
    .sort((a, b) => a.at - b.at));
  /** The words cut at each caret. */
  const pieces = createMemo(() => {
    const words = text();
    let from = 0;
    const cut = marks().map((mark) => {
      const before = words.slice(from, mark.at);
      from = mark.at;
      return { before, mark };
    });
    return { cut, rest: words.slice(from) };
  });
  const isFull = (): boolean => text().length >= props.maxText;

  function scrollTogether(): void {
    if (field && behind) behind.scrollTop = field.scrollTop;
  }
  function begin(element: HTMLTextAreaElement): void {
    field = element;
    createEffect(on(props.note.doc, (doc) => {
      if (!doc) return;
      const own = doc.of(props.root ?? props.note.roots[0]);
      const editor = createNoteEditor(element, own, (selection) => props.note.moveCaret(selection, own.root));
      createEffect(on(text, () => {
        editor.show();
        growToText(element);
        scrollTogether();
      }));
      onCleanup(() => editor.stop());
    }));
    createEffect(on(() => props.asked, (asked) => { if (asked === true) queueMicrotask(() => element.focus()); }));
  }

  return (
    <div class={styles.field}>
      <label class={props.labelled ? styles.label : hidden.hidden} for={id}>{props.label}</label>
      <div class={styles.layers}>
        <div class={styles.behind} ref={(element) => { behind = element; }} aria-hidden="true" dir="auto">
          <For each={pieces().cut}>
            {(piece) => <>{piece.before}<span class={styles.caret} data-person={piece.mark.colour % 8}><span class={styles.flag}>{piece.mark.name.split(' ')[0]}</span></span></>}
          </For>
          {pieces().rest}{'\u200b'}
        </div>
        <textarea
          ref={begin} class={styles.area} id={id} rows={3} maxLength={props.maxText} dir="auto" placeholder={props.placeholder}
          aria-describedby={props.hint ? `${id}-hint` : undefined} autocomplete="off" onScroll={scrollTogether}
        />
      </div>
      <Show when={props.hint}>{(hint) => <p class={styles.second} id={`${id}-hint`}>{hint()}</p>}</Show>
      <Show when={isFull()}><FieldError id={`${id}-error`} error={t('full')} /></Show>
    </div>
  );
}
