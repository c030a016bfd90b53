import { createSignal, Show, type Accessor, type JSX } from 'solid-js';
import { useFormat, useT } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { Button } from '../ui/button.tsx';
import { Download } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import { arrivingTexts } from './arriving-texts.ts';
import styles from './arriving.module.css';
import prompt from './update-prompt.module.css';
import { useArriving, type Arriving } from './use-arriving.ts';

/** From here on somebody may rather begin with less. */
const LONG_S = 60;
/** A quick line is not worth a word. */
const SLOW_S = 6;

/** How much of a first sync has come, in words and numbers; nothing while nothing is arriving. */
export function ArrivingWords(props: { readonly now: Arriving }): JSX.Element {
  const t = useT(arrivingTexts);
  const f = useFormat();
  const left = (): string => {
    const seconds = props.now.secondsLeft;
    if (seconds === null) return '';
    return seconds < 55 ? t('seconds', { count: Math.max(5, Math.ceil(seconds / 5) * 5) }) : t('minutes', { count: Math.ceil(seconds / 60) });
  };
  return (
    <div class={styles.arriving}>
      <p><strong>{t('title')}</strong> {t('size', { done: f.bytes(props.now.bytes), all: f.bytes(props.now.ofBytes) })} {left()}</p>
      <progress class={styles.bar} aria-label={t('bar')} max={props.now.ofBytes} value={props.now.bytes} />
      <p>{t('usable')}</p>
      <Less now={props.now} />
    </div>
  );
}

function Less(props: { readonly now: Arriving }): JSX.Element {
  const t = useT(arrivingTexts);
  const sync = useSync();
  const [done, setDone] = createSignal(false);
  async function leave(): Promise<void> {
    await (await sync.views.hold()).leaveRecords();
    setDone(true);
  }
  return (
    <>
      <Show when={(props.now.secondsLeft ?? 0) > LONG_S && !done()}><div><Button onPress={() => void leave()}>{t('later')}</Button></div></Show>
      <p role="status">{done() ? t('laterDone') : ''}</p>
    </>
  );
}

/** In the sync sheet. */
export function ArrivingPart(): JSX.Element {
  const arriving = useArriving();
  return <Show when={arriving()}>{(now) => <ArrivingWords now={now()} />}</Show>;
}

/** At the foot of the first screens, on a line where it takes a while. */
export function ArrivingPrompt(): JSX.Element {
  const t = useT(arrivingTexts);
  const arriving = useArriving();
  const [hidden, setHidden] = createSignal(false);
  const slow: Accessor<Arriving | null> = () => {
    const now = arriving();
    return now && !hidden() && now.seconds >= SLOW_S ? now : null;
  };
  return (
    <Show when={slow()}>
      {(now) => (
        <section class={prompt.prompt} aria-label={t('title')}>
          <IconMark icon={Download} size={20} />
          <div class={prompt.text}><ArrivingWords now={now()} /></div>
          <div class={prompt.acts}><Button kind="quiet" ink onPress={() => setHidden(true)}>{t('hide')}</Button></div>
        </section>
      )}
    </Show>
  );
}
