import { createSignal, For, onMount, Show, type JSX } from 'solid-js';
import { useI18n, useT } from '../i18n/context.tsx';
import { chooseLanguage, keepLanguage } from '../i18n/choose-language.ts';
import { languageChoices } from '../i18n/languages.ts';
import { useSync } from '../sync/sync.ts';
import { Notice } from '../ui/notice.tsx';
import { RadioRows } from '../ui/radio-rows.tsx';
import styles from './language-choice.module.css';
import { languageTexts } from './language-texts.ts';

/** On the sign-in page: the device's language, each by its own name. */
export function LanguageLine(): JSX.Element {
  const t = useT(languageTexts);
  const i18n = useI18n();
  const [failed, setFailed] = createSignal(false);
  onMount(() => keepLanguage(i18n.language()));
  const choose = async (code: string): Promise<void> => void setFailed(!(await chooseLanguage(i18n, code, null)));
  return (
    <Show when={i18n.offered.length > 1}>
      <div class={styles.line}>
        <div class={styles.names} role="group" aria-label={t('legend')}>
          <For each={languageChoices(i18n.offered)}>
            {({ code, ownName, dir }) => (
              <button type="button" class={styles.name} lang={code} dir={dir} aria-pressed={i18n.language() === code} onClick={() => void choose(code)}>{ownName}</button>
            )}
          </For>
        </div>
        <Failure failed={failed()} />
      </div>
    </Show>
  );
}

/** In the settings: the person's own language on this device. */
export function LanguageRows(props: { readonly legendHidden?: boolean }): JSX.Element {
  const t = useT(languageTexts);
  const i18n = useI18n();
  const { account } = useSync();
  const [failed, setFailed] = createSignal(false);
  const choices = languageChoices(i18n.offered);
  let rows: HTMLDivElement | undefined;
  async function choose(code: string): Promise<void> {
    setFailed(!(await chooseLanguage(i18n, code, account.id)));
    // The browser has marked the one asked for; the mark belongs to the one shown.
    const shown = rows?.querySelector<HTMLInputElement>(`input[value='${i18n.language()}']`);
    if (shown) shown.checked = true;
  }
  return (
    <div ref={(element) => { rows = element; }}>
      <RadioRows
        legend={t('legend')}
        legendHidden={props.legendHidden}
        value={i18n.language()}
        onChange={(code) => void choose(code)}
        options={choices.map(({ code, ownName }) => ({ value: code, label: ownName }))}
      />
      <Failure failed={failed()} />
    </div>
  );
}

function Failure(props: { readonly failed: boolean }): JSX.Element {
  const t = useT(languageTexts);
  return <div role="alert"><Show when={props.failed}><Notice tone="asks" title={t('failed')} /></Show></div>;
}
