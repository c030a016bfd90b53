import { Match, Show, Switch, type JSX } from 'solid-js';
import type { LiveConsult } from '../../../schema/consults.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Phone, Video } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { LIVE_ROOM } from '../shell/addresses.ts';
import styles from './live.module.css';
import { staffLiveTexts } from './texts.ts';
import type { ConsultActs } from './use-consult-acts.ts';
import { firstName, isAhead, type Live } from './use-live.ts';
import type { VideoState } from './use-video.ts';

/** C40: who starts a visit, or why whoever looks does not; and the way by phone where there is no video. */
export function StartActs(props: { readonly one: LiveConsult; readonly live: Live; readonly acts: ConsultActs; readonly video: VideoState; readonly onStarted: () => void }): JSX.Element {
  const t = useT(staffLiveTexts);
  const f = useFormat();
  const refusals = useRefusalWords('staff');
  const name = (): string => firstName(props.one.patient.name);
  const isEarly = (): boolean => f.now() < props.live.startsFrom(props.one);
  const why = (): string | undefined => (isEarly() ? t('why.early', { time: f.appointment(props.live.startsFrom(props.one)) }) : props.video === 'offline' ? t('why.offline') : undefined);
  const refused = () => props.acts.refusedStart(props.one.id)?.refusal;
  const noVideo = (): boolean => props.video === 'notConfigured' || props.video === 'unreachable' || refused()?.code === 'live.unavailable';
  async function start(phone: boolean): Promise<void> {
    if (await props.acts.start(props.one, phone)) props.onStarted();
  }
  return (
    <Switch>
      <Match when={props.one.state === 'inProgress'}><div class={styles.acts}><Button kind="primary" icon={Video} href={`${LIVE_ROOM}/${props.one.id}`}>{t('act.open')}</Button></div></Match>
      <Match when={isAhead(props.one.state)}>
        <Show when={props.live.mayConduct(props.one)} fallback={<p class={styles.small}>{props.live.conducts() ? t('why.notYours', { name: props.one.provider.name }) : t('why.role')}</p>}>
          <Show when={refused()}>{(refusal) => <Notice tone="asks" title={refusals(refusal()).reason} announce>{refusals(refusal()).remedy}</Notice>}</Show>
          <Show when={(props.video === 'notConfigured' || props.video === 'unreachable') && !isEarly()}><Notice title={t(`video.${props.video}`)} /></Show>
          <Show when={props.acts.starting(props.one.id)} fallback={
            <div class={styles.acts}>
              <Show when={!noVideo()}><Button kind="primary" icon={Video} unavailable={why()} onPress={() => void start(false)}>{t('act.start', { name: name() })}</Button></Show>
              <Show when={noVideo()}><Button kind="primary" icon={Phone} unavailable={why()} onPress={() => void start(true)}>{t('act.phoneStart', { name: name() })}</Button></Show>
            </div>
          }>
            {(request) => <StateMark state={request().state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: request().savedAt }} words={t('starting')} />}
          </Show>
        </Show>
      </Match>
    </Switch>
  );
}
