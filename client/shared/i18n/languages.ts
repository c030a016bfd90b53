import type { TextTree } from './define-texts.ts';

/** One chunk per language: what it has, by the name of the texts it translates. */
export type LanguagePack = Readonly<Record<string, TextTree>>;
export type LanguageLoader = () => Promise<{ readonly pack: LanguagePack }>;

export type Direction = 'ltr' | 'rtl';

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** From the language alone: Intl.Locale's textInfo is missing on the phones we build for. */
export function directionOf(language: string): Direction {
  const [code = '', script = ''] = language.toLowerCase().split('-');
  if (script === 'latn') return 'ltr';
  return script === 'arab' || script === 'hebr' || RIGHT_TO_LEFT.has(code) ? 'rtl' : 'ltr';
}

export interface LanguageChoice {
  readonly code: string;
  /** As its speakers write it: "Kiswahili", "العربية". */
  readonly ownName: string;
  readonly dir: Direction;
}

export function nameLanguage(code: string): LanguageChoice {
  let ownName: string | undefined;
  try {
    ownName = new Intl.DisplayNames([code], { type: 'language' }).of(code);
  } catch {
    ownName = undefined; // an unknown code, or a browser without names: the code itself still says which
  }
  const name = ownName ?? code;
  return { code, ownName: name.charAt(0).toLocaleUpperCase(code) + name.slice(1), dir: directionOf(code) };
}

export function languageChoices(codes: readonly string[]): LanguageChoice[] {
  return codes.map(nameLanguage);
}
