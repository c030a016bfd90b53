import { Show, type JSX } from 'solid-js';
import { can } from '../../../schema/roles.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { MessagesSquare } from '../../shared/ui/icons.ts';
import { MESSAGES } from './addresses.ts';
import { staffTexts } from './texts.ts';

/** From a patient's page to everything they wrote, for whom messages are open. */
export function MessagesLink(props: { readonly patient: string }): JSX.Element {
  const t = useT(staffTexts);
  const sync = useSync();
  const mayRead = (): boolean => {
    const actor = sync.actor();
    return actor !== null && can(actor, 'portal.message.read');
  };
  return <Show when={mayRead()}><Button ink icon={MessagesSquare} href={`${MESSAGES}/${props.patient}`}>{t('tabs.messages')}</Button></Show>;
}
