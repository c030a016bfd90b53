import { Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { KeyBar } from '../../shared/ui/key-bar.tsx';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { deliveryTexts } from './texts.ts';
import type { Delivery } from './use-delivery.ts';

/** The foot: which keys work now, and how old the list is when it is not live. */
export function ResultsKeyBar(props: { readonly delivery: Delivery }): JSX.Element {
  const t = useT(deliveryTexts);
  const settings = useStaffSettings();
  const asOf = (): number | undefined => {
    const freshness = props.delivery.view.freshness();
    return freshness.kind === 'asOf' ? freshness.at : undefined;
  };
  const keys = () => {
    const map = settings.keymap();
    return [{ caps: [map.next, map.previous], label: t('keys.next') }, { caps: ['enter'], label: t('keys.open') }, { caps: [map.undo], label: t('keys.undo') }];
  };
  return (
    <Show when={settings.keysOn() || asOf() !== undefined}>
      <KeyBar keys={settings.keysOn() ? keys() : []} end={<Show when={asOf() !== undefined} fallback={t('keys.note')}><FreshnessStamp of="queue" asOf={asOf()} /></Show>} />
    </Show>
  );
}
