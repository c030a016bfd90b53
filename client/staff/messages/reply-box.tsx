import { createEffect, createMemo, createSignal, lazy, Show, Suspense, type JSX } from 'solid-js';
import { findPlaceholder } from '../../../schema/canned-replies.ts';
import { newId } from '../../../schema/ids.ts';
import { MESSAGE_MAX } from '../../../schema/messages.ts';
import { threadReply } from '../../../schema/triage-requests.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Composer } from '../../shared/ui/composer.tsx';
import { IconMark } from '../../shared/ui/icon.tsx';
import { CloudOff, FileText, NotebookPen, PencilLine, TextQuote, Trash, TriangleAlert } from '../../shared/ui/icons.ts';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { useMedia } from '../shared/use-media.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import styles from './inbox.module.css';
import { messagesTexts } from './texts.ts';
import { useMayReply } from './thread-header.tsx';
import type { ThreadData } from './thread-data.ts';
import { shortName } from '../../shared/ui/short-name.ts';
import type { Replying } from './use-replying.ts';
import type { Draft } from '../shared/use-draft.ts';

/** Fetched with the first press. */
const CannedPicker = lazy(() => import('./canned-picker.tsx').then((picker) => ({ default: picker.CannedPicker })));

export interface ReplyBoxProps {
  readonly data: ThreadData;
  /** As the patient is called: "Reply to Fatma". */
  readonly name: string;
  readonly replying: Replying;
  readonly draft: Draft;
  readonly onComment: () => void;
  readonly onHandover: () => void;
  readonly onSaved: (request: LocalRequest) => void;
  /** The list of canned replies is asked for. */
  readonly isPicking: boolean;
  readonly onPicking: (on: boolean) => void;
  readonly ref: (element: HTMLTextAreaElement) => void;
}

/** The button says what pressing really does: "Send" while the clinic answers, "Save reply" while it does not. */
export function ReplyBox(props: ReplyBoxProps): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const words = useRefusalWords('staff');
  const whyNot = useMayReply();
  const snackbar = useSnackbar();
  const [problem, setProblem] = createSignal<string>();
  let saving = false;
  const reachable = useReachable();
  /** On a phone the seconds are told where they run, under the reply itself. */
  const hasRoom = useMedia('(min-width: 900px)');
  const tooLong = (): number => props.draft.text().trim().length - MESSAGE_MAX;

  let area: HTMLTextAreaElement | undefined;
  const blank = createMemo(() => findPlaceholder(props.draft.text()), null, { equals: (a, b) => a?.whole === b?.whole && a?.start === b?.start });
  const [everPicked, setEverPicked] = createSignal(false);
  /** Where the words go: a browser forgets it while a dialog makes the page inert. */
  let caret: readonly [number, number] | undefined;
  createEffect(() => {
    if (!props.isPicking) return;
    caret = area ? [area.selectionStart, area.selectionEnd] : undefined;
    setEverPicked(true);
  });
  /** From the reply, so that the focus comes back to it. */
  function pick(): void {
    area?.focus();
    props.onPicking(true);
  }
  function insert(words: string): void {
    const text = props.draft.text();
    const [start, end] = caret ?? [text.length, text.length];
    props.draft.write(text.slice(0, start) + words + text.slice(end));
    props.replying.typed(props.data.thread());
    const found = findPlaceholder(words);
    if (found) area?.setSelectionRange(start + found.start, start + found.end);
    else area?.setSelectionRange(start + words.length, start + words.length);
    area?.focus();
  }
  function discard(): void {
    const { draft } = props;
    const [key, words] = [draft.key(), draft.discard()];
    props.replying.stopped();
    setProblem(undefined);
    area?.focus();
    // The reader may stand in another thread by then: the words go back to theirs.
    snackbar.show({ text: t('reply.discarded'), act: { label: t('did.undo'), onPress: () => (draft.key() === key ? draft.write(words) : void sync.drafts.put(key, words)) } });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'i' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    pick();
  }

  async function send(): Promise<void> {
    const text = props.draft.text().trim();
    if (text === '' || saving) return;
    if (tooLong() > 0) {
      setProblem(t('reply.tooLong', { count: tooLong() }));
      return;
    }
    const left = blank();
    if (left) {
      setProblem(t('canned.refused', { blank: left.whole }));
      area?.focus();
      area?.setSelectionRange(left.start, left.end);
      return;
    }
    saving = true;
    const key = props.draft.key();
    const answer = await sync.act(threadReply, { patient: props.data.patient(), thread: props.data.thread(), message: newId(), text }, { draft: key });
    saving = false;
    if (!answer.ok) {
      const { reason, remedy } = words(answer.refusal);
      setProblem(`${reason} ${remedy}`);
      return;
    }
    setProblem(undefined);
    // The reader may have gone to another thread, or typed on, while the disk wrote.
    if (props.draft.key() === key && props.draft.text().trim() === text) props.draft.sent();
    props.replying.stopped();
    props.onSaved(answer.request);
  }
  return (
    <div class={styles.foot}>
      <Show when={problem()}>
        {(why) => <p class={styles.line} role="alert"><IconMark icon={TriangleAlert} size={18} /><span>{why()}</span></p>}
      </Show>
      <Show when={props.replying.who(props.data.thread())}>
        {(name) => <p class={styles.line} role="status"><IconMark icon={PencilLine} size={18} />{t('replying', { name: shortName(name()) })}</p>}
      </Show>
      <Show when={problem() === undefined && blank()}>
        {(left) => <p class={styles.line} role="status"><IconMark icon={PencilLine} size={18} /><span>{t('canned.blank', { blank: left().whole })}</span></p>}
      </Show>
      <Show when={!reachable()}>
        <p class={styles.line}><IconMark icon={CloudOff} size={18} />{t('reply.offline')}</p>
      </Show>
      <Composer
        look="box"
        label={t('reply.label', { name: props.name })}
        value={props.draft.text()}
        onInput={(text) => {
          setProblem(undefined);
          props.draft.write(text);
          if (text.trim() === '') props.replying.stopped();
          else props.replying.typed(props.data.thread());
        }}
        onSend={() => void send()}
        sendLabel={reachable() ? t('reply.send') : t('reply.save')}
        note={reachable() && hasRoom() ? t('reply.held') : undefined}
        unavailable={whyNot()}
        tools={
          <>
            <Button kind="quiet" ink icon={TextQuote} onPress={pick}>{t('canned.act')}</Button>
            <Button kind="quiet" ink icon={NotebookPen} onPress={props.onComment}>{t('comments.add')}</Button>
            <Button kind="quiet" ink icon={FileText} onPress={props.onHandover}>{t('handover')}</Button>
            <Show when={props.draft.text() !== ''}><Button kind="quiet" ink icon={Trash} onPress={discard}>{t('reply.discard')}</Button></Show>
          </>
        }
        ref={(element) => {
          area = element;
          element.addEventListener('keydown', onKeyDown);
          props.ref(element);
        }}
      />
      <Show when={everPicked()}>
        <Suspense><CannedPicker open={props.isPicking} onClose={() => props.onPicking(false)} data={props.data} onPick={insert} /></Suspense>
      </Show>
    </div>
  );
}
