import type { JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import type { Archive } from '../sync/views/use-archive.ts';
import { EarlierControl } from './earlier-messages.tsx';
import { earlierThreadsTexts } from './earlier-threads-texts.ts';

/** The end of a list of conversations: a way to those that left it (V6). */
export function EarlierThreads(props: { readonly archive: Archive }): JSX.Element {
  const t = useT(earlierThreadsTexts);
  return (
    <EarlierControl
      earlier={props.archive} onMore={() => void props.archive.more()}
      words={{ more: t('more', { count: props.archive.left() }), opening: t('opening'), title: t('away.title'), text: t('away.text') }}
    />
  );
}
