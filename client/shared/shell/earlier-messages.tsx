import { createSignal, Match, Show, Switch, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import type { Earlier } from '../sync/views/use-earlier.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { keepPlace } from '../ui/keep-place.ts';
import { earlierTexts } from './earlier-texts.ts';

/** The top of a long conversation: a way to what is before it, or why that cannot be shown now (V6). */
export function EarlierMessages(props: { readonly earlier: Earlier }): JSX.Element {
  const t = useT(earlierTexts);
  const [element, setElement] = createSignal<HTMLDivElement>();
  async function more(): Promise<void> {
    const above = element();
    const keep = above && keepPlace(above);
    await props.earlier.more();
    keep?.();
  }
  return (
    <div ref={setElement}>
      <Show when={props.earlier.left() > 0}>
        <Switch fallback={<Button kind="quiet" wide onPress={() => void more()}>{t('more', { count: props.earlier.left() })}</Button>}>
          <Match when={props.earlier.state() === 'opening'}><p role="status">{t('opening')}</p></Match>
          <Match when={props.earlier.state() === 'away'}>
            <Notice title={t('away.title')} announce act={{ label: t('away.again'), onPress: () => void more() }}>{t('away.text')}</Notice>
          </Match>
        </Switch>
      </Show>
      <Show when={props.earlier.unreadable() > 0}><Notice title={t('unreadable', { count: props.earlier.unreadable() })} /></Show>
    </div>
  );
}
