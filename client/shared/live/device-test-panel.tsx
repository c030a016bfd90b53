import { createSignal, For, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { IconMark } from '../ui/icon.tsx';
import { Mic, Settings2, Video, VideoOff, Volume2 } from '../ui/icons.ts';
import { DeviceChooser } from './device-chooser.tsx';
import type { DeviceTest } from './device-test.ts';
import styles from './device-test.module.css';
import { liveTexts } from './live-texts.ts';
import { playTone, recordAndPlay } from './sound-check.ts';

const BARS = Array.from({ length: 12 }, (_, index) => index);

export interface DeviceTestPanelProps {
  readonly test: DeviceTest;
  readonly name: string;
  readonly colour: number;
  readonly app: 'patient' | 'staff';
}

/** How one is seen and heard, before anybody sees or hears it. */
export function DeviceTestPanel(props: DeviceTestPanelProps): JSX.Element {
  const t = useT(liveTexts);
  const [doing, setDoing] = createSignal<'recording' | 'playing'>();
  const [failed, setFailed] = createSignal(false);
  const [choosing, setChoosing] = createSignal(false);
  const microphone = () => props.test.stream('microphone');
  const camera = () => props.test.stream('camera');
  async function testSound(): Promise<void> {
    if (doing() !== undefined) return;
    if (!microphone()) await props.test.open('microphone');
    const stream = microphone();
    if (!stream) return;
    setFailed(false);
    await recordAndPlay(stream, setDoing).catch(() => setFailed(true));
    setDoing(undefined);
  }
  return (
    <div class={styles.panel}>
      <div class={styles.stage}>
        <Show when={camera()} keyed fallback={
          <div class={styles.faceless}><Avatar name={props.name} colour={props.colour} size={60} /><p class={styles.off}><IconMark icon={VideoOff} size={20} /> {t('test.camera')}</p></div>
        }>
          {(stream) => <video class={styles.preview} aria-label={t('test.cameraOn')} autoplay playsinline muted ref={(element) => { element.muted = true; element.srcObject = stream; }} />}
        </Show>
        <div class={styles.meter}>
          <Show when={microphone()} fallback={<Button size="small" icon={Mic} onPress={() => void props.test.open('microphone')}>{t('test.allow')}</Button>}>
            <IconMark icon={Mic} size={20} />
            <span role="status">{t(props.test.heard() ? 'test.heard' : 'test.speak')}</span>
            <span class={styles.bars} aria-hidden="true"><For each={BARS}>{(bar) => <span class={styles.bar} data-on={props.test.level() * BARS.length > bar ? '' : undefined} />}</For></span>
          </Show>
        </div>
      </div>
      <div class={styles.acts}>
        <Button wide icon={camera() ? VideoOff : Video} onPress={() => (camera() ? props.test.close('camera') : void props.test.open('camera'))}>{t(camera() ? 'test.turnOff' : 'test.turnOn')}</Button>
        <Button wide icon={Volume2} onPress={() => void testSound()}>{t(doing() === undefined ? 'test.record' : `test.${doing() ?? 'playing'}`)}</Button>
      </div>
      <div class={styles.acts}>
        <Button kind="quiet" icon={Volume2} onPress={() => void playTone().catch(() => setFailed(true))}>{t('test.tone')}</Button>
        <Button kind="quiet" icon={Settings2} expanded={choosing()} onPress={() => setChoosing(true)}>{t('test.choose')}</Button>
      </div>
      <For each={['camera', 'microphone'] as const}>
        {(kind) => <Show when={props.test.trouble(kind)}>{(why) => <p class={styles.trouble} role="alert">{t(`trouble.${kind}.${why()}`)}</p>}</Show>}
      </For>
      <Show when={failed()}><p class={styles.trouble} role="alert">{t('test.recordFailed')}</p></Show>
      <DeviceChooser open={choosing()} onClose={() => setChoosing(false)} shape={props.app === 'patient' ? 'sheet' : 'dialog'} onChoose={(kind, id) => void props.test.use(kind, id)} />
    </div>
  );
}
