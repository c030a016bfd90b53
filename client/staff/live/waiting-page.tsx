import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, Match, Show, Switch, type JSX } from 'solid-js';
import type { LiveConsult } from '../../../schema/consults.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { Each } from '../../shared/ui/each.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { List } from '../../shared/ui/list.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { LIVE, LIVE_ROOM } from '../shell/addresses.ts';
import { ConsultRow } from './consult-row.tsx';
import { LiveFrame } from './live-frame.tsx';
import styles from './live.module.css';
import { StartActs } from './start-acts.tsx';
import { staffLiveTexts } from './texts.ts';
import { useWaitingAlert } from './use-alert.ts';
import { useConsultActs } from './use-consult-acts.ts';
import { useLive, type Live } from './use-live.ts';
import { useVideo, type VideoState } from './use-video.ts';
import { WordDialog } from './words-dialog.tsx';

const NEXT = 5;

/** C43: who is there and waits for the clinician to begin. Outpost's own presence: nobody here is in a room of LiveKit yet. */
export function WaitingPage(): JSX.Element {
  const t = useT(staffLiveTexts);
  const f = useFormat();
  const sync = useSync();
  const live = useLive();
  const video = useVideo();
  const alert = useWaitingAlert(live);
  const next = createMemo(() => live.all().filter((one) => one.state === 'scheduled' && one.endsAt > f.now() && live.dayOf(one.startsAt) === live.today()).slice(0, NEXT));
  const asOf = (): number | undefined => { const fresh = live.view.freshness(); return fresh.kind === 'asOf' ? fresh.at : undefined; };
  return (
    <LiveFrame
      live={live} tab="waiting"
      pane={
        <div class={styles.waiters}>
          <CheckRow label={t('waitingRoom.sound')} second={t(alert.on() && alert.mute() ? 'waitingRoom.soundTouch' : 'waitingRoom.soundOn')} checked={alert.on()} onChange={alert.set} />
          <Show when={alert.on()}><div><Button size="small" onPress={alert.play}>{t('waitingRoom.try')}</Button></div></Show>
          <p class={styles.small}><FreshnessStamp of="queue" asOf={asOf()} live={live.view.freshness().kind === 'live'} size="small" /></p>
          <Switch fallback={<Skeleton of="list" rows={3} />}>
            <Match when={live.view.held()}>
              <Show when={live.waiting().length > 0} fallback={<EmptyState kind="nothingYet" why={t('waitingRoom.empty')} next={t('waitingRoom.emptyNext')} />}>
                <ul class={styles.plain} role="list" aria-label={t('waitingRoom.list')}>
                  <Each of={live.waiting()} by={({ id }) => id}>{(one) => <Waiter one={one()} live={live} video={video()} />}</Each>
                </ul>
              </Show>
              <Show when={next().length > 0}>
                <section aria-label={t('waitingRoom.next')}>
                  <h2 class={styles.group}>{t('waitingRoom.next')}</h2>
                  <List label={t('waitingRoom.next')}><Each of={next()} by={({ id }) => id}>{(one) => <ConsultRow one={one()} live={live} href={`${LIVE}/${one().id}?whose=all`} />}</Each></List>
                </section>
              </Show>
            </Match>
            <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}>
              <EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} act={{ label: t('notHere.act'), onPress: () => void sync.tryNow() }} />
            </Match>
          </Switch>
        </div>
      }
    />
  );
}

function Waiter(props: { readonly one: LiveConsult; readonly live: Live; readonly video: VideoState }): JSX.Element {
  const t = useT(staffLiveTexts);
  const f = useFormat();
  const navigate = useNavigate();
  const acts = useConsultActs(props.live);
  const [writing, setWriting] = createSignal(false);
  const name = (): string => (props.one.patient.birthDate === null ? props.one.patient.name : t('of', { name: props.one.patient.name, age: f.age(props.one.patient.birthDate) }));
  const device = (which: 'camera' | 'microphone'): string => t(`devices.${props.one.devices?.[which] ?? 'untested'}`, { device: t(`devices.${which}`) });
  return (
    <li class={styles.waiter}>
      <div class={styles.waiterHead}>
        <h2><bdi>{name()}</bdi></h2>
        <Show when={props.one.waitingSince}>{(since) => <span class={styles.long}>{t('waits', { time: f.waited(since()) })}, {t('waitingRoom.since', { time: f.time(since()) })}</span>}</Show>
      </div>
      <p class={styles.small}><bdi>{t('with', { kind: props.live.kind(props.one), name: props.one.provider.name })}</bdi>, {f.clock(props.one.startsAt)} · {device('camera')}, {device('microphone')}</p>
      <Show when={props.one.word}>{(word) => <p class={styles.small}><bdi>{t('word.stands', { text: word().text, by: word().by, when: f.stamp(word().at) })}</bdi></p>}</Show>
      <Show when={acts.problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
      <StartActs one={props.one} live={props.live} acts={acts} video={props.video} onStarted={() => navigate(`${LIVE_ROOM}/${props.one.id}`)} />
      <div class={styles.acts}>
        <Show when={props.live.mayTend(props.one)}><Button onPress={() => setWriting(true)}>{t('word.act')}</Button></Show>
        <Button onPress={() => navigate(`${LIVE}/${props.one.id}?whose=all`)}>{t('act.consult')}</Button>
      </div>
      <WordDialog one={props.one} acts={acts} open={writing()} onClose={() => setWriting(false)} />
    </li>
  );
}
