import { createEffect, createMemo, on, Show, type JSX } from 'solid-js';

import { messageSend } from '../../../schema/message-requests.ts';
import type { MessageEntry } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { lastOf } from '../../../schema/old-browsers.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { EarlierMessages } from '../../shared/shell/earlier-messages.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import type { Earlier } from '../../shared/sync/views/use-earlier.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import type { Act } from '../../shared/ui/act.ts';
import { useClosedWords } from '../../shared/ui/closed-words.ts';
import { useRoutedWords } from '../../shared/ui/routed-words.ts';
import { Bubble } from '../../shared/ui/bubble.tsx';
import { DayRule } from '../../shared/ui/day-rule.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { usePerson } from '../person/person.tsx';
import { messageState } from '../shared/message-state.ts';
import styles from './messages.module.css';
import { messagesTexts } from './texts.ts';

/** A conversation: by day, own words at the end, each with what has become of it. Refused words stay in their place. */
export function MessageStream(props: { readonly messages: readonly MessageEntry[]; readonly earlier: Earlier; readonly thread: string; readonly clinic: string }): JSX.Element {
  const f = useFormat();
  const sync = useSync();
  const refused = createMemo(() => sync.needsYou().filter((request) => textOf(request, props.thread) !== undefined));
  const startsDay = (index: number): boolean => {
    const before = props.messages[index - 1];
    const now = props.messages[index];
    return now !== undefined && (before === undefined || f.day(before.at) !== f.day(now.at));
  };
  let end: HTMLDivElement | undefined;
  // A conversation is read from its end: there it opens, and there it goes on with every new message.
  const newest = createMemo(() => lastOf(props.messages)?.id);
  createEffect(on(newest, () => requestAnimationFrame(() => end?.scrollIntoView({ block: 'end' }))));
  return (
    <>
      <EarlierMessages earlier={props.earlier} />
      <ol class={styles.stream}>
        <Each of={props.messages} by={({ id }) => id}>
          {(message, index) => (
            <li>
              <Show when={startsDay(index())}>
                <div class={styles.day}><DayRule at={message().at} /></div>
              </Show>
              <MessageBubble message={message()} clinic={props.clinic} first={props.messages[index() - 1]?.author !== message().author || startsDay(index())} />
            </li>
          )}
        </Each>
        <Each of={refused()} by={({ id }) => id}>{(request) => <li><RefusedBubble request={request()} text={textOf(request(), props.thread) ?? ''} /></li>}</Each>
      </ol>
      <div class={styles.end} ref={(element) => { end = element; }} />
    </>
  );
}

function MessageBubble(props: { readonly message: MessageEntry; readonly clinic: string; readonly first: boolean }): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const sync = useSync();
  const person = usePerson();
  const snackbar = useSnackbar();
  const closedWords = useClosedWords();
  const routedWords = useRoutedWords();
  const automatic = (): string | undefined => (props.message.auto ? closedWords(props.message.auto) : props.message.routed && routedWords(props.message.routed));
  const view = useView(() => viewName.threads(person.patient()));
  const waiting = (): LocalRequest | undefined => view.waitingOn('messages', props.message.id);
  const own = (): boolean => props.message.from === 'patient';
  /** Exact while it is only here (R9); once it has left, the words say so instead of pretending. */
  async function takeBack(request: LocalRequest, words: 'keep' | 'discard'): Promise<LocalRequest | null> {
    const back = await sync.undo(request.id, words);
    if (!back) snackbar.show({ text: t('thread.tooLate') });
    return back;
  }
  const acts = (): Act[] => {
    const request = waiting();
    // A try whose end nobody heard leaves it here, but it may have arrived: then nothing takes it back.
    if (!request?.undoable || request.type !== 'message.send') return [];
    return [
      { label: t('thread.edit'), onPress: () => void takeBack(request, 'keep') },
      {
        label: t('thread.remove'),
        onPress: () => void takeBack(request, 'discard').then((back) => back && snackbar.show({
          text: t('thread.removed'), act: { label: t('thread.undo'), onPress: () => void sync.act(messageSend, messageSend.body.parse(back.body)) },
        })),
      },
    ];
  };
  return (
    <Bubble
      side={own() ? 'own' : 'theirs'}
      text={automatic() ?? props.message.text}
      first={props.first}
      {...(own() ? {} : { author: props.message.author, authorRole: automatic() !== undefined ? t('thread.automatic') : props.message.title, at: props.message.at })}
      {...(own() && props.message.acting ? { author: t('thread.actingFor', { you: props.message.author, name: person.firstName() }) } : {})}
      {...(own() ? { state: messageState(props.message, waiting(), props.clinic) } : {})}
      {...(props.message.withdrawnAt === undefined ? {} : { state: { kind: 'withdrawn' as const, at: props.message.withdrawnAt, words: t('thread.withdrawn', { when: f.stamp(props.message.withdrawnAt) }) } })}
      acts={acts()}
    />
  );
}

function RefusedBubble(props: { readonly request: LocalRequest; readonly text: string }): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const words = useRefusalWords('patient');
  const reason = (): string => (props.request.refusal ? words(props.request.refusal).reason : '');
  return (
    <Bubble
      side="own"
      text={props.text}
      state={{ kind: 'notAccepted', reason: reason(), ...(props.request.answeredAt === undefined ? {} : { at: props.request.answeredAt }) }}
      acts={[
        { label: t('thread.retry'), onPress: () => void sync.retry(props.request.id) },
        { label: t('thread.dismiss'), onPress: () => void sync.dismiss(props.request.id) },
      ]}
    />
  );
}

/** The words of a request that belongs to this thread. */
function textOf(request: LocalRequest, thread: string): string | undefined {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !('thread' in body) || body.thread !== thread) return undefined;
  return 'text' in body && typeof body.text === 'string' ? body.text : undefined;
}
