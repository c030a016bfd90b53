import { createMemo, Match, Switch, type JSX } from 'solid-js';
import { noticeDismiss } from '../../../schema/accounts.ts';
import type { Refusal } from '../../../schema/outcome.ts';
import { lastOf } from '../../../schema/old-browsers.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useDecidedWords, type Decided } from '../../shared/shell/decided-words.ts';
import { useShellPanels } from '../../shared/shell/shell-panels.tsx';
import { useRequestWords } from '../../shared/shell/use-request-words.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { mayHaveChanged } from '../../shared/ui/freshness.ts';
import { CloudOff, GitMerge } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { shortName } from '../../shared/ui/short-name.ts';
import { threadOfRequest } from './own-unsent.ts';
import { messagesTexts } from './texts.ts';
import type { ThreadData } from './thread-data.ts';

export interface ThreadNoticeProps {
  readonly data: ThreadData;
  /** "Ask Grace": opens a staff comment that begins with the name. */
  readonly onAsk: (name: string) => void;
}

/**
 * At most one, by what matters most: something of the reader's was not accepted here; somebody decided otherwise; what is
 * shown may be old; something cannot be shown; the thread is closed.
 */
export function ThreadNotice(props: ThreadNoticeProps): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const sync = useSync();
  const panels = useShellPanels();
  const here = (request: LocalRequest): boolean => threadOfRequest(request) === props.data.thread();
  const refused = createMemo(() => sync.needsYou().filter(here));
  const overtaken = createMemo(() => lastOf(sync.superseded().filter(here)));
  const told = createMemo(() => lastOf(sync.notices().filter((notice) => notice.thread === props.data.thread())));
  const asOf = (): number | undefined => {
    const freshness = props.data.freshness();
    return freshness.kind === 'asOf' && mayHaveChanged('queue', freshness.at, f.now()) ? freshness.at : undefined;
  };
  const closed = () => (props.data.triage()?.state === 'closed' ? props.data.triage()?.closed : undefined);
  return (
    <Switch>
      <Match when={refused().length > 0}>
        <Notice tone="asks" title={t('needsYou.title', { count: refused().length })} act={{ label: t('needsYou.act'), onPress: () => panels.openNeedsYou() }} />
      </Match>
      <Match when={overtaken()}>{(request) => <OvertakenNotice request={request()} onAsk={props.onAsk} />}</Match>
      <Match when={told()}>
        {(notice) => (
          <DecidedNoticeLine
            decided={{ refusal: notice().text }}
            onAsk={props.onAsk}
            onDismiss={() => void sync.act(noticeDismiss, { notice: notice().id })}
          />
        )}
      </Match>
      <Match when={asOf()}>
        {(at) => <Notice icon={CloudOff} title={t('stale.title', { when: f.stamp(at()) })}>{t('stale.body')}</Notice>}
      </Match>
      <Match when={props.data.unreadable() > 0}>
        <Notice tone="asks" title={t('unreadable.title', { count: props.data.unreadable() })}>{t('unreadable.body')}</Notice>
      </Match>
      <Match when={closed()}>{(by) => <ClosedNotice by={by().by} at={by().at} />}</Match>
    </Switch>
  );
}

function ClosedNotice(props: { readonly by: string; readonly at: number }): JSX.Element {
  const t = useT(messagesTexts);
  const decided = useDecidedWords();
  const refusal = (): Refusal => ({ code: 'thread.closedBy', params: { by: props.by, at: props.at } });
  return <Notice title={decided({ refusal: refusal() }).sentence}>{t('closedHint')}</Notice>;
}

function OvertakenNotice(props: { readonly request: LocalRequest; readonly onAsk: (name: string) => void }): JSX.Element {
  const sync = useSync();
  const words = useRequestWords(() => props.request);
  return (
    <DecidedNoticeLine
      decided={{ refusal: props.request.refusal ?? { code: 'general' }, act: words().act, savedAt: props.request.savedAt, answeredAt: props.request.answeredAt }}
      onAsk={props.onAsk}
      onDismiss={() => void sync.dismiss(props.request.id)}
    />
  );
}

function DecidedNoticeLine(props: { readonly decided: Decided; readonly onAsk: (name: string) => void; readonly onDismiss: () => void }): JSX.Element {
  const t = useT(messagesTexts);
  const decide = useDecidedWords();
  const words = createMemo(() => decide(props.decided));
  /** Known by name: only then is there somebody to ask. */
  const name = (): string | undefined => {
    const by = props.decided.refusal.params?.['by'];
    return typeof by === 'string' && by !== '' ? by : undefined;
  };
  return (
    <Notice
      icon={GitMerge}
      title={words().sentence}
      announce="polite"
      act={name() === undefined ? undefined : { label: t('decided.ask', { name: shortName(words().who) }), onPress: () => props.onAsk(shortName(words().who)) }}
      onDismiss={props.onDismiss}
    >
      {words().notApplied}
    </Notice>
  );
}
