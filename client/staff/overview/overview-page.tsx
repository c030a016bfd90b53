import { createMemo, For, Match, Show, Switch, type JSX } from 'solid-js';
import { can } from '../../../schema/roles.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useHeldCount } from '../shared/held-count.tsx';
import { useOffice } from '../shared/use-office.ts';
import { BOOKINGS, HELD, MESSAGES, RESULTS } from '../shell/addresses.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { staffTexts } from '../shell/texts.ts';
import styles from './overview.module.css';
import { overviewTexts } from './texts.ts';
import { useWork, type Queue } from './use-work.ts';
import { CORRECTION_DAYS, oldestOf, RESULT_DAYS, ROUTINE_DAYS, sortOverdue, URGENT_HOURS, type QueueKind, type Work } from './work.ts';
import { WorkRow } from './work-row.tsx';

/** Rows a part shows; the queue's own page has them all. */
const MOST_OVERDUE = 12;
const MOST_NEXT = 5;

const addressOf: Readonly<Record<QueueKind, string>> = { messages: MESSAGES, bookings: BOOKINGS, results: RESULTS };

/** What needs somebody now: what is overdue first, of whichever queue (B46), then each queue this person may see. */
export function OverviewPage(): JSX.Element {
  const t = useT(overviewTexts);
  const sync = useSync();
  const { queues, isWaitingHere } = useWork();
  const office = useOffice();
  const held = useHeldCount();
  const decidesHeld = (): boolean => { const actor = sync.actor(); return actor !== null && can(actor, 'admin.held'); };
  const overdue = createMemo(() => sortOverdue(queues().flatMap(({ work }) => work())));
  const hasNothing = (): boolean => queues().every(({ view, work, older, unread }) => view.held() && work().length + older() + unread() === 0) && held.count() === 0;
  const row = (work: Work, withKind: boolean): JSX.Element => <WorkRow work={work} office={office} withKind={withKind} savedHere={isWaitingHere(work.id)} />;
  return (
    <StaffFrame
      current="overview"
      title={t('title')}
      pane={
        <div class={styles.page}>
          <Switch>
            <Match when={queues().length === 0 && !decidesHeld()}><EmptyState kind="nothingYet" why={t('noQueue.why')} next={t('noQueue.next')} /></Match>
            <Match when={hasNothing()}>
              <EmptyState kind="nothingYet" why={t('empty.why')} next={t('empty.next')} />
              <Stamps queues={queues()} />
            </Match>
            <Match when={true}>
              <Show when={overdue().length > 0}>
                <section class={styles.part} aria-labelledby="overview-overdue">
                  <div class={styles.head}>
                    <h2 id="overview-overdue" class={styles.title}>{t('overdue')}</h2>
                    <p class={styles.facts}>{t('overdueCount', { count: overdue().length })}</p>
                  </div>
                  <List labelledBy="overview-overdue"><Each of={overdue().slice(0, MOST_OVERDUE)} by={({ queue, id }) => `${queue} ${id}`}>{(work) => row(work(), true)}</Each></List>
                  <Show when={overdue().length > MOST_OVERDUE}><p class={styles.small}>{t('next', { count: overdue().length - MOST_OVERDUE })}</p></Show>
                </section>
              </Show>
              <div class={styles.parts}>
                <For each={queues()}>{(queue) => <QueuePart queue={queue} row={row} />}</For>
                <Show when={decidesHeld()}><HeldPart count={held.count()} /></Show>
              </div>
              <Show when={queues().length > 0}>
                <p class={styles.small}>{t('rule', { urgent: URGENT_HOURS, routine: ROUTINE_DAYS, result: RESULT_DAYS, correction: CORRECTION_DAYS })}</p>
              </Show>
            </Match>
          </Switch>
        </div>
      }
    />
  );
}

function Stamp(props: { readonly queue: Queue }): JSX.Element {
  const freshness = () => props.queue.view.freshness();
  const asOf = (): number | undefined => { const now = freshness(); return now.kind === 'asOf' ? now.at : undefined; };
  return <FreshnessStamp of="queue" live={freshness().kind === 'live'} asOf={asOf()} />;
}

/** Where nothing is listed, how old that is still counts. */
function Stamps(props: { readonly queues: readonly Queue[] }): JSX.Element {
  return <p class={styles.small}><Show when={props.queues[0]}>{(queue) => <Stamp queue={queue()} />}</Show></p>;
}

function QueuePart(props: { readonly queue: Queue; readonly row: (work: Work, withKind: boolean) => JSX.Element }): JSX.Element {
  const t = useT(overviewTexts);
  const shell = useT(staffTexts);
  const f = useFormat();
  const sync = useSync();
  const work = () => props.queue.work();
  const kind = (): QueueKind => props.queue.kind;
  const id = (): string => `overview-${kind()}`;
  const rest = createMemo(() => work().filter(({ isOverdue }) => !isOverdue));
  const facts = (): string => {
    const oldest = oldestOf(work());
    if (oldest === null) return '';
    const first = t('facts', { first: t('waiting', { count: work().length }), second: t('oldest', { waited: f.waited(oldest) }) });
    const nobodys = work().filter(({ owner }) => owner === null).length;
    return nobodys === 0 ? first : t('facts', { first, second: t('unassigned', { count: nobodys }) });
  };
  return (
    <section class={styles.part} aria-labelledby={id()}>
      <div class={styles.head}>
        <h2 id={id()} class={styles.title}>{shell(`tabs.${kind()}`)}</h2>
        <p class={styles.facts}>{facts()}</p>
        <span class={styles.stamp}><Stamp queue={props.queue} /></span>
      </div>
      <Switch>
        <Match when={!props.queue.view.held() && sync.state().kind === 'receiving'}><Skeleton of="list" rows={2} /></Match>
        <Match when={!props.queue.view.held()}><p class={styles.small}>{t(`notHere.${kind()}`)}</p></Match>
        <Match when={work().length === 0}><p class={styles.small}>{t(`none.${kind()}`)}</p></Match>
        <Match when={rest().length > 0}>
          <List labelledBy={id()}><Each of={rest().slice(0, MOST_NEXT)} by={(one) => one.id}>{(one) => props.row(one(), false)}</Each></List>
        </Match>
      </Switch>
      <Show when={props.queue.older() > 0}><p class={styles.small}>{t('older', { count: props.queue.older() })}</p></Show>
      <Show when={props.queue.unread() > 0}><p class={styles.small}>{t('unread', { count: props.queue.unread() })}</p></Show>
      <p class={styles.foot}><Button ink href={addressOf[kind()]}>{t(`all.${kind()}`)}</Button></p>
    </section>
  );
}

/** There is no view of them: the number is what the clinic said when it was last asked. */
function HeldPart(props: { readonly count: number }): JSX.Element {
  const t = useT(overviewTexts);
  const isReachable = useReachable();
  return (
    <section class={styles.part} aria-labelledby="overview-held">
      <div class={styles.head}><h2 id="overview-held" class={styles.title}>{t('held.title')}</h2></div>
      <p class={styles.small}>{props.count === 0 ? t('none.held') : t('held.some', { count: props.count })}</p>
      <Show when={!isReachable()}><p class={styles.small}>{t('held.offline')}</p></Show>
      <p class={styles.foot}><Button ink href={HELD}>{t('held.title')}</Button></p>
    </section>
  );
}
