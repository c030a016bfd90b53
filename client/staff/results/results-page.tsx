import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, For, Match, onCleanup, Show, Switch, type JSX } from 'solid-js';
import { marksNormal } from '../../../schema/result-states.ts';
import type { GateEntry, GivenEntry } from '../../../schema/results.ts';
import { plainName } from '../../shared/chart/measured-words.ts';
import { chartTexts } from '../../shared/chart/chart-texts.ts';
import { useCareTime } from '../../shared/chart/use-care-time.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { TriangleAlert } from '../../shared/ui/icons.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { SeenMark } from '../../shared/ui/seen-mark.tsx';
import { Segments } from '../../shared/ui/segments.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { keepFocus } from '../shared/keep-focus.ts';
import { RESULTS } from '../shell/addresses.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { GivenPane } from './given-pane.tsx';
import { ResultPane } from './result-pane.tsx';
import styles from './results.module.css';
import { deliveryTexts } from './texts.ts';
import { ReleaseTogether } from './release-together.tsx';
import { ResultsKeyBar } from './results-key-bar.tsx';
import { useDelivery, type Delivery } from './use-delivery.ts';
import { useResultKeys } from './use-result-keys.ts';

const shows = ['open', 'held', 'released', 'history'] as const;
type ResultShow = (typeof shows)[number];
const olderOf = { open: 'results', held: 'results', released: 'given', history: 'history' } as const;

/** The second gate (C15): what is clinically final and waits for somebody of the clinic to release or hold it. */
export function ResultsPage(): JSX.Element {
  const t = useT(deliveryTexts);
  const words = useT(chartTexts);
  const sync = useSync();
  const params = useParams<{ result?: string }>();
  const [search, setSearch] = useSearchParams<{ show?: string }>();
  const navigate = useNavigate();
  const delivery = useDelivery();
  const show = (): ResultShow => shows.find((one) => one === search.show) ?? 'open';
  const listed = (): readonly (GateEntry | GivenEntry)[] => delivery[show()]();
  const entry = () => delivery.entry(params.result ?? '');
  const given = () => delivery.given(params.result ?? '');
  const older = (): number => delivery.older(olderOf[show()]);
  const query = (): string => (show() === 'open' ? '' : `?show=${show()}`);
  const back = (): void => navigate(`${RESULTS}${query()}`);
  const nameOf = (one: GateEntry | GivenEntry): string => plainName(one.name) || words('unnamed');
  const [list, setList] = createSignal<HTMLElement>();
  const [pane, setPane] = createSignal<HTMLElement>();
  useResultKeys({ delivery, list, pane, open: () => (entry() ?? given() ? (params.result ?? null) : null) });
  /** What was pressed has gone: to its undo, or else to what comes next. */
  const inPane = (): HTMLElement | null | undefined => pane()?.querySelector<HTMLElement>('[data-held] button') ?? pane()?.querySelector<HTMLElement>('h2');
  const inList = (): HTMLElement | null | undefined => list()?.querySelector<HTMLElement>('[data-held] button') ?? list()?.querySelector<HTMLElement>('[data-together] button, li a[href]');
  for (const [place, next] of [[list, () => inList() ?? inPane()], [pane, () => inPane() ?? inList()]] as const) {
    createEffect(() => {
      const element = place();
      if (element) onCleanup(keepFocus(element, next));
    });
  }
  return (
    <StaffFrame
      current="results"
      title={t('title')}
      pageTitle={(entry() ?? given()) ? t('titleOf', { name: (entry() ?? given())?.patient.name ?? '' }) : undefined}
      showing={params.result ? 'pane' : 'list'}
      listLabel={t('list')}
      listRef={setList}
      paneRef={setPane}
      keyBar={<ResultsKeyBar delivery={delivery} />}
      beside={
        <Segments
          label={t('show.label')} value={show()} onChange={(value) => setSearch({ show: value === 'open' ? null : value })}
          options={shows.map((value) => ({ value, label: t(`show.${value}`), ...(delivery.view.held() ? { count: delivery[value]().length } : {}) }))}
        />
      }
      list={
        <Switch fallback={<Skeleton of="list" rows={5} />}>
          <Match when={delivery.view.held() && listed().length === 0}>
            <EmptyState kind="nothingYet" why={t(`empty.${show()}.why`)} next={t(`empty.${show()}.next`)} />
          </Match>
          <Match when={delivery.view.held()}>
            <Show when={show() === 'history'}><p class={styles.note}>{t('historyNote')}</p></Show>
            <Switch>
              <Match when={show() === 'open'}><ReleaseTogether of="open" delivery={delivery} nameOf={nameOf} /></Match>
              <Match when={show() === 'history'}><ReleaseTogether of="history" delivery={delivery} nameOf={nameOf} /></Match>
            </Switch>
            <List label={t(show() === 'history' ? 'listHistory' : 'list')}>
              <For each={listed().map(({ id }) => id)}>
                {(id) => (
                  <Show when={show() !== 'released' && delivery.entry(id)} fallback={<Show when={delivery.given(id)}>{(one) => <GivenRow entry={one()} name={nameOf(one())} delivery={delivery} href={`${RESULTS}/${id}${query()}`} />}</Show>}>
                    {(one) => <Row entry={one()} old={show() === 'history'} name={nameOf(one())} delivery={delivery} href={`${RESULTS}/${id}${query()}`} />}
                  </Show>
                )}
              </For>
            </List>
            <Show when={older() > 0}><p class={styles.small}>{t(show() === 'released' ? 'olderGiven' : 'older', { count: older() })}</p></Show>
            <Show when={delivery.unread() > 0}><p class={styles.small}>{t('unread', { count: delivery.unread() })}</p></Show>
          </Match>
          <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
            <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
          </Match>
        </Switch>
      }
      pane={
        <Switch fallback={<EmptyState kind="nothingYet" why={t(params.result && delivery.view.held() ? 'gone.why' : 'choose.why')} next={t(params.result && delivery.view.held() ? 'gone.next' : 'choose.next')} />}>
          <Match when={show() === 'released' && given()}>{(one) => <GivenPane entry={one()} name={nameOf(one())} delivery={delivery} onBack={back} />}</Match>
          <Match when={show() !== 'released' && entry()}>{(one) => <ResultPane entry={one()} name={nameOf(one())} delivery={delivery} onBack={back} />}</Match>
        </Switch>
      }
    />
  );
}

function Row(props: { readonly entry: GateEntry; readonly old: boolean; readonly name: string; readonly delivery: Delivery; readonly href: string }): JSX.Element {
  const t = useT(deliveryTexts);
  const f = useFormat();
  const day = useCareTime();
  const flagged = (): number => props.entry.values.filter(({ flags }) => flags.some((flag) => !marksNormal(flag))).length;
  const deciding = () => props.delivery.deciding(props.entry.id);
  const refused = () => (deciding() ? undefined : props.delivery.refusedOf(props.entry.id));
  const words = useRefusalWords('staff');
  const patient = () => props.entry.patient;
  return (
    <ListRow
      href={props.href}
      dashed={deciding() !== undefined}
      title={patient().birthDate === null ? patient().name : t('of', { name: patient().name, age: f.age(patient().birthDate ?? '') })}
      second={<>
        <bdi>{props.name}</bdi>
        <span class={styles.tags}>
          <Show when={flagged() > 0}><Tag look="outlined">{t('flagged', { count: flagged() })}</Tag></Show>
          <Show when={props.entry.state === 'withdrawn'}><Tag look="outlined">{t('given.tag')}</Tag></Show>
          <Show when={props.entry.state === 'correcting'}><Tag look="outlined">{t('correcting')}</Tag></Show>
          <Show when={refused()}>{(why) => <Tag look="outlined" icon={TriangleAlert}>{t('refused', { reason: words(why()).reason })}</Tag>}</Show>
          <Show when={deciding()}><Tag look="outlined">{t('leaving.note')}</Tag></Show>
        </span>
      </>}
      end={<span class={styles.small}>{props.old ? (props.entry.at === null ? '' : day(props.entry.at)) : f.stamp(props.entry.arrivedAt)}</span>}
    />
  );
}

function GivenRow(props: { readonly entry: GivenEntry; readonly name: string; readonly delivery: Delivery; readonly href: string }): JSX.Element {
  const t = useT(deliveryTexts);
  const f = useFormat();
  const patient = () => props.entry.patient;
  return (
    <ListRow
      href={props.href}
      dashed={props.delivery.deciding(props.entry.id) !== undefined}
      title={patient().birthDate === null ? patient().name : t('of', { name: patient().name, age: f.age(patient().birthDate ?? '') })}
      second={<>
        <bdi>{props.name}</bdi>
        <SeenMark name={patient().name.split(' ')[0] ?? ''} onDeviceAt={props.entry.onDeviceAt ?? undefined} openedAt={props.entry.opened?.at} />
      </>}
      end={<span class={styles.small}>{f.stamp(props.entry.releasedAt)}</span>}
    />
  );
}
