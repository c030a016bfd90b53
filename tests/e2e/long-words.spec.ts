import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoBookings } from '../../sync-server/demo/demo-bookings.ts';
import { demoNetwork } from '../../sync-server/demo/demo-network.ts';
import { demoPlans } from '../../sync-server/demo/demo-plans.ts';
import { screenshotDir } from '../playwright.config.ts';
import { idsOf, patientAddress, patientScreens, patientWords, staffAddress, staffScreens, staffWords, type Ids, type StaffScreen } from '../support/all-screens.ts';
import { findAxeFaults } from '../support/axe.ts';
import { waitForContent } from '../support/inspect-screen.ts';
import { findClipped, findUnturned, readWords } from '../support/inspect-words.ts';
import { openOwnThread, openThread, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, signInPatient, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';
import { leftOver } from '../support/pseudo-language.ts';
import { offerLanguages, turnTo, type SpokenLanguage } from '../support/spoken-language.ts';

// All main screens of both apps in words that are longer than ours, and from right to left. -------------------------------

/** Signs and numbers, and the letters of another script. */
const between = /(?:[^\p{Script=Latin}'’ ]| - )+/u;

/** What is nobody's text: names, what people wrote, what the clinic calls its things; units, codes and what is printed on keys. */
const data = new Set<string>(['Outpost', 'English', 'Magyar', 'Chrome', 'Linux', 'mmol', 'mol', 'mmHg', 'cm', 'kg', 'Laboratory', 'enter', 'ctrl', 'esc']);
collect(demoNetwork);
collect(demoPlans);
collect(demoBookings);

function collect(value: unknown): void {
  if (typeof value === 'string') for (const line of [value, ...value.split('\n')]) keep(line);
  if (typeof value !== 'object' || value === null) return;
  Object.values(value).forEach(collect);
  const { given, family } = value as { given?: string; family?: string };
  if (given && family) keep(`${given} ${family}`);
}

/** As it stands between other words; of a name its first word and its first letters, too. */
function keep(text: string): void {
  data.add(text.trim());
  for (const part of text.split(between)) data.add(part.trim());
  const words = text.split(' ');
  for (const word of words.slice(0, words.length < 4 ? 1 : 0)) data.add(word);
  data.add(`${text.charAt(0)}${words.at(-1)?.charAt(0) ?? ''}`);
}

/** Whether nobody of the demo wrote it. What stands beside data is cut off: numbers, units of time, signs. */
function isForeign(words: string): boolean {
  return !data.has(words) && words.split(between).map((part) => part.trim()).some((part) => /[A-Za-z]{2}/.test(part) && !data.has(part));
}

async function judge(page: Page, { code }: SpokenLanguage, where: string): Promise<void> {
  await waitForContent(page);
  const faults: string[] = [];
  for (const [width, height] of [[1280, 800], [360, 740]] as const) {
    await page.setViewportSize({ width, height });
    faults.push(...(await findClipped(page)).map((fault) => `${width}: ${fault}`));
    await page.screenshot({ path: join(screenshotDir, `${code}-${where}-${width}.png`), animations: 'disabled' });
    if (code === 'hu') continue;
    faults.push(...(await findUnturned(page)).map((icon) => `${width}: points the wrong way: ${icon}`));
    faults.push(...(await readWords(page)).flatMap(leftOver).filter(isForeign).map((words) => `not in this language: "${words}"`));
  }
  if (code !== 'hu') {
    await page.setViewportSize({ width: 360, height: 2400 });
    faults.push(...await findAxeFaults(page));
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  expect.soft([...new Set(faults)].map((fault) => `${where}: ${fault}`)).toEqual([]);
}

/** By its address, with what is there once it is drawn. */
async function see(page: Page, language: SpokenLanguage, address: string, words: readonly string[], where: string): Promise<void> {
  await page.goto(address);
  await page.getByText(new RegExp(words.map((word) => language.say(word).source).join('|'))).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language.code);
  await judge(page, language, where);
}

type Walk = (language: SpokenLanguage) => Promise<void>;

/** The first page in each language; then in, by English words; then the walk in each. */
async function goRound({ browser: { page, context } }: Person, first: { readonly address: string; readonly words: string; readonly where: string }, signIn: () => Promise<void>, walk: Walk): Promise<void> {
  const all = await offerLanguages(context);
  await page.goto(first.address);
  for (const language of all) {
    await turnTo(page, language.code);
    await see(page, language, first.address, [first.words], first.where);
  }
  await turnTo(page, 'en');
  await signIn();
  await waitUntilLive(page);
  for (const language of all) {
    await turnTo(page, language.code);
    await walk(language);
  }
  // What the last page still fetches has no page to go to.
  await context.unrouteAll({ behavior: 'ignoreErrors' });
}

const staffDoor = { address: '/staff/', words: 'User name', where: 'staff-sign-in' };

test('[C53] longer words, and words from right to left: every screen of the patient app, on a phone and on a laptop', async ({ portal }) => {
  test.setTimeout(240_000);
  const person = await portal.person('fatma', 'desk');
  const { page } = person.browser;
  let ids: Ids = { patient: '', thread: '' };
  async function signIn(): Promise<void> {
    await signInPatient(person, portal.server, fatma);
    await openOwnThread(page, 'Dizzy since the new tablets');
    ids = idsOf(page);
  }
  await goRound(person, { address: '/c/riverside/', words: 'Mobile phone number', where: 'patient-sign-in' }, signIn, async (language) => {
    // The start leads to the home.
    for (const screen of patientScreens.filter((one) => one !== 'start')) await see(page, language, patientAddress(screen, ids), patientWords[screen], `patient-${screen}`);
  });
});

/** What a nurse may open. */
const nurses = ['overview', 'messages', 'bookings', 'patients', 'appointments', 'chart', 'live', 'liveWaiting', 'liveRoom', 'liveSchedule', 'settings', 'replies'] as const;

test('[C53] longer words, and words from right to left: every screen of the staff app, on a phone and on a laptop', async ({ portal }) => {
  test.setTimeout(300_000);
  const grace = await portal.person('grace', 'desk');
  const { page } = grace.browser;
  let ids: Ids = { patient: '', thread: '' };
  async function signIn(): Promise<void> {
    await signInStaff(grace, portal.server, 'grace');
    await openThread(page, 'Fatma Hassan');
    ids = idsOf(page);
  }
  await goRound(grace, staffDoor, signIn, async (language) => {
    for (const screen of nurses) await see(page, language, staffAddress(screen, ids), staffWords[screen], `staff-${screen}`);
    await see(page, language, staffAddress('messages'), ['Choose a message'], 'staff-inbox');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await judge(page, language, 'staff-palette');
    await see(page, language, staffAddress('search'), staffWords.search, 'staff-search');
    await see(page, language, `${staffAddress('search')}?q=dizzy`, ['Searched: everything at the clinic that you may read.'], 'staff-found');
  });
});

test('[C53] longer words, and words from right to left: what an administrator has, with the most tabs', async ({ portal }) => {
  test.setTimeout(240_000);
  const ruth = await portal.person('ruth', 'desk');
  const { page } = ruth.browser;
  await goRound(ruth, staffDoor, () => signInStaff(ruth, portal.server, 'ruth'), async (language) => {
    const others: readonly StaffScreen[] = [...nurses, 'search', 'results'];
    for (const screen of staffScreens.filter((one) => !others.includes(one))) await see(page, language, staffAddress(screen), staffWords[screen], `staff-${screen}`);
  });
});

test('[C53] [C15] longer words, and words from right to left: what a coordinator decides on', async ({ portal }) => {
  test.setTimeout(240_000);
  const tomas = await portal.person('tomas', 'desk');
  const { page } = tomas.browser;
  await goRound(tomas, staffDoor, () => signInStaff(tomas, portal.server, 'tomas'), async (language) => {
    await see(page, language, staffAddress('results'), staffWords.results, 'staff-results');
    await page.getByRole('link', { name: /Fatma Hassan/ }).click();
    await page.getByRole('row', { name: /3\.4/ }).waitFor();
    await judge(page, language, 'staff-result');
  });
});
