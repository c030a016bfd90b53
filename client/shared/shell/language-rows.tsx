import { createSignal, Show, type JSX } from 'solid-js';
import { chooseLanguage, offeredLanguages } from '../i18n/choose-language.ts';
import { useI18n, useT } from '../i18n/context.tsx';
import { languageChoices } from '../i18n/languages.ts';
import { Notice } from '../ui/notice.tsx';
import { RadioRows } from '../ui/radio-rows.tsx';
import { languageTexts } from './language-texts.ts';

/** In the settings: the person's own language on this device. */
export function LanguageRows(props: { readonly account: string; readonly legendHidden?: boolean }): JSX.Element {
  const t = useT(languageTexts);
  const i18n = useI18n();
  const [failed, setFailed] = createSignal(false);
  const choices = languageChoices(offeredLanguages);
  let rows: HTMLDivElement | undefined;
  async function choose(code: string): Promise<void> {
    setFailed(!(await chooseLanguage(i18n, code, props.account)));
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
      <div role="alert"><Show when={failed()}><Notice tone="asks" title={t('failed')} /></Show></div>
    </div>
  );
}
