import { createContext, createEffect, useContext, type JSX } from 'solid-js';

import type { I18n } from './create-i18n.ts';
import type { Texts, TextTree, Translate } from './define-texts.ts';
import { createFormat, type Format } from './create-format.ts';

interface I18nScope {
  readonly i18n: I18n;
  readonly format: Format;
}

const I18nContext = createContext<I18nScope>();

/** Also keeps <html lang dir> in step, so that screen readers, hyphenation and logical CSS follow the words. */
export function I18nProvider(props: { readonly value: I18n; readonly children: JSX.Element }): JSX.Element {
  const i18n = props.value;
  const format = createFormat(i18n);
  createEffect(() => {
    document.documentElement.lang = i18n.language();
    document.documentElement.dir = i18n.direction();
  });
  return <I18nContext.Provider value={{ i18n, format }}>{props.children}</I18nContext.Provider>;
}

function useScope(): I18nScope {
  const scope = useContext(I18nContext);
  if (!scope) throw new Error('useT and useFormat need <I18nProvider> above them');
  return scope;
}

export function useI18n(): I18n {
  return useScope().i18n;
}

/** `const t = useT(messagesTexts); t('list.empty'); t('waiting', { count: 3 })`. Keys and arguments are typed. */
export function useT<T extends TextTree>(texts: Texts<T>): Translate<T> {
  return useScope().i18n.translate(texts);
}

export function useFormat(): Format {
  return useScope().format;
}
