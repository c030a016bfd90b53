import { createMemo, createSignal, onCleanup, Show, type JSX } from 'solid-js';
import { RELEASE_HOLD_MS } from '../../../schema/result-states.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { takeBack } from '../../shared/shell/take-back.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { HeldAct } from '../../shared/ui/held-act.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { deliveryTexts } from './texts.ts';

/** An own decision on its way: held back it counts down and can be undone; then it says where it is. */
export function Leaving(props: { readonly request: LocalRequest; readonly title: string; readonly second: string }): JSX.Element {
  const t = useT(deliveryTexts);
  const sync = useSync();
  const settings = useStaffSettings();
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 1000);
  onCleanup(() => clearInterval(timer));
  const left = createMemo(() => Math.max(0, Math.ceil(((props.request.notBefore ?? 0) - now()) / 1000)));
  const mark = () => (props.request.state === 'sending' ? { kind: 'sending' as const } : { kind: 'saved' as const, at: props.request.savedAt });
  return (
    <Show when={props.request.state !== 'sending' && left() > 0} fallback={<StateMark state={mark()} />}>
      <HeldAct
        title={props.title} second={props.second} note={t('leaving.note')} secondsLeft={left()} total={RELEASE_HOLD_MS / 1000}
        undo={{ label: t('leaving.undo'), keycap: settings.cap('undo'), onPress: () => void takeBack(sync, props.request.id) }}
      />
    </Show>
  );
}
