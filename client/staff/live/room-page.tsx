import { useParams } from '@solidjs/router';
import { createMemo, createSignal, lazy, Match, Show, Suspense, Switch, untrack, type JSX } from 'solid-js';
import type { LiveConsult } from '../../../schema/consults.ts';
import { can } from '../../../schema/roles.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { loadPart } from '../../shared/shell/load-part.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { LIVE, LIVE_ROOM } from '../shell/addresses.ts';
import { ConsultRow } from './consult-row.tsx';
import { LiveFrame } from './live-frame.tsx';
import styles from './room.module.css';
import { RoomChart } from './room-chart.tsx';
import { RoomPlace } from './room-place.tsx';
import { roomTexts } from './room-texts.ts';
import { StartActs } from './start-acts.tsx';
import { staffLiveTexts } from './texts.ts';
import { useConsultActs, type ConsultActs } from './use-consult-acts.ts';
import { firstName, isAhead, useLive, type Live } from './use-live.ts';
import { useVideo, type VideoState } from './use-video.ts';

const RoomWork = lazy(() => loadPart(() => import('./room-work.tsx')).then((part) => ({ default: part.RoomWork })));

/** C29, C40, C41: the visit itself, with the chart, the note and the conversation beside it. */
export function RoomPage(): JSX.Element {
  const t = useT(roomTexts);
  const sync = useSync();
  const live = useLive();
  const params = useParams<{ consult?: string }>();
  const found = createMemo(() => live.one(params.consult ?? ''));
  const own = createMemo(() => live.all().filter((one) => one.state === 'inProgress' && live.isMine(one)));
  return (
    <Show when={found()?.id} keyed fallback={
      <LiveFrame live={live} tab="room" pane={
        <Switch fallback={<Skeleton of="text" />}>
          <Match when={live.view.held()}>
            <EmptyState kind="nothingYet" why={t('none.why')} next={t('none.next')} act={{ label: t('none.act'), href: LIVE }} />
            <Show when={own().length > 0}><List label={t('open')}><Each of={own()} by={({ id }) => id}>{(one) => <ConsultRow one={one()} live={live} href={`${LIVE_ROOM}/${one().id}`} />}</Each></List></Show>
          </Match>
          <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}><Gone /></Match>
        </Switch>
      } />
    }>
      {(id) => <Room id={id} live={live} />}
    </Show>
  );
}

function Gone(): JSX.Element {
  const t = useT(staffLiveTexts);
  const sync = useSync();
  return <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />;
}

function Room(props: { readonly id: string; readonly live: Live }): JSX.Element {
  const first = untrack(() => props.live.one(props.id));
  if (!first) return null;
  const one = createMemo((before: LiveConsult) => props.live.one(props.id) ?? before, first);
  const t = useT(roomTexts);
  const words = useT(staffLiveTexts);
  const f = useFormat();
  const sync = useSync();
  const acts = useConsultActs(props.live);
  const video = useVideo();
  const [ending, setEnding] = createSignal(false);
  const name = (): string => (one().patient.birthDate === null ? one().patient.name : words('of', { name: one().patient.name, age: f.age(one().patient.birthDate ?? '') }));
  const conducts = (): boolean => props.live.mayConduct(one());
  const may = (permission: 'chart.read' | 'portal.message.read'): boolean => { const actor = sync.actor(); return actor !== null && can(actor, permission); };
  const runs = (): boolean => one().state === 'inProgress';
  return (
    <LiveFrame
      live={props.live} tab="room" title={name()} pageTitle={t('title', { name: one().patient.name })}
      beside={<span class={styles.second}><bdi>{t('between', { name: one().provider.name })}</bdi></span>}
      search={
        <>
          <Show when={runs() && one().startedAt}>{(at) => <span class={styles.clock}>{words('runs', { time: f.waited(at()) })}</span>}</Show>
          <Show when={runs() && conducts()}><Button onPress={() => setEnding(true)}>{t('end.act')}</Button></Show>
        </>
      }
      pane={
        <div class={styles.room}>
          <div class={styles.left}>
            <Show when={acts.problem()}>{(why) => <Notice tone="asks" title={why()} announce />}</Show>
            <Top one={one()} live={props.live} acts={acts} video={video()} />
            <RoomPlace one={one()} live={props.live} acts={acts} video={video()} />
            <Show when={may('chart.read')}><RoomChart patient={one().patient.id} /></Show>
          </div>
          <Show when={may('chart.read') || may('portal.message.read')}>
            <div class={styles.right}><Suspense fallback={<Skeleton of="text" />}><RoomWork one={one()} live={props.live} /></Suspense></div>
          </Show>
          <Dialog
            open={ending()} onClose={() => setEnding(false)} title={t('end.title', { name: firstName(one().patient.name) })} second={t('end.second')}
            acts={<><Button onPress={() => setEnding(false)}>{t('end.not')}</Button><Button kind="primary" onPress={() => void end()}>{t('end.yes')}</Button></>}
          />
        </div>
      }
    />
  );
  async function end(): Promise<void> {
    await acts.end(one());
    setEnding(false);
  }
}

/** Where the visit stands when it is not going on. */
function Top(props: { readonly one: LiveConsult; readonly live: Live; readonly acts: ConsultActs; readonly video: VideoState }): JSX.Element {
  const t = useT(roomTexts);
  const f = useFormat();
  const over = () => { const { state } = props.one; return state === 'completed' || state === 'failed' || state === 'cancelled' || state === 'noshow' ? state : undefined; };
  return (
    <Switch>
      <Match when={over()}>{(state) => <Notice title={props.one.endedAt === null ? t(`over.${state()}`) : t('over.at', { what: t(`over.${state()}`), when: f.dated(props.one.endedAt) })} announce>{props.one.reason || t('over.next')}</Notice>}</Match>
      <Match when={isAhead(props.one.state)}>
        <EmptyState kind="nothingYet" why={t(props.acts.starting(props.one.id) ? 'starting.why' : 'ahead.why')} next={t(props.acts.starting(props.one.id) ? 'starting.next' : 'ahead.next')} act={{ label: t('ahead.act'), href: `${LIVE}/${props.one.id}?whose=all` }} />
        <StartActs one={props.one} live={props.live} acts={props.acts} video={props.video} onStarted={() => undefined} />
      </Match>
    </Switch>
  );
}
