import type { Page } from '@playwright/test';
import { syncChip, waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, joseph, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test, type Person } from '../support/portal-test.ts';

const home = '/c/riverside/';
/** The header's own words: whom the screen is for. */
const header = (page: Page) => page.getByRole('banner');

async function switchTo(page: Page, name: string, words = `For ${name}`): Promise<void> {
  await header(page).getByRole('button').first().click();
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await page.getByRole('button', { name: `Switch to ${name}` }).click();
  await expect(header(page)).toContainText(words);
}

/** Opens the app on what the profile kept, and writes down every name the header ever had, from the first frame on. */
async function startAndWatch({ browser }: Person): Promise<{ page: Page; seen: () => Promise<string[]> }> {
  const page = await browser.startAgain();
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenHeaders: seen });
    const look = (): void => {
      const words = document.querySelector('header')?.textContent;
      if (words !== undefined && words !== null && seen[seen.length - 1] !== words) seen.push(words);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(home);
  return { page, seen: () => page.evaluate(() => (globalThis as unknown as { seenHeaders: string[] }).seenHeaders) };
}

test('[C19] the person last chosen is there again after a start without a line, by their own name from the first frame on', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  await signInPatient(phone, portal.server, fatma);
  await waitUntilLive(phone.browser.page);
  await waitForShell(phone.browser.page);
  await switchTo(phone.browser.page, 'Amina');
  await phone.browser.page.getByRole('button', { name: 'Write for Amina' }).waitFor();
  phone.line.cut();
  await phone.browser.closeWindow();

  const { page, seen } = await startAndWatch(phone);
  await expect(header(page)).toContainText('For Amina');
  await page.getByRole('button', { name: 'Write for Amina' }).waitFor();
  await expect(syncChip(page)).toHaveAccessibleName(/Offline|Cannot reach/);
  const names = await seen();
  expect(names.length).toBeGreaterThan(0);
  for (const words of names) expect(words).not.toMatch(/For you|Fatma/);

  // A link to somebody else asks first, after a cold start too; loading the page anew asks nothing.
  const amina = page.url();
  await page.reload();
  await expect(header(page)).toContainText('For Amina');
  await switchTo(page, 'Fatma', 'For you');
  await page.goto(amina);
  await expect(page.getByRole('dialog', { name: 'This page is about Amina' })).toBeVisible();
  expect(await header(page).count(), 'nobody is shown before the answer').toBe(0);
  await page.getByRole('button', { name: 'Stay with Fatma' }).click();
  await expect(header(page)).toContainText('For you');
});

test('[C19] [C54] whom one looked at is nobody else\'s on that device, goes with the sign-out, and an ended access leads to oneself', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  await signInPatient(phone, portal.server, fatma);
  await waitUntilLive(page);
  await waitForShell(page);
  await switchTo(page, 'Amina');
  const kept = (): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('outpost.setting.person.')));
  const [key = ''] = await kept();
  expect(await page.evaluate((name) => localStorage.getItem(name), key)).toBe(/\/for\/([^/]+)/.exec(page.url())?.[1]);

  // Somebody this account does not reach, or reaches no more.
  await page.evaluate((name) => localStorage.setItem(name, 'AAAAAAAAAAAAAAAAAAAAAA'), key);
  await page.goto(home);
  await expect(header(page)).toContainText('For you');

  await switchTo(page, 'Amina');
  await page.goto(home);
  await expect(header(page)).toContainText('For Amina');
  await page.getByRole('link', { name: /^More/ }).click();
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expect.poll(kept).toEqual([]);

  await signInPatient(phone, portal.server, joseph);
  await expect(header(page)).toContainText('Joseph');
  expect(await page.content()).not.toMatch(/Amina|Fatma/);
});
