import { createSignal, For, lazy, onMount, Show, Suspense, type JSX } from 'solid-js';
import { chooseLanguage, greet, offeredLanguages } from '../i18n/choose-language.ts';
import { useI18n, useT } from '../i18n/context.tsx';
import { languageChoices } from '../i18n/languages.ts';
import { accountsKept } from '../local/kept-here.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './language-line.module.css';
import { languageTexts } from './language-texts.ts';

// Brings the device's databases, which a sign-in page does without unless something was kept here.
const LostLine = lazy(() => import('./lost-line.tsx').then((part) => ({ default: part.LostLine }), () => ({ default: () => null })));

/** On the sign-in page: the device's language, each by its own name. */
export function LanguageLine(): JSX.Element {
  const t = useT(languageTexts);
  const i18n = useI18n();
  const [failed, setFailed] = createSignal(false);
  onMount(() => greet(i18n));
  const choose = async (code: string): Promise<void> => void setFailed(!(await chooseLanguage(i18n, code, null)));
  return (
    <>
    <Show when={accountsKept().length > 0}><Suspense><LostLine /></Suspense></Show>
    <div class={styles.line}>
      <div class={styles.names} role="group" aria-label={t('legend')}>
        <For each={languageChoices(offeredLanguages)}>
          {({ code, ownName, dir }) => (
            <button type="button" class={styles.name} lang={code} dir={dir} aria-pressed={i18n.language() === code} onClick={() => void choose(code)}>{ownName}</button>
          )}
        </For>
      </div>
      <div role="alert"><Show when={failed()}><Notice tone="asks" title={t('failed')} /></Show></div>
    </div>
    </>
  );
}
