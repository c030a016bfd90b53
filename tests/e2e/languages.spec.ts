import type { Page } from '@playwright/test';
import { waitForShell, waitUntilLive } from '../support/portal-acts.ts';
import { fatma, passPatientCode, signInStaff } from '../support/portal-sign-in.ts';
import { expect, test } from '../support/portal-test.ts';

const spoken = (page: Page) => page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

/** The worker has the words of that language, too. */
async function waitForWords(page: Page, language: string): Promise<void> {
  await expect.poll(() => page.evaluate(async (code) => {
    const names = (await caches.keys()).filter((name) => name.startsWith(`outpost-language-${code}-`));
    const held = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return held.reduce((sum, count) => sum + count, 0);
  }, language)).toBeGreaterThan(0);
}

test('[C53] Hungarian: chosen on the first page by its own name, kept for the person, and there without a line', async ({ portal }) => {
  test.setTimeout(240_000);
  const phone = await portal.person('fatma', 'phone');
  const { page } = phone.browser;
  await page.goto('/c/riverside/');
  await page.getByRole('button', { name: 'Magyar' }).click();
  await page.getByRole('heading', { name: 'Bejelentkezés' }).waitFor();
  expect(await spoken(page)).toEqual({ lang: 'hu', dir: 'ltr' });
  // What was chosen on the first page is the choice of whoever signs in next. Typed in English, read in Hungarian.
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await passPatientCode(phone, portal.server, fatma);
  await waitUntilLive(page);
  await waitForShell(page);

  await page.getByRole('link', { name: 'More' }).click();
  await page.getByRole('radio', { name: 'Magyar' }).check();
  await page.getByRole('heading', { name: 'Továbbiak' }).waitFor();
  await waitForWords(page, 'hu');
  await page.getByRole('link', { name: 'Üzenetek' }).click();
  await page.getByRole('link', { name: 'Dizzy since the new tablets' }).click();
  await page.getByLabel('Írjon üzenetet').waitFor();
  await page.getByRole('link', { name: 'Vissza', exact: true }).click();
  await page.getByRole('button', { name: 'Írok a rendelőnek' }).click();
  await page.getByLabel('Az üzenete').waitFor();

  phone.line.cut();
  await page.goto('/c/riverside/');
  await page.getByRole('link', { name: 'Kezdőlap' }).waitFor();
  await page.getByText(/Nincs kapcsolat|A rendelő rendszere nem érhető el/).first().waitFor();
  expect(await spoken(page)).toEqual({ lang: 'hu', dir: 'ltr' });
});

test('[C53] Hungarian for staff; words that do not come leave the old language, and it says so', async ({ portal }) => {
  test.setTimeout(240_000);
  const desk = await portal.person('grace', 'desk');
  const { page } = desk.browser;
  await signInStaff(desk, portal.server, 'grace');
  await waitUntilLive(page);
  await page.goto('/staff/settings');
  await page.getByRole('radio', { name: 'Magyar' }).waitFor();
  desk.line.cut();
  await page.getByRole('radio', { name: 'Magyar' }).click();
  await page.getByText('This language could not be fetched').waitFor();
  await expect(page.getByRole('radio', { name: 'English' })).toBeChecked();
  expect(await spoken(page)).toEqual({ lang: 'en', dir: 'ltr' });
  desk.line.open();
  await page.reload();
  await page.getByRole('radio', { name: 'Magyar' }).check();
  await page.getByRole('heading', { name: 'Nyelv' }).waitFor();
  await page.getByRole('link', { name: 'Üzenetek' }).first().click();
  await page.getByRole('link', { name: /Fatma/ }).first().waitFor();
});
