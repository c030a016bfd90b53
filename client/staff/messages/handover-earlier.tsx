import { createSignal, onCleanup, Show, untrack, type JSX } from 'solid-js';
import { handoverName } from '../../../schema/notes.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import styles from '../shared/notes/note.module.css';
import { noteTexts } from '../shared/notes/texts.ts';
import { handoverTexts } from './handover-texts.ts';

/** A part that was signed when the conversation was closed: read-only, opened only when somebody wants to read it. */
export function HandoverEarlier(props: { readonly thread: string; readonly part: number; readonly of: number }): JSX.Element {
  const t = useT(handoverTexts);
  const [open, setOpen] = createSignal(false);
  return (
    <details class={styles.earlier} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.of === 1 ? t('earlier') : t('earlierOf', { part: props.part })}</summary>
      <Show when={open()}><EarlierWords name={handoverName(props.thread, props.part)} /></Show>
    </details>
  );
}

function EarlierWords(props: { readonly name: string }): JSX.Element {
  const t = useT(noteTexts);
  const { views } = useSync();
  const view = views.open(untrack(() => props.name));
  onCleanup(() => view.release());
  const text = (): string => {
    const words: unknown = view.sections()?.['text']?.['text'];
    return typeof words === 'string' ? words : '';
  };
  return (
    <Show when={view.sections() !== null} fallback={<Skeleton of="text" />}>
      <p class={styles.words} dir="auto">{text() === '' ? t('empty') : text()}</p>
    </Show>
  );
}
