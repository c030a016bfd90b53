import { createEffect, createMemo, For, Match, on, Show, Switch, type JSX } from 'solid-js';
import { heldDiscard, heldReturn } from '../../../schema/held-requests.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { CloudOff } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { HeldArticle } from './held-article.tsx';
import styles from './held.module.css';
import { useHeldList } from './held-list.ts';
import { heldTexts } from './texts.ts';

/** R10: what revoked keys and closed accounts brought, for an administrator to read, return to its author, or discard. */
export function HeldPage(): JSX.Element {
  const t = useT(heldTexts);
  const f = useFormat();
  const sync = useSync();
  const words = useRefusalWords('staff');
  const isReachable = useReachable();
  const list = useHeldList();
  /** Own decisions the clinic has not answered. */
  const deciding = createMemo(() => sync.waiting().filter(({ type }) => type === heldReturn.type || type === heldDiscard.type));
  createEffect(on(() => deciding().length, (now, before = 0) => { if (now < before) list.again(); }));
  const failure = (): string | undefined => {
    const problem = list.problem();
    if (problem === null) return undefined;
    return problem === 'noAnswer' ? t('noAnswer') : `${words(problem).reason} ${words(problem).remedy}`;
  };
  return (
    <StaffFrame
      current="held"
      title={t('title')}
      pane={
        <div class={styles.page}>
          <Show when={list.askedAt() !== null && !isReachable()}>
            <Notice icon={CloudOff} title={t('old.title')}>{t('old.text', { time: f.dated(list.askedAt() ?? 0) })}</Notice>
          </Show>
          <Show when={list.askedAt() !== null && isReachable() && failure()}>
            {(sentence) => <Notice tone="asks" announce title={t('failed')} act={{ label: t('again'), onPress: list.again }}>{sentence()}</Notice>}
          </Show>
          <Switch>
            <Match when={list.askedAt() === null && list.isAsking()}><Skeleton of="text" /></Match>
            <Match when={list.askedAt() === null && !isReachable()}>
              <EmptyState kind="notHere" why={t('offline.why')} next={t('offline.next')} act={{ label: t('again'), onPress: list.again }} />
            </Match>
            <Match when={list.askedAt() === null}>
              <EmptyState kind="nothingYet" why={t('failed')} next={failure() ?? t('noAnswer')} act={{ label: t('again'), onPress: list.again }} />
            </Match>
            <Match when={list.items().length === 0}><EmptyState kind="nothingYet" why={t('empty.why')} next={t('empty.next')} /></Match>
            <Match when={true}>
              <p class={styles.second}>{t('intro')}</p>
              <p class={styles.second} role="status">{t('count', { count: list.count() })}, {t('asOf', { time: f.stamp(list.askedAt() ?? 0) })}</p>
              <ul class={styles.list} aria-label={t('list')}>
                <For each={list.items()}>
                  {(item) => <li><HeldArticle item={item} deciding={deciding().find(({ body }) => isAbout(body, item.id))} /></li>}
                </For>
              </ul>
              <Show when={list.hasMore()}>
                <div><Button ink onPress={() => list.more()} unavailable={isReachable() ? undefined : t('offline.why')}>{t('more')}</Button></div>
              </Show>
            </Match>
          </Switch>
        </div>
      }
    />
  );
}

function isAbout(body: unknown, request: string): boolean {
  return typeof body === 'object' && body !== null && 'request' in body && body.request === request;
}
