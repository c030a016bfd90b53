import { flatten } from '@solid-primitives/i18n';
import { createSignal, type Accessor } from 'solid-js';

import type { Plural, TextKey, Texts, TextTree, Translate } from './define-texts.ts';
import { fillTemplate, type TemplateArgs } from './fill-template.ts';
import { directionOf, type Direction, type LanguageLoader, type LanguagePack } from './languages.ts';

export interface I18n {
  /** Language of the words now shown, BCP 47. */
  readonly language: Accessor<string>;
  readonly direction: Accessor<Direction>;
  /** For dates and numbers: the device's region of that language ("en-KE"), so that the clock is the reader's. */
  readonly locale: Accessor<string>;
  /** The clinic's IANA zone once known, else the device's. */
  readonly timeZone: Accessor<string>;
  /** True when the device's clock shows another time than the clinic's: screens then say whose times they show. */
  readonly zoneDiffers: Accessor<boolean>;
  setTimeZone(zone: string): void;
  /** Resolves when the words are here. If they cannot be fetched it rejects, and the old language stays. */
  setLanguage(code: string): Promise<void>;
  translate<T extends TextTree>(texts: Texts<T>): Translate<T>;
  /** For keys that come from elsewhere, such as a refusal's code: undefined when no language here knows it. */
  find(texts: Texts, key: string, args?: TemplateArgs): string | undefined;
}

export interface I18nOptions {
  readonly language?: string;
  readonly timeZone?: string;
  readonly languages?: Readonly<Record<string, LanguageLoader>>;
  /** navigator.languages; given by tests. */
  readonly preferred?: readonly string[];
}

const SOURCE_LANGUAGE = 'en';
/** English without a region writes dates and times as most of the world does, not as the United States do. */
const DEFAULT_ENGLISH = 'en-GB';

function pickLocale(language: string, preferred: readonly string[]): string {
  if (language.includes('-')) return language;
  const regional = preferred.find((one) => one.toLowerCase().startsWith(`${language}-`));
  return regional ?? (language === SOURCE_LANGUAGE ? DEFAULT_ENGLISH : language);
}

function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isPlural(leaf: unknown): leaf is Plural {
  return typeof leaf === 'object' && leaf !== null && typeof (leaf as { other?: unknown }).other === 'string';
}

export function createI18n(options: I18nOptions = {}): I18n {
  const preferred = options.preferred ?? (typeof navigator === 'undefined' ? [] : navigator.languages);
  const [language, setLanguageSignal] = createSignal(options.language ?? SOURCE_LANGUAGE);
  const [pack, setPack] = createSignal<LanguagePack>({});
  const [timeZone, setTimeZone] = createSignal(options.timeZone ?? deviceZone());
  const pluralForm = createPluralForm();
  const flatOf = createFlattener();

  function find(texts: Texts, key: string, args?: TemplateArgs): string | undefined {
    const own = flatOf(pack()[texts.name])[key];
    const translated = typeof own === 'string' || isPlural(own);
    const leaf = translated ? own : flatOf(texts.english)[key];
    const isolate = directionOf(language()) === 'rtl';
    if (typeof leaf === 'string') return fillTemplate(leaf, args, isolate);
    if (!isPlural(leaf)) return undefined;
    const form = pluralForm(translated ? language() : SOURCE_LANGUAGE, Number(args?.['count'] ?? 0));
    return fillTemplate(leaf[form] ?? leaf.other, args, isolate);
  }

  function translate<T extends TextTree>(texts: Texts<T>): Translate<T> {
    return <K extends TextKey<T>>(key: K, ...args: readonly TemplateArgs[]): string => find(texts, key, args[0]) ?? key;
  }

  return {
    language,
    direction: () => directionOf(language()),
    locale: () => pickLocale(language(), preferred),
    timeZone,
    zoneDiffers: () => timeZone() !== deviceZone() && offsetNow(timeZone()) !== offsetNow(deviceZone()),
    setTimeZone: (zone) => void setTimeZone(zone),
    async setLanguage(code) {
      const load = options.languages?.[code];
      const loaded: LanguagePack = load ? (await load()).pack : {};
      setPack(() => loaded);
      setLanguageSignal(code);
    },
    translate,
    find,
  };
}

/** Dictionaries never change once loaded, so each is flattened once. */
function createFlattener(): (tree: TextTree | undefined) => Readonly<Record<string, unknown>> {
  const known = new WeakMap<TextTree, Readonly<Record<string, unknown>>>();
  return (tree) => {
    if (!tree) return {};
    const flat = known.get(tree) ?? { ...flatten<TextTree>(tree) };
    known.set(tree, flat);
    return flat;
  };
}

function createPluralForm(): (language: string, count: number) => Intl.LDMLPluralRule {
  const rules = new Map<string, Intl.PluralRules>();
  return (language, count) => {
    const rule = rules.get(language) ?? new Intl.PluralRules(language);
    rules.set(language, rule);
    return rule.select(count);
  };
}

/** Minutes from UTC, as the zone's own wall clock shows them now. */
function offsetNow(zone: string): number {
  const now = new Date();
  const wall = (timeZone: string): number =>
    Date.parse(`${new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(now).replace(' ', 'T')}Z`);
  return Math.round((wall(zone) - wall('UTC')) / 60_000);
}
