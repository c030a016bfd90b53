import { Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { useHeldViews } from '../sync/views/use-held.ts';
import { CloudOff } from '../ui/icons.ts';
import { Tag } from '../ui/tag.tsx';
import { uiTexts } from '../ui/ui-texts.ts';

/** At the end of a row whose view this device does not hold; nothing while that is not known. */
export function NotHere(props: { readonly view: string }): JSX.Element {
  const t = useT(uiTexts);
  const held = useHeldViews();
  return <Show when={held()?.has(props.view) === false}><Tag icon={CloudOff}>{t('queue.notHere')}</Tag></Show>;
}
