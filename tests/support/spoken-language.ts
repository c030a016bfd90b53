import type { BrowserContext, Page } from '@playwright/test';
import type { LanguagePack } from '../../client/shared/i18n/languages.ts';
import { pack as hungarianPatient } from '../../client/shared/i18n/hu/patient.ts';
import { pack as hungarianStaff } from '../../client/shared/i18n/hu/staff.ts';
import { leavesOf, loadAllTexts } from './all-texts.ts';
import { pseudoPack } from './pseudo-language.ts';

/** A language a browser test reads the apps in. */
export interface SpokenLanguage {
  readonly code: string;
  /** As a person reads it who knows the English words, or a part of them: the same text in this language. */
  say(english: string): RegExp;
}

/** Under the code of Arabic: direction, dates, plurals and numbers are then those of a real language written from the right. */
const PSEUDO = 'ar';
const WORDS = '/assets/pseudo-language.js';

/** Before the first page: the apps then offer Hungarian and the pseudo language, which is put in on the way and is in no build. */
export async function offerLanguages(context: BrowserContext): Promise<readonly SpokenLanguage[]> {
  const pack = pseudoPack(await loadAllTexts());
  // Files that come from the worker pass by the routes: here it cannot be had, as on a device that is full.
  await context.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new TypeError('There is no worker in this language.'));
  });
  await context.route('**/assets/*.js', async (route) => {
    if (new URL(route.request().url()).pathname === WORDS) return route.fulfill({ contentType: 'text/javascript', body: `export const pack=${JSON.stringify(pack)};` });
    const answer = await route.fetch();
    const body = (await answer.text()).replace('{hu:()=>', `{${PSEUDO}:()=>import('${WORDS}'),hu:()=>`).replace(/\[(["'`])en\1,/, `["en","${PSEUDO}",`);
    await route.fulfill({ response: answer, body });
  });
  return [
    { code: PSEUDO, say: await sayWith(pack) },
    { code: 'hu', say: await sayWith({ ...hungarianPatient, ...hungarianStaff }) },
  ];
}

/** As if it had been chosen on this device's first page, and nothing else had ever been. */
export async function turnTo(page: Page, code: string): Promise<void> {
  await page.evaluate((chosen) => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('outpost.setting.language')) localStorage.removeItem(key);
    for (const key of ['language', 'language.device']) localStorage.setItem(`outpost.setting.${key}`, chosen);
  }, code);
}

async function sayWith(pack: LanguagePack): Promise<SpokenLanguage['say']> {
  const known = [...(await loadAllTexts()).values()].flatMap(({ name, english }) => {
    const own = new Map(leavesOf(pack[name] ?? {}));
    return leavesOf(english).flatMap(([path, leaf]) => formsOf(leaf).map((text) => ({ text, english: patternOf(text), own: formsOf(own.get(path) ?? '').map(patternOf) })));
  });
  return (english) => {
    const whole = known.filter((one) => one.english !== '.+' && new RegExp(`^${one.english}$`).test(english));
    const within = whole.length > 0 ? whole : known.filter(({ text }) => text.includes(english));
    const same = within.flatMap(({ own }) => own).filter((one) => one !== '');
    if (same.length === 0) throw new Error(`No text of the apps says "${english}".`);
    return new RegExp([...new Set(same)].join('|'));
  };
}

const formsOf = (leaf: string | Readonly<Record<string, string>>): string[] => (typeof leaf === 'string' ? [leaf] : Object.values(leaf));

/** A text as what it may look like once filled in. */
function patternOf(text: string): string {
  return text.split(/\{\{.*?\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[\s\u00a0]+/g, '\\s+')).join('.+');
}
