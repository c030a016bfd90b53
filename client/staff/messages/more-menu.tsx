import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { EllipsisVertical } from '../../shared/ui/icons.ts';
import { MenuButton } from '../shared/menu-button.tsx';
import { misdirectedTexts } from './misdirected-texts.ts';
import { threadOfRequest } from './own-unsent.ts';
import { useMayReply } from './thread-header.tsx';
import type { ThreadData } from './thread-data.ts';

const MoveDialog = lazy(() => import('./move-dialog.tsx').then((dialog) => ({ default: dialog.MoveDialog })));

/** What is seldom done with a conversation. */
export function MoreMenu(props: { readonly data: ThreadData }): JSX.Element {
  const t = useT(misdirectedTexts);
  const sync = useSync();
  const whyNot = useMayReply();
  const [asked, setAsked] = createSignal(false);
  const [open, setOpen] = createSignal(false);
  const isMoving = (): boolean => sync.waiting().some((request) => request.type === 'thread.move' && threadOfRequest(request) === props.data.thread());
  return (
    <>
      <MenuButton
        icon={EllipsisVertical} here={isMoving()} label={isMoving() ? t('waiting.move') : t('more')} unavailable={whyNot()}
        groups={[{ kind: 'acts', label: t('more'), choices: [{ value: 'move', label: t('move') }], onChoose: () => { setAsked(true); setOpen(true); } }]}
      />
      <Show when={asked()}><Suspense><MoveDialog data={props.data} open={open()} onClose={() => setOpen(false)} /></Suspense></Show>
    </>
  );
}
