import { useI18n } from '../i18n/context.tsx';
import type { ApiAnswer } from './identity-api.ts';
import type { NoPasskey } from './passkey.ts';
import { passkeyTexts } from './passkey-texts.ts';
import { useTroubleWords } from './problem-words.ts';

export type PasskeyTrouble = { readonly browser: NoPasskey } | Extract<ApiAnswer<never>, { ok: false }>;

/** Why no passkey was made or shown, and what to do: one line, in the reader's language. */
export function usePasskeyWords(): (trouble: PasskeyTrouble) => string {
  const i18n = useI18n();
  const others = useTroubleWords();
  const t = i18n.translate(passkeyTexts);
  return (trouble) => {
    if ('browser' in trouble) return t(`browser.${trouble.browser}`);
    if (!('problem' in trouble)) return others(trouble);
    const { code, params } = trouble.problem;
    const reason = i18n.find(passkeyTexts, `${code}.reason`, params ?? {});
    return reason === undefined ? others(trouble.problem) : `${reason} ${i18n.find(passkeyTexts, `${code}.remedy`, params ?? {}) ?? ''}`;
  };
}
