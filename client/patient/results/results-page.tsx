import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js';
import { brandEntry } from '../../../schema/clinic.ts';
import { foldText } from '../../../schema/fold-text.ts';
import { viewName } from '../../../schema/view-names.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { plainName } from '../../shared/chart/measured-words.ts';
import { useCareTime } from '../../shared/chart/use-care-time.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { FlaskConical } from '../../shared/ui/icons.ts';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { SearchField } from '../../shared/ui/search-field.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { usePerson } from '../person/person.tsx';
import { MainScreen } from '../shell.tsx';
import styles from './results.module.css';
import { resultsTexts } from './texts.ts';
import { reportSeen, useResults } from './use-results.ts';

/** What the clinic has released of one person, newest examination first. */
export function ResultsPage(): JSX.Element {
  const t = useT(resultsTexts);
  const words = useT(chartTexts);
  const sync = useSync();
  const person = usePerson();
  const day = useCareTime();
  const results = useResults();
  const brand = useView(() => viewName.clinic(sync.account.clinic)).section('brand', brandEntry);
  const [search, setSearch] = createSignal('');
  reportSeen(results.list, false);
  const title = (): string => (person.isSelf() ? t('title') : t('titleFor', { name: person.firstName() }));
  const found = createMemo(() => {
    const asked = foldText(search()).split(' ').filter(Boolean);
    return results.list().filter((one) => {
      const text = foldText([one.name, one.category ?? '', one.conclusion ?? '', ...one.values.map(({ name }) => name)].join(' '));
      return asked.every((word) => text.includes(word));
    });
  });
  return (
    <MainScreen title={title()} current="results">
      <div class={styles.head}>
        <h1>{title()}</h1>
        <FreshnessStamp of="results" {...results.stamp()} />
      </div>
      <Switch fallback={<Skeleton of="list" rows={5} />}>
        <Match when={results.view.refused()}><EmptyState kind="notHere" why={t('refused.why')} next={t('refused.next', { name: person.firstName() })} /></Match>
        <Match when={results.view.held()}>
          <Show when={results.unread() > 0}><Notice title={t('unread', { count: results.unread() })} /></Show>
          <Show when={results.list().length > 0} fallback={<EmptyState kind="nothingYet" why={t('empty.why')} next={t('empty.next')} />}>
            <p class={styles.quiet}>{t('intro', { clinic: brand()['brand']?.name ?? '' })}</p>
            <Show when={results.list().length > 5}><SearchField label={t('search.label')} value={search()} onInput={setSearch} /></Show>
            <Show when={found().length > 0} fallback={<EmptyState kind="nothingYet" why={t('search.none.why')} next={t('search.none.next')} act={{ label: t('search.clear'), onPress: () => setSearch('') }} />}>
              <List label={title()}>
                <For each={found().map(({ id }) => id)}>
                  {(id) => (
                    <Show when={results.one(id)}>
                      {(one) => (
                        <ListRow
                          icon={FlaskConical} href={person.pathTo(`results/${id}`)} title={plainName(one().name) || words('unnamed')}
                          second={<>{one().at === null ? t('undated') : day(one().at ?? '')} · {one().state === 'released' ? t('values', { count: one().values.length + one().more }) : t(one().state === 'void' ? 'void.title' : 'correcting')}</>}
                        />
                      )}
                    </Show>
                  )}
                </For>
              </List>
            </Show>
            <Show when={results.older() > 0}><p class={styles.quiet}>{t('older', { count: results.older() })}</p></Show>
          </Show>
        </Match>
        <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
          <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
        </Match>
      </Switch>
    </MainScreen>
  );
}
