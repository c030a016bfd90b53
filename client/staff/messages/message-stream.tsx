import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show, type JSX } from 'solid-js';
import { lastOf } from '../../../schema/old-browsers.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { EarlierMessages } from '../../shared/shell/earlier-messages.tsx';
import { MessageBubble } from './message-bubble.tsx';
import styles from './inbox.module.css';
import { messagesTexts } from './texts.ts';
import type { ThreadData } from './thread-data.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';

export interface MessageStreamProps {
  readonly data: ThreadData;
  readonly name: string;
  readonly onTakenBack: (request: LocalRequest) => void;
}

/** The conversation in the clinic's order; the newest is in sight when it opens and when one is added. */
export function MessageStream(props: MessageStreamProps): JSX.Element {
  const t = useT(messagesTexts);
  const [end, setEnd] = createSignal<HTMLDivElement>();
  const ids = (): string[] => props.data.messages().map((message) => message.id);
  const byId = (id: string) => props.data.messages().find((message) => message.id === id);
  const toEnd = (): void => end()?.scrollIntoView({ block: 'end' });
  // Earlier ones come above and leave it where it is.
  const newest = createMemo(() => `${props.data.thread()} ${lastOf(props.data.messages())?.id ?? ''}`);
  createEffect(on(newest, () => requestAnimationFrame(toEnd)));
  // A notice that comes, or a field that grows, takes room from below: who was reading the end goes on reading it.
  onMount(() => {
    const scroller = end()?.parentElement?.parentElement;
    if (!scroller) return;
    let isAtEnd = true;
    const look = (): void => {
      isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    };
    const watch = new ResizeObserver(() => {
      if (isAtEnd) toEnd();
    });
    scroller.addEventListener('scroll', look, { passive: true });
    watch.observe(scroller);
    onCleanup(() => {
      scroller.removeEventListener('scroll', look);
      watch.disconnect();
    });
  });
  return (
    <section class={styles.stream} aria-label={t('stream.label', { name: props.name })}>
      <Show when={props.data.entry()}>
        {(entry) => <p class={styles.subject}><strong>{entry().subject}</strong> {t('stream.to', { name: entry().to.name })}</p>}
      </Show>
      <EarlierMessages earlier={props.data.earlier} />
      <For each={ids()}>
        {(id) => <Show when={byId(id)}>{(message) => <MessageBubble message={message()} data={props.data} onTakenBack={props.onTakenBack} />}</Show>}
      </For>
      <div ref={setEnd} />
    </section>
  );
}
