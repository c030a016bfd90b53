import type { JSX } from 'solid-js';

import { messageEntry, type ThreadEntry } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Badge } from '../../shared/ui/badge.tsx';
import { MessageCircle } from '../../shared/ui/icons.ts';
import type { ItemState } from '../../shared/ui/item-state.ts';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { usePerson } from '../person/person.tsx';
import { messageState } from './message-state.ts';
import { threadTexts } from './texts.ts';

/** The second line says the newest words, or, while they wait here, what has become of them. */
export function ThreadRow(props: { readonly thread: ThreadEntry; readonly unread: number }): JSX.Element {
  const t = useT(threadTexts);
  const f = useFormat();
  const person = usePerson();
  const view = useView(() => viewName.threads(person.patient()));
  const messages = view.section('messages', messageEntry);
  const newest = () => Object.values(messages()).filter((message) => message.thread === props.thread.id).sort((a, b) => b.seq - a.seq)[0];
  const state = (): ItemState | undefined => {
    const message = newest();
    if (!message || message.from !== 'patient') return undefined;
    return messageState(message, view.waitingOn('messages', message.id));
  };
  const words = (): string => (props.thread.lastWithdrawn ? t('withdrawn') : props.thread.lastFrom === 'patient' ? t('you', { text: props.thread.lastText }) : props.thread.lastText);
  const waits = (): boolean => state()?.kind === 'saved' || state()?.kind === 'sending';
  return (
    <ListRow
      href={person.pathTo(`messages/${props.thread.id}`)}
      icon={MessageCircle}
      title={props.thread.subject}
      second={<><bdi>{props.thread.to.name}</bdi> · {f.stamp(props.thread.lastAt)}{props.thread.state === 'closed' ? ` · ${t('closed')}` : ''} – <bdi>{words()}</bdi></>}
      short
      state={waits() ? state() : undefined}
      dashed={waits()}
      end={props.unread > 0 ? <Badge count={props.unread} label={t('unread', { count: props.unread })} /> : undefined}
    />
  );
}
