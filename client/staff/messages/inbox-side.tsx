import { Match, Show, Switch, type JSX } from 'solid-js';
import type { VirtualizerHandle } from 'virtua/solid';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useDraftThreads } from '../shared/use-draft.ts';
import type { Office } from '../shared/use-office.ts';
import { FilterBar } from './filter-bar.tsx';
import { InboxList } from './inbox-list.tsx';
import { InboxRow } from './inbox-row.tsx';
import styles from './inbox.module.css';
import { describeUnsent } from './own-unsent.ts';
import type { QueueFilter, QueueShow } from './queue-filter.ts';
import { messagesTexts } from './texts.ts';
import type { Target } from './triage-acts.ts';
import type { InboxQueue } from './use-inbox-queue.ts';

export interface InboxSideProps {
  readonly queue: InboxQueue;
  readonly office: Office;
  readonly show: QueueShow;
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
  readonly selected: string | null;
  /** The row j and k have come to: the list's one tab stop. */
  readonly current: string | null;
  readonly scroller: HTMLElement | undefined;
  /** Who else is typing a reply there. */
  readonly replying: (thread: string) => string | undefined;
  readonly hrefOf: (target: Target) => string;
  readonly allHref: string;
  readonly onRow: (id: string, element: HTMLElement) => void;
  readonly onHandle: (handle: VirtualizerHandle | undefined) => void;
}

/** The list column: what is open, in order, or why it is empty. */
export function InboxSide(props: InboxSideProps): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const isReachable = useReachable();
  const drafts = useDraftThreads();
  const asOf = (): number | undefined => {
    const freshness = props.queue.freshness();
    return freshness.kind === 'asOf' ? freshness.at : undefined;
  };
  const row = (id: string): JSX.Element => (
    <Show when={props.queue.itemOf(id)}>
      {(item) => (
        <InboxRow
          item={item()}
          unsent={describeUnsent(props.queue.unsentOf(id), sync.actor()?.staff ?? null)}
          office={props.office}
          held={props.queue.isHere(item().p)}
          replying={props.replying(id)}
          draft={drafts().has(id)}
          selected={props.selected === id}
          href={props.hrefOf({ patient: item().p, thread: id })}
          tabIndex={props.current === id ? 0 : -1}
          ref={(element) => props.onRow(id, element)}
        />
      )}
    </Show>
  );
  return (
    <>
      <FilterBar filter={props.filter} onChange={props.onFilter} />
      {/* The key bar says this on a laptop; where it has no room, the list does. */}
      <Show when={asOf() !== undefined}>
        <p class={styles.stamp}><FreshnessStamp of="queue" asOf={asOf()} /></p>
      </Show>
      <Show when={props.queue.unreadable() > 0}><p class={styles.note}>{t('list.unreadable', { count: props.queue.unreadable() })}</p></Show>
      <Show when={props.show === 'closed'}><p class={styles.note}>{t('list.closedNote')}</p></Show>
      <Switch>
        <Match when={props.queue.ids().length > 0}>
          <InboxList ids={props.queue.ids()} label={t('list.label')} scroller={props.scroller} kept={props.current} handle={props.onHandle} row={row} />
        </Match>
        <Match when={props.show === 'closed'}>
          <EmptyState kind="nothingYet" why={t('list.closedNone.why')} next={t('list.closedNone.next')} />
        </Match>
        <Match when={!props.queue.held() && isReachable()}><Skeleton of="queue" rows={8} /></Match>
        <Match when={!props.queue.held()}><EmptyState kind="notHere" why={t('list.notHere.why')} next={t('list.notHere.next')} /></Match>
        <Match when={props.queue.counts().all > 0}>
          <EmptyState kind="filtered" why={t('list.filtered.why')} next={t('list.filtered.next')} act={{ label: t('list.filtered.act'), href: props.allHref }} />
        </Match>
        <Match when={true}><EmptyState kind="nothingYet" why={t('list.nothing.why')} next={t('list.nothing.next')} /></Match>
      </Switch>
    </>
  );
}
