import { Match, Show, Switch, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { usePerson } from '../person/person.tsx';
import { recordTexts } from './texts.ts';
import type { PatientRecord } from './use-record.ts';

/** The record, or why it is not here; and, before anything else, that part of it cannot be read. */
export function WhenHere(props: { readonly record: PatientRecord; readonly children: JSX.Element }): JSX.Element {
  const t = useT(recordTexts);
  const words = useT(chartTexts);
  const sync = useSync();
  const person = usePerson();
  return (
    <Switch fallback={<Skeleton of="list" rows={5} />}>
      <Match when={props.record.refused()}>
        <EmptyState kind="notHere" why={t('refused.why')} next={t('refused.next', { name: person.firstName() })} />
      </Match>
      <Match when={props.record.held()}>
        <Show when={props.record.unread() > 0}><Notice title={words('unread', { count: props.record.unread() })} /></Show>
        {props.children}
      </Match>
      <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
        <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
      </Match>
    </Switch>
  );
}
