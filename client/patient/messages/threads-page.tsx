import { useNavigate } from '@solidjs/router';
import { createMemo, Match, Show, Switch, type JSX } from 'solid-js';

import { threadEntry } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { EarlierThreadsLater, useArchiveLater } from '../../shared/shell/archive-list.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { PencilLine } from '../../shared/ui/icons.ts';
import { List } from '../../shared/ui/list.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { usePerson } from '../person/person.tsx';
import { useUnread } from '../person/unread.ts';
import { ThreadRow } from '../shared/thread-row.tsx';
import { MainScreen } from '../shell.tsx';
import styles from './messages.module.css';
import { messagesTexts } from './texts.ts';

export function ThreadsPage(): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const view = useView(() => viewName.threads(person.patient()));
  const threads = view.section('threads', threadEntry);
  const sorted = createMemo(() => Object.values(threads()).sort((a, b) => b.lastAt - a.lastAt));
  const unread = useUnread(person.patient);
  const archive = useArchiveLater(() => [viewName.threads(person.patient())], () => '');
  const lost = view.unreadable('messages');
  const stamp = () => {
    const freshness = view.freshness();
    return { asOf: freshness.kind === 'asOf' ? freshness.at : undefined, live: freshness.kind === 'live' };
  };
  return (
    <MainScreen title={t('title')} current="messages">
      <div class={styles.head}>
        <h1>{t('title')}</h1>
        <FreshnessStamp of="messages" {...stamp()} />
      </div>
      <Button kind="primary" wide icon={PencilLine} onPress={() => navigate(person.pathTo('messages/new'))}>
        {person.isSelf() ? t('write') : t('writeFor', { name: person.firstName() })}
      </Button>
      <Show when={lost() > 0}>
        <Notice title={t('unreadable', { count: lost() })} />
      </Show>
      <Switch fallback={<Skeleton of="list" rows={3} />}>
        <Match when={sorted().length > 0}>
          <List label={t('title')}>
            <Each of={sorted()} by={({ id }) => id}>{(thread) => <ThreadRow thread={thread()} unread={unread.ofThread(thread().id)} />}</Each>
          </List>
          <EarlierThreadsLater archive={archive} />
        </Match>
        <Match when={view.held()}>
          <EmptyState kind="nothingYet" why={t('empty.why')} next={t('empty.next')} />
        </Match>
        <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
          <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
        </Match>
      </Switch>
    </MainScreen>
  );
}
