import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createMemo, For, Match, Show, Switch, type JSX } from 'solid-js';
import type { ConsultState } from '../../../schema/consult-states.ts';
import type { LiveConsult } from '../../../schema/consults.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Segments } from '../../shared/ui/segments.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { instantAt } from '../shared/wall-time.ts';
import { LIVE } from '../shell/addresses.ts';
import { ConsultPane } from './consult-pane.tsx';
import { ConsultRow } from './consult-row.tsx';
import { LiveFrame } from './live-frame.tsx';
import styles from './live.module.css';
import { staffLiveTexts } from './texts.ts';
import { useLive } from './use-live.ts';

const groups = ['waiting', 'scheduled', 'inProgress', 'over'] as const;
const groupOf = (state: ConsultState): (typeof groups)[number] => (state === 'waiting' || state === 'scheduled' || state === 'inProgress' ? state : 'over');

/** C39: the day's video visits. Who waits stands first; one that is open stands beside the list and is no place of its own (C37). */
export function BoardPage(): JSX.Element {
  const t = useT(staffLiveTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const live = useLive();
  const navigate = useNavigate();
  const params = useParams<{ consult?: string }>();
  const [search, setSearch] = useSearchParams<{ whose?: string; day?: string }>();
  const whose = (): 'mine' | 'all' => (search.whose === 'all' || search.whose === 'mine' ? search.whose : live.conducts() ? 'mine' : 'all');
  const noon = (day: string): number => instantAt(i18n.timeZone(), day, '12:00') ?? 0;
  const days = createMemo(() => [...new Set([live.today(), ...live.all().map(({ startsAt }) => live.dayOf(startsAt))])].sort());
  const day = (): string => days().find((one) => one === search.day) ?? live.today();
  /** Whoever waits or is being seen is of today, whatever the clock said. */
  const isOf = (one: LiveConsult): boolean => (day() === live.today() && (one.state === 'waiting' || one.state === 'inProgress')) || live.dayOf(one.startsAt) === day();
  const ofDay = createMemo(() => live.all().filter(isOf));
  const count = (which: 'mine' | 'all'): number => ofDay().filter((one) => which === 'all' || live.isMine(one)).length;
  const listed = createMemo(() => {
    const shown = ofDay().filter((one) => whose() === 'all' || live.isMine(one));
    return groups.map((group) => ({ group, ids: (group === 'waiting' ? live.waiting().filter((one) => shown.includes(one)) : shown.filter(({ state }) => groupOf(state) === group)).map(({ id }) => id) })).filter(({ ids }) => ids.length > 0);
  });
  const query = (): string => {
    const parts = [...(search.whose ? [`whose=${search.whose}`] : []), ...(search.day ? [`day=${search.day}`] : [])];
    return parts.length > 0 ? `?${parts.join('&')}` : '';
  };
  const asOf = (): number | undefined => { const fresh = live.view.freshness(); return fresh.kind === 'asOf' ? fresh.at : undefined; };
  const opened = createMemo(() => live.one(params.consult ?? ''));
  return (
    <LiveFrame
      live={live} tab="board"
      pageTitle={opened() ? `${t('tabs.board')}: ${opened()?.patient.name ?? ''}` : undefined}
      showing={params.consult ? 'pane' : 'list'}
      listLabel={t('list')}
      beside={
        <Show when={live.conducts()}>
          <Segments label={t('whose.label')} value={whose()} onChange={(value) => setSearch({ whose: value })} options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`whose.${value}`), ...(live.view.held() ? { count: count(value) } : {}) }))} />
        </Show>
      }
      list={
        <Switch fallback={<Skeleton of="list" rows={5} />}>
          <Match when={live.view.held()}>
            <div class={styles.bar}>
              <Select label={t('day')} value={day()} onChange={(value) => setSearch({ day: value === live.today() ? null : value })} options={days().map((value) => ({ value, label: f.dayHeading(noon(value)) }))} />
              <p class={styles.small}>{t('zone', { zone: i18n.timeZone() })} <FreshnessStamp of="queue" asOf={asOf()} live={live.view.freshness().kind === 'live'} size="small" /></p>
            </div>
            <Each of={listed()} by={({ group }) => group}>
              {(one) => (
                <section aria-label={t(`group.${one().group}`)}>
                  <h2 class={styles.group}>{t(`group.${one().group}`)}</h2>
                  <List label={t(`group.${one().group}`)}>
                    <For each={one().ids}>{(id) => <Show when={live.one(id)}>{(consult) => <ConsultRow one={consult()} live={live} href={`${LIVE}/${id}${query()}`} />}</Show>}</For>
                  </List>
                </section>
              )}
            </Each>
            <Show when={listed().length === 0}>
              <EmptyState kind="nothingYet" why={t(whose() === 'mine' ? 'empty.mine' : 'empty.why')} next={t(whose() === 'mine' ? 'empty.mineNext' : 'empty.next')} />
            </Show>
            <Show when={live.unreadable() > 0}><p class={styles.note}>{t('unreadable', { count: live.unreadable() })}</p></Show>
            <Show when={live.older() > 0}><p class={styles.note}>{t('older', { count: live.older() })}</p></Show>
          </Match>
          <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
            <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
          </Match>
        </Switch>
      }
      pane={
        <Show when={opened()?.id} keyed fallback={
          <EmptyState kind="nothingYet" why={t(params.consult && live.view.held() ? 'gone.why' : 'choose.why')} next={t(params.consult && live.view.held() ? 'gone.next' : 'choose.next')} />
        }>
          {(id) => <ConsultPane id={id} live={live} onBack={() => navigate(`${LIVE}${query()}`)} />}
        </Show>
      }
    />
  );
}
