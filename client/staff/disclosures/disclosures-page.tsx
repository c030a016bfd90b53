import { createEffect, createSignal, For, Match, on, Show, Switch, type JSX } from 'solid-js';
import { disclosuresAnswer, type DisclosureItem } from '../../../schema/misdirected.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { askClinic } from '../shared/ask-clinic.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { DisclosureArticle } from './disclosure-article.tsx';
import styles from './disclosures.module.css';
import { disclosuresTexts } from './texts.ts';

/** B41: what the wrong person was shown, for whoever reads the audit. Kept on no device. */
export function DisclosuresPage(): JSX.Element {
  const t = useT(disclosuresTexts);
  const f = useFormat();
  const isReachable = useReachable();
  const [items, setItems] = createSignal<readonly DisclosureItem[]>([]);
  const [cursor, setCursor] = createSignal<string | null>(null);
  const [askedAt, setAskedAt] = createSignal<number>();
  const [isAsking, setAsking] = createSignal(false);

  async function load(from: string | null): Promise<void> {
    if (isAsking()) return;
    setAsking(true);
    const answer = await askClinic(`/api/disclosures${from === null ? '' : `?cursor=${encodeURIComponent(from)}`}`, disclosuresAnswer, { method: 'GET' });
    setAsking(false);
    if (!answer.ok) return;
    const { disclosures, cursor: next } = answer.value;
    setItems((before) => (from === null ? disclosures : [...before, ...disclosures.filter(({ id }) => !before.some((one) => one.id === id))]));
    setCursor(next);
    setAskedAt(Date.now());
  }
  void load(null);
  createEffect(on(isReachable, (now, before) => { if (now && before === false) void load(null); }));

  return (
    <StaffFrame
      current="disclosures"
      title={t('title')}
      pane={
        <div class={styles.page}>
          <Switch>
            <Match when={askedAt() === undefined && isAsking()}><Skeleton of="text" /></Match>
            <Match when={askedAt() === undefined && !isReachable()}>
              <EmptyState kind="notHere" why={t('offline.why')} next={t('offline.next')} act={{ label: t('again'), onPress: () => void load(null) }} />
            </Match>
            <Match when={askedAt() === undefined}>
              <EmptyState kind="nothingYet" why={t('failed.why')} next={t('failed.next')} act={{ label: t('again'), onPress: () => void load(null) }} />
            </Match>
            <Match when={items().length === 0}><EmptyState kind="nothingYet" why={t('empty.why')} next={t('empty.next')} /></Match>
            <Match when={true}>
              <p class={styles.second}>{t('intro')}</p>
              <p class={styles.second} role="status">{t('asOf', { time: f.stamp(askedAt() ?? 0) })}</p>
              <ul class={styles.list} aria-label={t('list')}>
                <For each={items()}>{(item) => <li><DisclosureArticle item={item} /></li>}</For>
              </ul>
              <Show when={cursor() !== null}>
                <div><Button ink onPress={() => void load(cursor())} unavailable={isReachable() ? undefined : t('offline.why')}>{t('more')}</Button></div>
              </Show>
            </Match>
          </Switch>
        </div>
      }
    />
  );
}
