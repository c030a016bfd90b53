import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, For, Show, untrack, type JSX } from 'solid-js';
import { can } from '../../../schema/roles.ts';
import type { LiveConsult } from '../../../schema/consults.ts';
import type { WeekAppointment } from '../../../schema/desk.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { CancelDialog } from '../shared/schedule/cancel-dialog.tsx';
import { LIVE_ROOM, PATIENTS } from '../shell/addresses.ts';
import styles from './live.module.css';
import { StartActs } from './start-acts.tsx';
import { staffLiveTexts } from './texts.ts';
import { useConsultActs } from './use-consult-acts.ts';
import { isAhead, type Live } from './use-live.ts';
import { useVideo } from './use-video.ts';
import { FailDialog, WordDialog } from './words-dialog.tsx';

/** One visit with all that can be done about it. What it shows stays until it has gone from the screen. */
export function ConsultPane(props: { readonly id: string; readonly live: Live; readonly onBack: () => void }): JSX.Element {
  const first = untrack(() => props.live.one(props.id));
  if (!first) return null;
  const one = createMemo((before: LiveConsult) => props.live.one(props.id) ?? before, first);
  return <Pane one={one()} live={props.live} onBack={props.onBack} />;
}

function Pane(props: { readonly one: LiveConsult; readonly live: Live; readonly onBack: () => void }): JSX.Element {
  const t = useT(staffLiveTexts);
  const f = useFormat();
  const sync = useSync();
  const navigate = useNavigate();
  const acts = useConsultActs(props.live);
  const video = useVideo();
  const [asking, setAsking] = createSignal<'word' | 'fail' | null>(null);
  const [cancelling, setCancelling] = createSignal(false);
  const mine = (): boolean => props.live.mayConduct(props.one);
  const waits = () => props.live.view.waitingOn('consults', props.one.id);
  const state = () => props.one.state;
  const maySeeChart = (): boolean => { const actor = sync.actor(); return actor !== null && can(actor, 'chart.read'); };
  const device = (which: 'camera' | 'microphone'): string => t(`devices.${props.one.devices?.[which] ?? 'untested'}`, { device: t(`devices.${which}`) });
  const facts = (): readonly (readonly [string, string])[] => {
    const { one } = props;
    return [
      [t('facts.state'), t(`state.${one.state}`)] as const,
      [t('facts.when'), `${f.day(one.startsAt)}, ${t('from', { from: f.clock(one.startsAt), until: f.clock(one.endsAt) })}`] as const,
      [t('facts.kind'), props.live.kind(one)] as const, [t('facts.who'), [one.provider.name, one.provider.title].filter(Boolean).join(', ')] as const, [t('facts.place'), props.live.place(one)] as const,
      [t('facts.waits'), one.state === 'waiting' && one.waitingSince !== null ? `${f.time(one.waitingSince)}, ${f.waited(one.waitingSince)}` : ''] as const,
      [t('facts.devices'), one.devices ? `${device('camera')}, ${device('microphone')}` : ''] as const,
      [t('facts.began'), one.startedAt === null ? '' : f.dated(one.startedAt)] as const, [t('facts.phone'), one.phonedAt === null ? '' : f.dated(one.phonedAt)] as const,
      [t('facts.ended'), one.endedAt === null ? '' : f.dated(one.endedAt)] as const, [t('facts.reason'), one.reason] as const,
      [t('facts.invite'), one.invitedAt === null ? '' : t('invited', { when: f.dated(one.invitedAt) })] as const,
      [t('facts.changed'), one.changed ? t('changed', { by: one.changed.by, when: f.dated(one.changed.at) }) : ''] as const,
    ].filter(([, value]) => value !== '');
  };
  return (
    <div class={styles.pane}>
      <PaneHeader
        title={props.one.patient.birthDate === null ? props.one.patient.name : t('of', { name: props.one.patient.name, age: f.age(props.one.patient.birthDate) })}
        onBack={props.onBack} tags={<Tag look="outlined">{t(`state.${props.one.state}`)}</Tag>}
        second={<Show when={props.one.patient.birthDate}>{(date) => t('born', { date: f.birthDate(date()) })}</Show>}
      />
      <Show when={acts.problem()}>{(words) => <Notice tone="asks" title={words()} announce />}</Show>
      <StartActs one={props.one} live={props.live} acts={acts} video={video()} onStarted={() => navigate(`${LIVE_ROOM}/${props.one.id}`)} />
      <dl class={styles.facts}><For each={facts()}>{([name, value]) => <><dt>{name}</dt><dd><bdi>{value}</bdi></dd></>}</For></dl>
      <Show when={waits()}>{(request) => <StateMark state={request().state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: request().savedAt }} />}</Show>
      <Show when={props.one.word}>{(word) => <p class={styles.small}><bdi>{t('word.stands', { text: word().text, by: word().by, when: f.stamp(word().at) })}</bdi></p>}</Show>
      <Show when={props.one.guests.length > 0}>
        <section aria-label={t('guests')}>
          <h3 class={styles.small}>{t('guests')}</h3>
          <ul class={styles.plain} role="list"><For each={props.one.guests}>{(guest) => <li><bdi>{t('guest', { name: guest.name, relation: guest.relation, end: guest.phoneEnd })}</bdi>: {t(`guestState.${guest.state}`)}</li>}</For></ul>
        </section>
      </Show>
      <div class={styles.acts}>
        <Show when={isAhead(state()) && props.live.mayTend(props.one)}><Button onPress={() => setAsking('word')}>{t('word.act')}</Button></Show>
        <Show when={isAhead(state()) && props.live.mayInvite(props.one)}><Button onPress={() => void acts.invite(props.one)}>{t('act.invite')}</Button></Show>
        <Show when={state() === 'inProgress' && mine()}><Button onPress={() => setAsking('fail')}>{t('act.fail')}</Button></Show>
        <Show when={isAhead(state()) && props.live.mayManage(props.one)}>
          <Show when={props.one.startsAt <= f.now()}><Button onPress={() => void acts.miss(props.one)}>{t('act.miss')}</Button></Show>
          <Button onPress={() => setCancelling(true)}>{t('act.cancel')}</Button>
        </Show>
        <Show when={maySeeChart()}><Button onPress={() => navigate(`${PATIENTS}/${props.one.patient.id}/chart`)}>{t('act.chart')}</Button></Show>
        <Button onPress={() => navigate(`${PATIENTS}/${props.one.patient.id}`)}>{t('act.patient')}</Button>
      </div>
      <WordDialog one={props.one} acts={acts} open={asking() === 'word'} onClose={() => setAsking(null)} />
      <FailDialog one={props.one} acts={acts} open={asking() === 'fail'} onClose={() => setAsking(null)} />
      <CancelDialog appointment={cancelling() ? cancelled(props.one) : null} about={() => props.live.about(props.one)} onClose={() => setCancelling(false)} />
    </div>
  );
}

/** What the dialog needs to know of the appointment. */
const cancelled = (one: LiveConsult): Pick<WeekAppointment, 'id' | 'patient'> => ({ id: one.appointment, patient: one.patient });
