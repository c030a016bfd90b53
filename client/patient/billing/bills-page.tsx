import { Match, Show, Switch, type JSX } from 'solid-js';
import { brandEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { EntryList } from '../../shared/chart/entry-list.tsx';
import { useCharges } from '../../shared/chart/use-charges.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { usePerson } from '../person/person.tsx';
import { MainScreen } from '../shell.tsx';
import styles from './bills.module.css';
import { billsTexts } from './texts.ts';

/** What was charged, and what insurers answered, as the clinic has it. */
export function BillsPage(): JSX.Element {
  const t = useT(billsTexts);
  const words = useT(chartTexts);
  const sync = useSync();
  const person = usePerson();
  const charges = useCharges(person.patient);
  const brand = useView(() => viewName.clinic(sync.account.clinic)).section('brand', brandEntry);
  const title = (): string => (person.isSelf() ? t('title') : t('titleFor', { name: person.firstName() }));
  return (
    <MainScreen title={title()} current="more">
      <div class={styles.head}>
        <h1 id="bills">{title()}</h1>
        <FreshnessStamp of="record" {...charges.stamp()} />
      </div>
      <Switch fallback={<Skeleton of="list" rows={5} />}>
        <Match when={charges.refused()}>
          <EmptyState kind="notHere" why={t('refused.why')} next={t('refused.next', { name: person.firstName() })} />
        </Match>
        <Match when={charges.held()}>
          <p class={styles.quiet}>{t('history', { clinic: brand()['brand']?.name ?? '' })}</p>
          <Show when={charges.unread() > 0}><Notice title={words('unread', { count: charges.unread() })} /></Show>
          <Show when={charges.entries().length + charges.older() + charges.unread() > 0} fallback={<EmptyState kind="nothingYet" why={t('empty.why')} next={t('empty.next')} />}>
            <EntryList labelledBy="bills" entries={charges.entries()} />
            <Show when={charges.older() > 0}><p class={styles.quiet}>{words('older', { count: charges.older() })}</p></Show>
          </Show>
        </Match>
        <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
          <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
        </Match>
      </Switch>
    </MainScreen>
  );
}
