import { For, Show, type JSX } from 'solid-js';
import { handoverName, notes } from '../../../schema/notes.ts';
import { useT } from '../../shared/i18n/context.tsx';
import type { OpenNote } from '../../shared/sync/notes/open-note.ts';
import { NotebookPen } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { Panel } from '../../shared/ui/panel.tsx';
import type { Office } from '../shared/use-office.ts';
import { NoteField } from '../shared/notes/note-field.tsx';
import { NoteEnd, NoteFoot } from '../shared/notes/note-foot.tsx';
import styles from '../shared/notes/note.module.css';
import { noteTexts } from '../shared/notes/texts.ts';
import { useOpenNote } from '../shared/notes/use-open-note.ts';
import { handoverTexts } from './handover-texts.ts';
import { HandoverEarlier } from './handover-earlier.tsx';

export interface HandoverPanelProps {
  readonly patient: string;
  readonly thread: string;
  readonly name: string;
  readonly part: number;
  readonly closed: boolean;
  /** Why this account may not write; undefined when it may. */
  readonly mayNot: string | undefined;
  /** Asked for: the field is focused once it is there. */
  readonly asked: boolean;
  readonly office: Office;
}

/** What staff leave each other about a thread, written together: who is in it, who wrote last, and where one's words are. */
export function HandoverPanel(props: HandoverPanelProps): JSX.Element {
  const t = useT(handoverTexts);
  const words = useT(noteTexts);
  const { note, failed } = useOpenNote(() => handoverName(props.thread, props.part), () => props.patient);
  const writable = (): boolean => !props.closed && props.mayNot === undefined;
  const isHere = (): boolean => (note()?.waitingSince() ?? null) !== null || note()?.typing() === true;
  const earlier = (): number[] => Array.from({ length: props.part - 1 }, (_, i) => i + 1);
  const shown = (): boolean => props.asked || (note()?.text() ?? '') !== '' || earlier().length > 0 || isHere();

  return (
    <Show when={shown()}>
      <Panel title={t('title')} icon={NotebookPen} second={t('only')} dashed={isHere()} end={<Show when={note()}>{(open) => <NoteEnd note={open()} />}</Show>}>
        <div class={styles.body}>
          <For each={earlier()}>{(part) => <HandoverEarlier thread={props.thread} part={part} of={earlier().length} />}</For>
          <Show when={note()} keyed fallback={<p class={styles.second}>{words(failed() ? 'failed' : 'loading')}</p>}>
            {(open) => <NoteBody note={open} {...props} writable={writable()} />}
          </Show>
        </div>
      </Panel>
    </Show>
  );
}

function NoteBody(props: HandoverPanelProps & { readonly note: OpenNote; readonly writable: boolean }): JSX.Element {
  const t = useT(handoverTexts);
  const words = useT(noteTexts);
  return (
    <>
      <Show
        when={props.writable}
        fallback={
          <>
            <Show when={props.note.text() !== ''}><p class={styles.words} dir="auto">{props.note.text()}</p></Show>
            <p class={styles.second}>{props.closed ? t('closed') : t('mayNot')}</p>
          </>
        }
      >
        <Show when={!props.note.held()}><p class={styles.second}>{words('notHere')}</p></Show>
        <NoteField note={props.note} label={t('label', { name: props.name })} placeholder={t('placeholder')} hint={t('hint')} maxText={notes.handover.maxText} asked={props.asked} office={props.office} />
        <Show when={props.note.notKept()}><Notice tone="danger" title={words('notKept')} announce="assertive" /></Show>
      </Show>
      <NoteFoot note={props.note} office={props.office} />
    </>
  );
}
