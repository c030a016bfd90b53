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
      <EarlierControl
        earlier={props.earlier} onMore={() => void more()}
        words={{ more: t('more', { count: props.earlier.left() }), opening: t('opening'), title: t('away.title'), text: t('away.text') }}
      />
      <Show when={props.earlier.unreadable() > 0}><Notice title={t('unreadable', { count: props.earlier.unreadable() })} /></Show>
    </div>
  );
}

interface ControlProps {
  readonly earlier: Pick<Earlier, 'left' | 'state'>;
  readonly onMore: () => void;
  readonly words: { readonly more: string; readonly opening: string; readonly title: string; readonly text: string };
}

/** What is earlier: a way to it, that it comes, or that it is not on this device. */
export function EarlierControl(props: ControlProps): JSX.Element {
  const t = useT(earlierTexts);
  return (
    <Show when={props.earlier.left() > 0 || props.earlier.state() !== 'ready'}>
      <Switch fallback={<Button kind="quiet" wide onPress={props.onMore}>{props.words.more}</Button>}>
        <Match when={props.earlier.state() === 'opening'}><p role="status">{props.words.opening}</p></Match>
        <Match when={props.earlier.state() === 'away'}>
          <Notice title={props.words.title} announce act={{ label: t('away.again'), onPress: props.onMore }}>{props.words.text}</Notice>
        </Match>
      </Switch>
    </Show>
  );
}
