import { createComputed, createMemo, createSignal, For, on, onCleanup, Show, type JSX } from 'solid-js';
import { handoverName } from '../../../schema/notes.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import type { Notes } from '../../shared/sync/notes/create-notes.ts';
import type { OpenNote } from '../../shared/sync/notes/open-note.ts';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { NotebookPen } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { Panel } from '../../shared/ui/panel.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import type { ItemState } from '../../shared/ui/item-state.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import type { Office } from '../shared/use-office.ts';
import styles from './handover.module.css';
import { handoverTexts } from './handover-texts.ts';
import { HandoverEarlier } from './handover-earlier.tsx';
import { NoteField } from './note-field.tsx';

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
  const sync = useSync();
  const [notes, setNotes] = createSignal<Notes | null>(null);
  const [failed, setFailed] = createSignal(false);
  sync.notes().then(setNotes, () => setFailed(true));
  const name = createMemo(() => handoverName(props.thread, props.part));
  const [note, setNote] = createSignal<OpenNote | null>(null);
  createComputed(on([name, notes], ([wanted, loaded]) => {
    const opened = loaded?.open(wanted, props.patient) ?? null;
    setNote(opened);
    onCleanup(() => opened?.release());
  }));
  const writable = (): boolean => !props.closed && props.mayNot === undefined;
  const isHere = (): boolean => (note()?.waitingSince() ?? null) !== null || note()?.typing() === true;
  const earlier = (): number[] => Array.from({ length: props.part - 1 }, (_, i) => i + 1);
  const shown = (): boolean => props.asked || (note()?.text() ?? '') !== '' || earlier().length > 0 || isHere();

  return (
    <Show when={shown()}>
      <Panel title={t('title')} icon={NotebookPen} second={t('only')} dashed={isHere()} end={<Show when={note()}>{(open) => <NoteEnd note={open()} />}</Show>}>
        <div class={styles.body}>
          <For each={earlier()}>{(part) => <HandoverEarlier thread={props.thread} part={part} of={earlier().length} />}</For>
          <Show when={note()} keyed fallback={<p class={styles.second}>{failed() ? t('failed') : t('loading')}</p>}>
            {(open) => <NoteBody note={open} {...props} writable={writable()} />}
          </Show>
        </div>
      </Panel>
    </Show>
  );
}

function NoteBody(props: HandoverPanelProps & { readonly note: OpenNote; readonly writable: boolean }): JSX.Element {
  const t = useT(handoverTexts);
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
        <Show when={!props.note.held()}><p class={styles.second}>{t('notHere')}</p></Show>
        <NoteField note={props.note} label={t('label', { name: props.name })} placeholder={t('placeholder')} hint={t('hint')} full={t('full')} asked={props.asked} office={props.office} />
        <Show when={props.note.notKept()}><Notice tone="danger" title={t('notKept')} announce="assertive" /></Show>
      </Show>
      <NoteFoot note={props.note} office={props.office} />
    </>
  );
}

/** As of when the clinic's words are. */
function NoteEnd(props: { readonly note: OpenNote }): JSX.Element {
  const freshness = () => props.note.freshness();
  const asOf = (): number | undefined => {
    const at = freshness();
    return at.kind === 'asOf' ? at.at : undefined;
  };
  return <FreshnessStamp of="messages" live={freshness().kind === 'live'} asOf={asOf()} />;
}

function NoteFoot(props: { readonly note: OpenNote; readonly office: Office }): JSX.Element {
  const t = useT(handoverTexts);
  const f = useFormat();
  const sync = useSync();
  const isReachable = useReachable();
  const state = createMemo((): ItemState | null => {
    const since = props.note.waitingSince();
    if (since !== null) return isReachable() ? { kind: 'sending' } : { kind: 'saved', at: since };
    const at = props.note.acknowledgedAt();
    return at === null ? null : { kind: 'received', at };
  });
  const names = createMemo(() => [...new Set(props.note.colleagues().map(({ staff, name }) => props.office.colleagues()[staff]?.name ?? name))].sort());
  const joined = (): string => (names().length > 1 ? t('and', { first: names().slice(0, -1).join(', '), last: names()[names().length - 1] ?? '' }) : names()[0] ?? '');
  const last = () => props.note.last();
  return (
    <p class={styles.foot}>
      <Show when={!props.note.typing()} fallback={<span class={styles.second}>{t('typing')}</span>}>
        <Show when={state()}>{(it) => <StateMark size="tiny" state={it()} />}</Show>
      </Show>
      <Show when={last()}>
        {(it) => <span class={styles.second}>{it().staff === sync.actor()?.staff ? t('lastYou', { time: f.stamp(it().at) }) : t('last', { name: it().name, time: f.stamp(it().at) })}</span>}
      </Show>
      {/* Names come and go: said once each, and never over what somebody is writing. */}
      <span class={styles.here} role="status"><Show when={names().length > 0}>{t('writing', { count: names().length, names: joined() })}</Show></span>
    </p>
  );
}
