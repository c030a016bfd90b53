import { createSignal, Match, onCleanup, Show, Switch, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { Each } from '../ui/each.tsx';
import { IconMark } from '../ui/icon.tsx';
import { Headphones, Mic, MicOff, MonitorUp, Settings2, SwitchCamera, Video, VideoOff, Volume2 } from '../ui/icons.ts';
import { DeviceChooser } from './device-chooser.tsx';
import { listDevices } from './devices.ts';
import { isSilent, isWeak } from './ladder.ts';
import { guardLeaving } from './leave-guard.ts';
import { LineMark } from './line-mark.tsx';
import type { LiveRoom } from './live-room.ts';
import { liveTexts } from './live-texts.ts';
import { PersonTile } from './person-tile.tsx';
import { StageControl } from './stage-control.tsx';
import styles from './stage.module.css';
import { keepAwake } from './wake-lock.ts';

export interface RoomStageProps {
  readonly room: LiveRoom;
  /** Whoever is expected, as they are called here: "Dr Otieno", "Fatma". Said until somebody joined, and for whoever gave no name. */
  readonly other: string;
  readonly ownName: string;
  /** Person colours 0–7. */
  readonly colour: number;
  readonly ownColour: number;
  readonly app: 'patient' | 'staff';
  /** Offers to share the screen. */
  readonly share?: boolean | undefined;
  /** On a narrow screen it stays small at the top, over what is written below. */
  readonly floats?: boolean | undefined;
  /** What else can be done after 20 s without sound and picture: call, write. */
  readonly otherWays?: JSX.Element;
  /** Further controls of the page: a StageControl each. */
  readonly more?: JSX.Element;
}

/**
 * The visit itself: everybody's picture or initials, both connections in words, what we did about a weak one, and the controls. While
 * it is on screen the device stays awake and the browser asks before the page is closed. It ends nothing: that is the page's.
 */
export function RoomStage(props: RoomStageProps): JSX.Element {
  const t = useT(liveTexts);
  const [choosing, setChoosing] = createSignal(false);
  const [cameras, setCameras] = createSignal(0);
  onCleanup(keepAwake());
  onCleanup(guardLeaving());
  const room = (): LiveRoom => props.room;
  const nameOf = (name: string): string => name || props.other;
  const first = () => room().others()[0];
  const soundOnly = (): boolean => room().ladder().rung === 'off';
  const countCameras = (): void => void listDevices('camera').then((found) => setCameras(found.length), () => undefined);
  countCameras();
  const isThere = (): boolean => room().phase() === 'joined';
  async function toggleCamera(): Promise<void> {
    await room().setCamera(!room().me().camera);
    countCameras();
  }
  return (
    <section class={styles.stageBox} aria-label={t('stage')} data-floats={props.floats ? '' : undefined} data-phase={room().phase()}>
      <div class={styles.stage}>
        <div class={styles.head}>
          <Show when={first()}>{(person) => <LineMark line={person().line} words={t(`line.theirs.${person().line}`, { name: nameOf(person().name) })} />}</Show>
          <LineMark line={isThere() ? room().me().line : 'lost'} words={t(`line.yours.${isThere() ? room().me().line : room().phase() === 'joining' ? 'unknown' : 'lost'}`)} />
        </div>
        <div class={styles.tiles} data-count={room().others().length}>
          <Each of={room().others()} by={(person) => person.identity}>
            {(person) => <PersonTile room={room()} person={person()} name={nameOf(person().name)} colour={props.colour} soundOnly={soundOnly()} />}
          </Each>
          <Show when={room().others().length === 0 && isThere()}><p class={styles.alone}>{t('alone', { name: props.other })}</p></Show>
          <Show when={isThere()}><PersonTile own room={room()} person={room().me()} name={props.ownName} colour={props.ownColour} soundOnly={soundOnly()} /></Show>
        </div>
        <div class={styles.foot} role="status">
          <Switch>
            <Match when={room().phase() === 'closed'}><p><strong>{t(`phase.${room().closed() ?? 'left'}`)}</strong></p></Match>
            <Match when={room().phase() !== 'joined'}>
              <p><strong>{t(phaseWords(room()))}</strong></p>
              <Show when={room().phase() === 'dropped'}><Button size="small" onPress={() => room().rejoin()}>{t('rejoin')}</Button></Show>
            </Match>
            <Match when={room().soundBlocked()}>
              <p><strong>{t('tap', { name: nameOf(first()?.name ?? '') })}</strong> {t('tapSub')}</p>
              <Button size="small" icon={Volume2} onPress={() => void room().hear()}>{t('tap', { name: nameOf(first()?.name ?? '') })}</Button>
            </Match>
            <Match when={isWeak(room().ladder())}>
              <IconMark icon={VideoOff} size={20} />
              <p><strong>{t('weak')}</strong> {t(soundOnly() ? 'weakOff' : 'weakSmall')}</p>
              <Button size="small" onPress={() => room().choose('small')}>{t('keepVideo')}</Button>
            </Match>
            <Match when={soundOnly()}>
              <IconMark icon={Headphones} size={20} />
              <p>{t('soundOnlyOn')}</p>
              <Button size="small" onPress={() => room().choose('small')}>{t('videoAgain')}</Button>
            </Match>
          </Switch>
        </div>
      </div>
      <Show when={room().phase() !== 'closed'}>
        <div class={styles.controls}>
          <StageControl icon={room().me().microphone ? Mic : MicOff} label={t(room().me().microphone ? 'control.mute' : 'control.muted')} says={t(room().me().microphone ? 'says.mute' : 'says.unmute')}
            on={isThere() && !room().me().microphone} onPress={() => void room().setMicrophone(!room().me().microphone)} />
          <StageControl icon={room().me().camera ? Video : VideoOff} label={t(room().me().camera ? 'control.camera' : 'control.cameraOff')} says={t(room().me().camera ? 'says.cameraOff' : 'says.camera')}
            on={isThere() && !room().me().camera} onPress={() => void toggleCamera()} />
          <Show when={room().me().camera && cameras() > 1}><StageControl icon={SwitchCamera} label={t('control.flip')} says={t('says.flip')} onPress={() => void room().flip()} /></Show>
          <Show when={props.share}>
            <StageControl icon={MonitorUp} label={t(room().me().screen ? 'control.sharing' : 'control.share')} on={room().me().screen} onPress={() => void room().setScreen(!room().me().screen)} />
          </Show>
          <Show when={!soundOnly()}><StageControl icon={Headphones} label={t('soundOnly')} onPress={() => room().choose('off')} /></Show>
          <StageControl icon={Settings2} label={t('control.devices')} expanded={choosing()} onPress={() => setChoosing(true)} />
          {props.more}
        </div>
        <Show when={room().trouble()}>{(trouble) => <p class={styles.trouble} role="alert">{t(`trouble.${trouble().kind}.${trouble().why}`)}</p>}</Show>
        <Show when={isSilent(room().ladder()) && room().phase() !== 'joining'}>
          <div class={styles.ways} role="status"><p><strong>{t('silent')}</strong> {t('silentSub')}</p>{props.otherWays}</div>
        </Show>
      </Show>
      <DeviceChooser open={choosing()} onClose={() => setChoosing(false)} shape={props.app === 'patient' ? 'sheet' : 'dialog'} onChoose={(kind, id) => void room().use(kind, id)} />
    </section>
  );
}

function phaseWords(room: LiveRoom): 'phase.joining' | 'phase.reconnecting' | 'phase.dropped' {
  const phase = room.phase();
  return phase === 'reconnecting' || phase === 'dropped' ? `phase.${phase}` : 'phase.joining';
}
