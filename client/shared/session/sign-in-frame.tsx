import { lazy, onMount, Show, Suspense, useContext, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { ArrowLeft } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useTroubleWords, type Trouble } from './problem-words.ts';
import { SessionContext } from './session.tsx';
import { sessionTexts } from './session-texts.ts';
import styles from './sign-in.module.css';

// After the page it stands on; where it does not come, the page stands without it.
const LanguageLine = lazy(() => import('../shell/language-line.tsx').then((part) => ({ default: part.LanguageLine }), () => ({ default: () => null })));

export interface SignInFrameProps {
  readonly mark: JSX.Element;
  readonly title: string;
  readonly lead?: JSX.Element;
  /** What belongs to no field. */
  readonly trouble?: Trouble | null | undefined;
  readonly onBack?: (() => void) | undefined;
  /** A step one was led to: its heading takes the focus. The first page leaves the focus where it is. */
  readonly led?: boolean | undefined;
  readonly foot?: JSX.Element;
  readonly children: JSX.Element;
}

/** One question a page: the clinic's mark, what is asked, one main act. */
export function SignInFrame(props: SignInFrameProps): JSX.Element {
  const t = useT(sessionTexts);
  const words = useTroubleWords();
  const session = useContext(SessionContext);
  const trouble = (): Trouble | null => {
    const dropped = session?.dropped() ?? null;
    return props.trouble ?? (dropped === null ? null : { keeping: dropped });
  };
  let heading: HTMLHeadingElement | undefined;
  onMount(() => {
    if (props.led) heading?.focus();
  });
  return (
    <main class={styles.page}>
      <div class={styles.card}>
        <div class={styles.top}>
          {props.mark}
          <Show when={props.onBack}>
            {(back) => <Button kind="quiet" icon={ArrowLeft} onPress={() => back()()}>{t('back')}</Button>}
          </Show>
        </div>
        <h1 class={styles.title} tabindex={-1} ref={(element) => { heading = element; }}>{props.title}</h1>
        <Show when={props.lead}>{(lead) => <p class={styles.lead}>{lead()}</p>}</Show>
        {/* The region is there before its words, so that they are read out. */}
        <div class={styles.trouble} role="alert">
          <Show when={trouble()}>{(why) => <Notice tone="asks" title={words(why())} />}</Show>
        </div>
        {props.children}
      </div>
      <Show when={props.foot}>{(foot) => <div class={styles.foot}>{foot()}</div>}</Show>
      <Suspense><LanguageLine /></Suspense>
    </main>
  );
}
