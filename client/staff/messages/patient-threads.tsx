import { For, Match, Switch, type JSX } from 'solid-js';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { MessagesSquare } from '../../shared/ui/icons.ts';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { EarlierThreadsLater } from '../../shared/shell/archive-list.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { messagesTexts } from './texts.ts';
import type { ThreadData } from './thread-data.ts';
import type { Target } from './triage-acts.ts';

/** Everything one patient ever wrote about, closed threads too: where the queue and this device's own list end. */
export function PatientThreads(props: { readonly data: ThreadData; readonly name: string; readonly hrefOf: (target: Target) => string }): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const isReachable = useReachable();
  return (
    <Switch>
      <Match when={props.data.others().length > 0}>
        <List label={t('others.label', { name: props.name })}>
          <For each={props.data.others()}>
            {(thread) => (
              <ListRow
                icon={MessagesSquare}
                title={thread.subject}
                second={<>{f.dated(thread.lastAt)} · <bdi>{thread.lastText}</bdi></>}
                short
                end={thread.state === 'closed' ? <Tag>{t('others.closedTag')}</Tag> : undefined}
                href={props.hrefOf({ patient: props.data.patient(), thread: thread.id })}
              />
            )}
          </For>
        </List>
        <EarlierThreadsLater archive={props.data.archive} />
      </Match>
      <Match when={props.data.held()}>
        <EmptyState kind="nothingYet" why={t('others.none.why', { name: props.name })} next={t('others.none.next')} />
      </Match>
      <Match when={isReachable()}><Skeleton of="list" /></Match>
      <Match when={true}><EmptyState kind="notHere" why={t('pane.notHere.why')} next={t('pane.notHere.next')} /></Match>
    </Switch>
  );
}
