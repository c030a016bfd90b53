import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createMemo, For, Match, Show, Switch, untrack, type JSX } from 'solid-js';
import type { RequestedEntry, WaitEntry } from '../../../schema/bookings.ts';
import { wordsIn } from '../../../schema/schedules.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { List } from '../../shared/ui/list.tsx';
import { ListRow } from '../../shared/ui/list-row.tsx';
import { Segments } from '../../shared/ui/segments.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { BOOKINGS } from '../shell/addresses.ts';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { BookingPane } from './booking-pane.tsx';
import styles from './bookings.module.css';
import { staffBookingsTexts } from './texts.ts';
import { WaitPane, WaitRow } from './wait-pane.tsx';
import { waitTexts } from './wait-texts.ts';
import { useWaits, type Waits } from './use-waits.ts';
import { useRequested, type Requested } from './use-requested.ts';

/** What patients asked for (C10, C11): the clinic decides, and only then it is an appointment. */
export function BookingsPage(): JSX.Element {
  const t = useT(staffBookingsTexts);
  const sync = useSync();
  const params = useParams<{ booking?: string }>();
  const [search, setSearch] = useSearchParams<{ show?: string }>();
  const navigate = useNavigate();
  const requested = useRequested();
  const tw = useT(waitTexts);
  const waits = useWaits(requested.view);
  const show = (): 'requested' | 'countered' | 'waits' => (search.show === 'countered' || search.show === 'waits' ? search.show : 'requested');
  const listed = (): readonly { readonly id: string }[] => { const what = show(); return what === 'waits' ? waits.listed() : requested[what](); };
  const empty = (): { why: string; next: string } => { const what = show(); return what === 'waits' ? { why: tw('empty.why'), next: tw('empty.next') } : { why: t(`empty.${what}.why`), next: t(`empty.${what}.next`) }; };
  const wait = () => waits.entry(params.booking ?? '');
  const entry = () => requested.entry(params.booking ?? '');
  const query = (): string => (show() === 'requested' ? '' : `?show=${show()}`);
  return (
    <StaffFrame
      current="bookings"
      title={t('title')}
      pageTitle={entry() ? t('titleOf', { name: entry()?.patient.name ?? '' }) : wait() ? tw('titleOf', { name: wait()?.patient.name ?? '' }) : undefined}
      showing={params.booking ? 'pane' : 'list'}
      listLabel={show() === 'waits' ? tw('list') : t('list')}
      beside={
        <Segments
          label={t('show.label')} value={show()} onChange={(value) => setSearch({ show: value === 'requested' ? null : value })}
          options={[
            ...(['requested', 'countered'] as const).map((value) => ({ value, label: t(`show.${value}`), ...(requested.view.held() ? { count: requested[value]().length } : {}) })),
            { value: 'waits', label: tw('show'), ...(requested.view.held() ? { count: waits.listed().length } : {}) },
          ]}
        />
      }
      list={
        <Switch fallback={<Skeleton of="list" rows={5} />}>
          <Match when={requested.view.held() && listed().length === 0}>
            <EmptyState kind="nothingYet" {...empty()} />
          </Match>
          <Match when={requested.view.held()}>
            <List label={show() === 'waits' ? tw('list') : t('list')}>
              <For each={listed().map(({ id }) => id)}>
                {(id) => <>
                  <Show when={requested.entry(id)}>{(one) => <Row entry={one()} requested={requested} href={`${BOOKINGS}/${id}${query()}`} />}</Show>
                  <Show when={waits.entry(id)}>{(one) => <WaitRow entry={one()} waits={waits} href={`${BOOKINGS}/${id}${query()}`} />}</Show>
                </>}
              </For>
            </List>
            <Show when={show() !== 'waits' && requested.older() > 0}><p class={styles.small}>{t('older', { count: requested.older() })}</p></Show>
          </Match>
          <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
            <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
          </Match>
        </Switch>
      }
      pane={
        <Show when={entry()?.id ?? wait()?.id} keyed fallback={
          <EmptyState kind="nothingYet" why={t(params.booking && requested.view.held() ? 'gone.why' : 'choose.why')} next={t(params.booking && requested.view.held() ? 'gone.next' : 'choose.next')} />
        }>
          {(id) => <>
            <Pane id={id} requested={requested} onBack={() => navigate(`${BOOKINGS}${query()}`)} />
            <Waiting id={id} waits={waits} mayDecide={requested.mayDecide()} onBack={() => navigate(`${BOOKINGS}${query()}`)} />
          </>}
        </Show>
      }
    />
  );
}

/** What it shows stays until it has gone from the screen: what is still under way there asks about nothing that is not. */
function Pane(props: { readonly id: string; readonly requested: Requested; readonly onBack: () => void }): JSX.Element {
  const first = untrack(() => props.requested.entry(props.id));
  if (!first) return null;
  const entry = createMemo((before: RequestedEntry) => props.requested.entry(props.id) ?? before, first);
  return <BookingPane entry={entry()} requested={props.requested} onBack={props.onBack} />;
}

function Waiting(props: { readonly id: string; readonly waits: Waits; readonly mayDecide: boolean; readonly onBack: () => void }): JSX.Element {
  const first = untrack(() => props.waits.entry(props.id));
  if (!first) return null;
  const entry = createMemo((before: WaitEntry) => props.waits.entry(props.id) ?? before, first);
  return <WaitPane entry={entry()} waits={props.waits} mayDecide={props.mayDecide} onBack={props.onBack} />;
}

function Row(props: { readonly entry: RequestedEntry; readonly requested: Requested; readonly href: string }): JSX.Element {
  const t = useT(staffBookingsTexts);
  const f = useFormat();
  const i18n = useI18n();
  const deciding = () => props.requested.deciding(props.entry.id);
  const patient = () => props.entry.patient;
  return (
    <ListRow
      href={props.href}
      dashed={deciding() !== undefined}
      title={patient().birthDate === null ? patient().name : t('of', { name: patient().name, age: f.age(patient().birthDate ?? '') })}
      second={<>
        <bdi>{t('with', { kind: wordsIn(props.entry.visitType.names, i18n.language()), name: props.entry.provider.name })}</bdi><br />
        {f.appointment(props.entry.startsAt)}
        <span class={styles.tags}>
          <Show when={props.entry.replaces}><Tag look="outlined">{props.entry.earlier === true ? t('earlier') : t('change')}</Tag></Show>
          <Show when={props.entry.urgent}><Tag look="outlined">{t('urgent')}</Tag></Show>
          <Show when={deciding()}>{(one) => <Tag look="outlined">{t(one().request.state === 'sending' ? 'deciding.sending' : `deciding.${one().what}`)}</Tag>}</Show>
        </span>
      </>}
      end={<span class={styles.small}>{f.waited(props.entry.receivedAt)}</span>}
    />
  );
}
