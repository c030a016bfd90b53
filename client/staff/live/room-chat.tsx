import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js';
import { newId } from '../../../schema/ids.ts';
import { MESSAGE_MAX, messageEntry, threadEntry, type MessageEntry } from '../../../schema/messages.ts';
import { can } from '../../../schema/roles.ts';
import { threadReply } from '../../../schema/triage-requests.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Bubble } from '../../shared/ui/bubble.tsx';
import { useClosedWords } from '../../shared/ui/closed-words.ts';
import { Composer } from '../../shared/ui/composer.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import type { ItemState } from '../../shared/ui/item-state.ts';
import { letKeysScroll } from '../../shared/ui/let-keys-scroll.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { useRoutedWords } from '../../shared/ui/routed-words.ts';
import { Select } from '../../shared/ui/select.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useDraft } from '../shared/use-draft.ts';
import { replyDraft } from '../shared/words-of.ts';
import styles from './room.module.css';
import { roomTexts } from './room-texts.ts';

/** Newest of them; the whole conversation stands under Messages. */
const SHOWN = 40;

/** The secure conversation beside the call (TELEHEALTH §4): ordinary messages that survive it, no channel of the room. */
export function RoomChat(props: { readonly patient: string; readonly name: string }): JSX.Element {
  const t = useT(roomTexts);
  const sync = useSync();
  const isReachable = useReachable();
  const refusals = useRefusalWords('staff');
  const view = useView(() => viewName.threads(props.patient));
  const [threads, messages] = [view.section('threads', threadEntry), view.section('messages', messageEntry)];
  const open = createMemo(() => Object.values(threads()).filter(({ state }) => state !== 'closed').sort((a, b) => b.lastAt - a.lastAt));
  const [wanted, setWanted] = createSignal('');
  const thread = createMemo(() => open().find(({ id }) => id === wanted())?.id ?? open()[0]?.id ?? '');
  const listed = createMemo(() => Object.values(messages()).filter((one) => one.thread === thread()).sort((a, b) => a.seq - b.seq || a.at - b.at).slice(-SHOWN));
  const draft = useDraft(() => replyDraft(thread()));
  const [problem, setProblem] = createSignal<string>();
  const mayReply = (): boolean => { const actor = sync.actor(); return actor !== null && can(actor, 'portal.message.reply'); };
  let saving = false;
  async function send(): Promise<void> {
    const text = draft.text().trim();
    const [id, key] = [thread(), draft.key()];
    if (text === '' || saving) return;
    if (text.length > MESSAGE_MAX) return void setProblem(t('chat.tooLong', { count: text.length - MESSAGE_MAX }));
    saving = true;
    const answer = await sync.act(threadReply, { patient: props.patient, thread: id, message: newId(), text }, { draft: key });
    saving = false;
    if (!answer.ok) return void setProblem(`${refusals(answer.refusal).reason} ${refusals(answer.refusal).remedy}`);
    setProblem(undefined);
    if (draft.key() === key && draft.text().trim() === text) draft.sent();
  }
  return (
    <div class={styles.chat}>
      <Show when={view.held()} fallback={<Show when={isReachable()} fallback={<p class={styles.small}>{t('chat.notHere')}</p>}><Skeleton of="text" /></Show>}>
        <Show when={thread() !== ''} fallback={<EmptyState kind="nothingYet" why={t('chat.none', { name: props.name })} next={t('chat.noneNext', { name: props.name })} />}>
          <Show when={open().length > 1}><Select label={t('chat.which')} value={thread()} onChange={setWanted} options={open().map(({ id, subject }) => ({ value: id, label: subject }))} /></Show>
          <Stream messages={listed()} name={props.name} waiting={(id) => view.waitingOn('messages', id)} />
          <Show when={problem()}>{(why) => <Notice tone="asks" title={why()} announce />}</Show>
          <Show when={mayReply()} fallback={<p class={styles.small}>{t('chat.mayNot')}</p>}>
            <Composer look="box" label={t('chat.label', { name: props.name })} value={draft.text()} onInput={(text) => { setProblem(undefined); draft.write(text); }} onSend={() => void send()} sendLabel={t(isReachable() ? 'chat.send' : 'chat.save')} />
          </Show>
          <p class={styles.small}>{t('chat.second')}</p>
        </Show>
      </Show>
    </div>
  );
}

function Stream(props: { readonly messages: readonly MessageEntry[]; readonly name: string; readonly waiting: (id: string) => { readonly state: string; readonly savedAt: number } | undefined }): JSX.Element {
  const t = useT(roomTexts);
  const f = useFormat();
  const closedWords = useClosedWords();
  const routedWords = useRoutedWords();
  const [box, setBox] = createSignal<HTMLElement>();
  const newest = createMemo(() => props.messages[props.messages.length - 1]?.id);
  createEffect(on([newest, box], ([, element]) => { if (element) requestAnimationFrame(() => { element.scrollTop = element.scrollHeight; }); }));
  const state = (id: string): ItemState | undefined => { const request = props.waiting(id); return request && (request.state === 'saved' ? { kind: 'saved', at: request.savedAt } : { kind: 'sending' }); };
  const text = (one: MessageEntry): string => (one.withdrawnAt !== undefined ? t('chat.withdrawn') : one.auto ? closedWords(one.auto) : one.routed ? routedWords(one.routed) : one.text);
  return (
    <section class={styles.stream} aria-label={t('chat.list', { name: props.name })} ref={(element) => { letKeysScroll(element); setBox(element); }}>
      <Each of={props.messages} by={({ id }) => id}>
        {(one) => <Bubble side={one().from === 'patient' ? 'theirs' : 'own'} text={text(one())} author={one().author} atText={f.dated(one().at)} state={one().from === 'clinic' ? state(one().id) : undefined} />}
      </Each>
    </section>
  );
}
