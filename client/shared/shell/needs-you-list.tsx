import { For, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { GitMerge } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import { DecidedNotice, DecidedRequest } from './decided-item.tsx';
import { NeedsYouItem } from './needs-you-item.tsx';
import styles from './needs-you.module.css';
import { shellTexts } from './shell-texts.ts';

/** First what asks for a person, oldest first; then what others decided, newest first, with nothing to do. */
export function NeedsYouList(): JSX.Element {
  const t = useT(shellTexts);
  const sync = useSync();
  const notices = () => [...sync.notices()].sort((a, b) => b.at - a.at);
  const superseded = () => [...sync.superseded()].sort((a, b) => (b.answeredAt ?? 0) - (a.answeredAt ?? 0));
  const decided = (): boolean => notices().length + superseded().length > 0;
  return (
    <div class={styles.tray}>
      <Show when={sync.needsYou().length === 0 && !decided()}>
        <EmptyState kind="nothingYet" why={t('needsYou.empty.why')} next={t('needsYou.empty.next')} />
      </Show>
      <Show when={sync.needsYou().length > 0}>
        <ul class={styles.items}>
          <For each={sync.needsYou()}>{(request) => <li><NeedsYouItem request={request} /></li>}</For>
        </ul>
      </Show>
      <Show when={decided()}>
        <section class={styles.decided} aria-labelledby="needs-you-decided">
          <h3 class={styles.heading} id="needs-you-decided">
            <IconMark icon={GitMerge} size={18} />
            <span>{t('needsYou.decided')}</span>
            <span class={styles.aside}>{t('needsYou.nothingToDo')}</span>
          </h3>
          <ul class={styles.items}>
            <For each={superseded()}>{(request) => <DecidedRequest request={request} />}</For>
            <For each={notices()}>{(notice) => <DecidedNotice notice={notice} />}</For>
          </ul>
        </section>
      </Show>
    </div>
  );
}
