import { Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { KeyBar } from '../../shared/ui/key-bar.tsx';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { KEYS_IN_BAR, useKeyHints } from './key-hints.ts';
import { messagesTexts } from './texts.ts';
import type { InboxQueue } from './use-inbox-queue.ts';

/** The foot: which keys work now, and how old the list is when it is not live. */
export function InboxKeyBar(props: { readonly queue: InboxQueue }): JSX.Element {
  const t = useT(messagesTexts);
  const settings = useStaffSettings();
  const hints = useKeyHints();
  const asOf = (): number | undefined => {
    const freshness = props.queue.freshness();
    return freshness.kind === 'asOf' ? freshness.at : undefined;
  };
  return (
    <Show when={settings.keysOn() || asOf() !== undefined}>
      <KeyBar
        keys={settings.keysOn() ? hints().slice(0, KEYS_IN_BAR) : []}
        end={<Show when={asOf() !== undefined} fallback={t('keys.note')}><FreshnessStamp of="queue" asOf={asOf()} /></Show>}
      />
    </Show>
  );
}
