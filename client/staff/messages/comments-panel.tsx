import { createSignal, For, Show, type JSX } from 'solid-js';
import type { CommentEntry } from '../../../schema/messages.ts';
import { MESSAGE_MAX } from '../../../schema/messages.ts';
import { newId } from '../../../schema/ids.ts';
import { threadComment } from '../../../schema/triage-requests.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { NotebookPen } from '../../shared/ui/icons.ts';
import { Panel } from '../../shared/ui/panel.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { UNKNOWN_COLOUR, type Office } from '../shared/use-office.ts';
import styles from './inbox.module.css';
import { messagesTexts } from './texts.ts';
import type { ThreadData } from './thread-data.ts';
import type { Draft } from '../shared/use-draft.ts';

export interface CommentsPanelProps {
  readonly data: ThreadData;
  readonly name: string;
  readonly office: Office;
  readonly writing: boolean;
  readonly draft: Draft;
  readonly onDone: () => void;
  readonly onTakenBack: (request: LocalRequest) => void;
}

/** What staff say among themselves: framed, headed and above the conversation, so that nobody takes it for a reply. */
export function CommentsPanel(props: CommentsPanelProps): JSX.Element {
  const t = useT(messagesTexts);
  const isHere = (): boolean => props.data.comments().some((comment) => props.data.waitingComment(comment.id) !== undefined);
  const ids = (): string[] => props.data.comments().map((comment) => comment.id);
  const byId = (id: string) => props.data.comments().find((comment) => comment.id === id);
  return (
    <Show when={props.writing || props.data.comments().length > 0}>
      <Panel title={t('comments.title')} icon={NotebookPen} second={t('comments.only')} dashed={isHere()}>
        <div class={styles.comments}>
          <For each={ids()}>
            {(id) => <Show when={byId(id)}>{(comment) => <Comment comment={comment()} {...props} />}</Show>}
          </For>
          <Show when={props.writing}><CommentForm {...props} /></Show>
        </div>
      </Panel>
    </Show>
  );
}

function Comment(props: CommentsPanelProps & { readonly comment: CommentEntry }): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const sync = useSync();
  const waiting = () => props.data.waitingComment(props.comment.id);
  async function takeBack(request: LocalRequest): Promise<void> {
    const back = await sync.undo(request.id);
    if (back) props.onTakenBack(back);
  }
  return (
    <article class={styles.comment} data-here={waiting() ? '' : undefined}>
      <Avatar name={props.comment.author} colour={props.office.colleagues()[props.comment.staff]?.colour ?? UNKNOWN_COLOUR} size={20} />
      <p class={styles.who}><strong>{props.comment.author}</strong> {f.dated(props.comment.at)}</p>
      <p class={styles.said} dir="auto">{props.comment.text}</p>
      <Show when={waiting()}>
        {(request) => (
          <p class={`${styles.state} ${styles.acts}`}>
            <StateMark size="tiny" state={request().state === 'saved' ? { kind: 'saved', at: request().savedAt } : { kind: 'sending' }} />
            <Show when={request().undoable}>
              <Button kind="quiet" size="small" onPress={() => void takeBack(request())}>{t('message.undo')}</Button>
            </Show>
          </p>
        )}
      </Show>
    </article>
  );
}

function CommentForm(props: CommentsPanelProps): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const words = useRefusalWords('staff');
  const isReachable = useReachable();
  const [error, setError] = createSignal<string>();
  const label = (): string => t('comments.label', { name: props.name });
  let saving = false;
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = props.draft.text().trim();
    // A device that takes its time: a second press is the same comment.
    if (saving) return;
    if (text === '') return props.onDone();
    const key = props.draft.key();
    saving = true;
    const answer = await sync.act(threadComment, { patient: props.data.patient(), thread: props.data.thread(), comment: newId(), text }, { draft: key });
    saving = false;
    if (!answer.ok) {
      const { reason, remedy } = words(answer.refusal);
      setError(`${reason} ${remedy}`);
      return;
    }
    setError(undefined);
    // The reader may have gone to another thread, or typed on, while the disk wrote: those words stay.
    if (props.draft.key() !== key || props.draft.text().trim() !== text) return;
    props.draft.sent();
    props.onDone();
  }
  return (
    <form class={styles.comments} onSubmit={(event) => void save(event)}>
      <TextArea
        label={label()} labelHidden placeholder={label()} value={props.draft.text()} onInput={props.draft.write} maxLength={MESSAGE_MAX} error={error()}
        ref={(element) => queueMicrotask(() => element.focus())}
      />
      <div class={styles.acts}>
        <Button type="submit">{isReachable() ? t('comments.save') : t('comments.saveOffline')}</Button>
        <Button kind="quiet" ink onPress={props.onDone}>{t('comments.cancel')}</Button>
        <span class={styles.who}>{t('comments.hint')}</span>
      </div>
    </form>
  );
}
