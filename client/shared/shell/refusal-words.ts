import { createSignal } from 'solid-js';
import type { Refusal } from '../../../schema/outcome.ts';
import type { Format } from '../i18n/create-format.ts';
import type { I18n } from '../i18n/create-i18n.ts';
import type { Texts } from '../i18n/define-texts.ts';
import type { TemplateArgs } from '../i18n/fill-template.ts';
import { useFormat, useI18n } from '../i18n/context.tsx';
import { deliveryTexts } from './delivery-texts.ts';
import { identityTexts } from './identity-texts.ts';
import { permissionTexts } from './permission-texts.ts';
import { refusalTexts } from './refusal-texts.ts';
import { valueTexts } from './value-texts.ts';

export interface RefusalWords {
  /** What happened. One sentence. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
}

export type Audience = 'staff' | 'patient';

/** What every app has from the start; the words of what few ask for come after the first screen, or when one is to be said. */
const [sources, setSources] = createSignal<readonly Texts[]>([refusalTexts, deliveryTexts, identityTexts]);
let loading: Promise<void> | null = null;

/** Brings the words that are not here from the start. A line that does not carry them leaves the general words; the next asks again. */
export function loadLaterRefusals(): Promise<void> {
  loading ??= Promise.all([import('./colleague-refusals.ts'), import('./result-refusal-texts.ts'), import('./schedule-refusal-texts.ts'), import('./booking-refusal-texts.ts'), import('./consult-refusal-texts.ts'), import('../session/passkey-texts.ts')]).then(
    ([{ colleagueRefusals }, { resultRefusalTexts }, { scheduleRefusalTexts }, { bookingRefusalTexts }, { consultRefusalTexts }, { passkeyTexts }]) => { setSources((before) => [...before, colleagueRefusals, resultRefusalTexts, scheduleRefusalTexts, bookingRefusalTexts, consultRefusalTexts, passkeyTexts]); },
    () => { loading = null; },
  );
  return loading;
}

/** Every texts file that holds `<code>.reason` and `<code>.remedy`, as far as they are here. */
export const refusalSources = (): readonly Texts[] => sources();

/** True when a code has words of its own; a code without is shown with the general text, never swallowed. */
export function knowsRefusal(i18n: I18n, code: string): boolean {
  return refusalSources().some((texts) => i18n.find(texts, `${code}.reason`) !== undefined && i18n.find(texts, `${code}.remedy`) !== undefined);
}

export function createRefusalWords(i18n: I18n, format: Format, audience: Audience): (refusal: Refusal) => RefusalWords {
  const find = (key: string, args: TemplateArgs): string | undefined => {
    for (const texts of refusalSources()) {
      const own = audience === 'patient' ? i18n.find(texts, key.replace(/\.(reason|remedy)$/, '.forPatient.$1'), args) : undefined;
      const found = own ?? i18n.find(texts, key, args);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return (refusal) => {
    if (!knowsRefusal(i18n, refusal.code)) void loadLaterRefusals();
    const args = fillArgs(i18n, format, refusal.params ?? {});
    return {
      reason: find(`${refusal.code}.reason`, args) ?? i18n.translate(refusalTexts)('general.reason'),
      remedy: find(`${refusal.code}.remedy`, args) ?? i18n.translate(refusalTexts)('general.remedy'),
    };
  };
}

/** Times, permissions and values come as the wire has them and are turned into words here, in the reader's language. */
function fillArgs(i18n: I18n, format: Format, params: TemplateArgs): TemplateArgs {
  const later = i18n.translate(valueTexts)('later');
  const args: Record<string, string | number> = { when: later, until: later, by: i18n.translate(valueTexts)('somebody'), ...params };
  const { at, until, permission, value, yours } = params;
  if (typeof at === 'number') args['when'] = whenWords(i18n, format, at);
  if (typeof until === 'number') args['until'] = whenWords(i18n, format, until);
  const times = [params['first'], params['second'], params['third']].flatMap((time) => (typeof time === 'number' ? [format.appointment(time)] : [])).join(' · ');
  args['times'] = times;
  args['instead'] = times && i18n.translate(valueTexts)('free', { times });
  if (typeof permission === 'string') args['permission'] = i18n.find(permissionTexts, permission) ?? permission;
  for (const [name, raw] of Object.entries({ value, yours })) {
    if (raw !== undefined) args[name] = i18n.find(valueTexts, `values.${raw}`) ?? String(raw);
  }
  if (args['by'] === '') args['by'] = i18n.translate(valueTexts)('somebody');
  return args;
}

/** "at 09:12" · "yesterday, 17:40" · "on Monday 16 November". */
export function whenWords(i18n: I18n, format: Format, at: number): string {
  const t = i18n.translate(valueTexts);
  const stamp = format.stamp(at);
  const time = format.time(at);
  if (stamp === time) return t('atTime', { time });
  return stamp.includes(time) ? stamp : t('onDay', { day: stamp });
}

/** Which app this page is; index.html says it. */
function pageAudience(): Audience {
  return document.documentElement.dataset['app'] === 'staff' ? 'staff' : 'patient';
}

export function useRefusalWords(audience: Audience = pageAudience()): (refusal: Refusal) => RefusalWords {
  return createRefusalWords(useI18n(), useFormat(), audience);
}
