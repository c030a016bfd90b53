import { Show, type JSX } from 'solid-js';
import { can } from '../../../schema/roles.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { FolderHeart } from '../../shared/ui/icons.ts';
import { PATIENTS } from './addresses.ts';
import { staffTexts } from './texts.ts';

/** From who somebody is to what is the matter with them, for whoever treats them. */
export function ChartLink(props: { readonly patient: string }): JSX.Element {
  const t = useT(staffTexts);
  const sync = useSync();
  const mayRead = (): boolean => {
    const actor = sync.actor();
    return actor !== null && can(actor, 'chart.read');
  };
  return <Show when={mayRead()}><Button ink icon={FolderHeart} href={`${PATIENTS}/${props.patient}/chart`}>{t('chart')}</Button></Show>;
}
