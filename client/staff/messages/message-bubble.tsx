import { createMemo, createSignal, onCleanup, Show, type JSX } from 'solid-js';
import type { MessageEntry } from '../../../schema/messages.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { takeBack as takeBackRequest } from '../../shared/shell/take-back.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import type { Act } from '../../shared/ui/act.ts';
import { useClosedWords } from '../../shared/ui/closed-words.ts';
import { useRoutedWords } from '../../shared/ui/routed-words.ts';
import { Bubble } from '../../shared/ui/bubble.tsx';
import { IconMark } from '../../shared/ui/icon.tsx';
import { Hourglass } from '../../shared/ui/icons.ts';
import type { ItemState } from '../../shared/ui/item-state.ts';
import { SeenMark } from '../../shared/ui/seen-mark.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { shortName } from '../../shared/ui/short-name.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import styles from './inbox.module.css';
import { seenOfMessage } from './seen-summary.ts';
import { messagesTexts } from './texts.ts';
import { WithdrawnReply } from './withdrawn-reply.tsx';
import { WrongPerson } from './wrong-person.tsx';
import type { ThreadData } from './thread-data.ts';

/** Clocks closer than this to the clinic's are not worth a word. */
const LATE_MS = 5 * 60_000;

export interface MessageBubbleProps {
  readonly message: MessageEntry;
  readonly data: ThreadData;
  readonly onTakenBack: (request: LocalRequest) => void;
}

export function MessageBubble(props: MessageBubbleProps): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const waiting = createMemo(() => props.data.waitingMessage(props.message.id));
  const patientName = (): string => props.data.identity()?.given ?? props.data.identity()?.name ?? '';
  const fromPatient = (): boolean => props.message.from === 'patient';
  /** The patient as one calls them; a carer by their whole name, with whom they wrote for. */
  const author = (): string => (props.message.acting ? t('stream.forPatient', { author: props.message.author, name: patientName() }) : patientName() || props.message.author);
  /** Written in a dead spot and received later: care time and received time are two things. */
  const written = (): string => {
    const late = Math.abs(props.message.at - props.message.deviceTime) > LATE_MS;
    return late ? `${f.dated(props.message.at)} · ${t('stream.written', { when: f.dated(props.message.deviceTime) })}` : f.dated(props.message.at);
  };
  return (
    <Show
      when={fromPatient()}
      fallback={<ReplyBubble message={props.message} data={props.data} waiting={waiting()} onTakenBack={props.onTakenBack} />}
    >
      <Bubble side="theirs" text={props.message.text} author={author()} atText={written()} />
    </Show>
  );
}

function ReplyBubble(props: MessageBubbleProps & { readonly waiting: LocalRequest | undefined }): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const sync = useSync();
  const snackbar = useSnackbar();
  const settings = useStaffSettings();
  const state = (): ItemState | undefined => {
    const request = props.waiting;
    if (!request) return undefined;
    return request.state === 'saved' ? { kind: 'saved', at: request.savedAt } : { kind: 'sending' };
  };
  const secondsLeft = useSecondsLeft(() => (props.waiting?.state === 'saved' ? props.waiting.notBefore : undefined));
  const isReachable = useReachable();
  const isHeld = (): boolean => secondsLeft() > 0 && isReachable();
  async function takeBack(request: LocalRequest, edit: boolean): Promise<void> {
    const back = await takeBackRequest(sync, request.id);
    if (!back) {
      snackbar.show({ text: t('message.tooLate') });
      return;
    }
    props.onTakenBack(back);
    if (edit) snackbar.hide();
    else snackbar.show({ text: t('message.takenBack') });
  }
  const acts = (): Act[] => {
    const request = props.waiting;
    if (!request?.undoable) return [];
    return [
      { label: t('message.edit'), onPress: () => void takeBack(request, true) },
      { label: t('message.undo'), keycap: settings.cap('undo'), onPress: () => void takeBack(request, false) },
    ];
  };
  const seen = createMemo(() => seenOfMessage(props.message, props.data.messages(), props.data.marks()));
  const closedWords = useClosedWords();
  const routedWords = useRoutedWords();
  const isAutomatic = (): boolean => props.message.auto !== undefined || props.message.routed !== undefined;
  const text = (): string => (props.message.auto ? closedWords(props.message.auto) : props.message.routed ? routedWords(props.message.routed) : props.message.text);
  const patientName = (): string => props.data.identity()?.given || props.data.identity()?.name || '';
  const stored = (): JSX.Element => (
    <span class={styles.under}>
      <span>{isAutomatic() ? t('message.automatic') : shortName(props.message.author)}, {f.stamp(props.message.at)}</span>
      {/* An older one that is covered says nothing: its own time is not known (see seen-summary.ts). */}
      <Show when={seen() === null || seen()?.onDeviceAt !== undefined || seen()?.openedAt !== undefined}>
        <SeenMark name={shortName(seen()?.reader ?? props.data.identity()?.name ?? '')} onDeviceAt={seen()?.onDeviceAt} openedAt={seen()?.openedAt} />
      </Show>
      <Show when={!isAutomatic()}><WrongPerson message={props.message} data={props.data} name={patientName()} /></Show>
    </span>
  );
  const held = (): JSX.Element => (
    <span class={styles.under}>
      <IconMark icon={Hourglass} size={16} />
      <span>{t('message.sendsIn', { count: secondsLeft() })}</span>
    </span>
  );
  return (
    <Show
      when={props.message.withdrawnAt === undefined}
      fallback={<WithdrawnReply message={props.message} data={props.data}><WrongPerson message={props.message} data={props.data} name={patientName()} /></WithdrawnReply>}
    >
      <Bubble
        side="own"
        text={text()}
        state={state()}
        acts={acts()}
        under={state() === undefined ? stored() : isHeld() ? held() : undefined}
      />
    </Show>
  );
}

/** Whole seconds until that device time; 0 when it is past or unknown. Ticks only while it runs. */
function useSecondsLeft(until: () => number | undefined): () => number {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => {
    if ((until() ?? 0) > now()) setNow(Date.now());
  }, 250);
  onCleanup(() => clearInterval(timer));
  return () => Math.max(0, Math.ceil(((until() ?? 0) - now()) / 1000));
}
