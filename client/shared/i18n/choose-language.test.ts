import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { chooseLanguage, followPerson } from './choose-language.ts';
import { createI18n, type I18n } from './create-i18n.ts';

const kept = new Map<string, string>();
let i18n: I18n;
let dispose = (): void => undefined;

beforeAll(() => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } });
  dispose = () => {
    if (before) Object.defineProperty(globalThis, 'localStorage', before);
    else Reflect.deleteProperty(globalThis, 'localStorage');
  };
});
afterAll(() => dispose());
beforeEach(() => {
  kept.clear();
  followPerson(createI18n(), null);
  i18n = createI18n({ languages: { hu: () => Promise.resolve({ pack: {} }) } });
});
const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 5); });

it('what somebody chooses once they are in outlasts what follows them in, and what was picked on the sign-in page', async () => {
  await chooseLanguage(i18n, 'en', null);
  const chosen = chooseLanguage(i18n, 'hu', 'fatma');
  followPerson(i18n, 'fatma');
  expect(await chosen).toBe(true);
  await settled();
  expect(i18n.language()).toBe('hu');
  followPerson(i18n, null);
  await settled();
  expect(i18n.language()).toBe('en');
  followPerson(i18n, 'fatma');
  await settled();
  expect(i18n.language()).toBe('hu');
});

it('what was picked on the sign-in page is the language of whoever signs in next, and of nobody after', async () => {
  await chooseLanguage(i18n, 'hu', null);
  followPerson(i18n, 'fatma');
  await settled();
  await chooseLanguage(i18n, 'en', null);
  followPerson(i18n, 'rosa');
  followPerson(i18n, null);
  followPerson(i18n, 'fatma');
  await settled();
  expect(i18n.language()).toBe('hu');
});
