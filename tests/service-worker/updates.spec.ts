import { join } from 'node:path';
import { startBuildProxy, type BuildProxy } from '../support/build-proxy.ts';
import { startPersonBrowser, type PersonBrowser } from '../support/browser.ts';
import { inspectScreen } from '../support/inspect-screen.ts';
import { builtPart } from '../support/built-part.ts';
import { openOwnThread, waitForShell } from '../support/portal-acts.ts';
import { fatma, signInPatient } from '../support/portal-sign-in.ts';
import { expect, test, type Portal } from '../support/portal-test.ts';

/** Fatma's phone, with somebody between it and the clinic who can publish the next build. */
async function openPhone(portal: Portal): Promise<{ proxy: BuildProxy; browser: PersonBrowser; close: () => Promise<void> }> {
  const proxy = await startBuildProxy(portal.server.process.port);
  const browser = await startPersonBrowser({ profile: join(portal.server.directory, 'profile-updated'), size: { width: 360, height: 740 }, origin: proxy.origin });
  return {
    proxy, browser,
    async close() {
      await browser.closeWindow();
      await proxy.close();
      expect(browser.complaints).toEqual([]);
    },
  };
}
const prompt = (browser: PersonBrowser) => browser.page.getByText(/^(A new version is ready|Outpost was updated)/);
const buildOf = (browser: PersonBrowser) => browser.page.locator('html').getAttribute('data-build');

test('a first visit is never asked to update; a new build asks, asks again while words are typed, and loses no draft', async ({ portal }) => {
  const { proxy, browser, close } = await openPhone(portal);
  const { page } = browser;
  await signInPatient({ browser }, portal.server, fatma);
  // A second tab opened while the first worker is still on its way: it, too, is taken over for the first time.
  const beside = await browser.context.newPage();
  await beside.goto('/c/riverside/');
  await waitForShell(page);
  await waitForShell(beside);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await beside.getByRole('link', { name: /^More/ }).waitFor();
  await expect(prompt(browser)).toHaveCount(0);
  await expect(beside.getByText(/^(A new version is ready|Outpost was updated)/)).toHaveCount(0);
  await page.reload();
  await page.getByRole('link', { name: /^More/ }).waitFor();
  await expect(prompt(browser)).toHaveCount(0);
  await beside.close();

  await openOwnThread(page, 'Dizzy since the new tablets');
  proxy.publish('two');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(prompt(browser)).toBeVisible({ timeout: 20_000 });
  expect(await buildOf(browser), 'nothing is loaded by itself').toBeNull();
  await inspectScreen(page, 'update-prompt');

  const place = page.url();
  await page.getByLabel('Write a message').fill('Half a sentence, then an update');
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page.getByText('You are writing something.')).toBeVisible();
  expect(await buildOf(browser)).toBeNull();
  await inspectScreen(page, 'update-prompt-typed');
  await page.getByLabel('Write a message').pressSequentially('!');
  await page.getByRole('button', { name: 'Update anyway' }).click();
  await expect.poll(() => buildOf(browser), { timeout: 20_000 }).toBe('two');
  await expect(page.getByLabel('Write a message')).toHaveValue('Half a sentence, then an update!');
  expect(page.url()).toBe(place);
  await expect(prompt(browser)).toHaveCount(0);
  await close();
});

test('a page that could not be fetched says so on a line that only hangs, too, and comes when the line is back', async ({ portal }) => {
  const phone = await portal.person('phone', 'phone');
  const { page } = phone.browser;
  // As before the worker has kept anything.
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => new Promise(() => undefined);
  });
  await signInPatient(phone, portal.server, fatma);
  const { script } = builtPart('patient/more/more-page.tsx');
  await page.route(`**${script}`, (route) => route.abort());
  await page.getByRole('link', { name: /^More/ }).click();
  await expect(page.getByRole('heading', { name: 'This page is not on this device yet' })).toBeVisible();
  await page.route('**/healthz', () => undefined);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('There is still no connection to the clinic.')).toBeVisible({ timeout: 15_000 });
  // Somebody else's sign-in page answers everything: the running app is not given up for it.
  await page.unroute('**/healthz');
  await page.route('**/healthz', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Free Wi-Fi</h1>' }));
  const answered = page.waitForResponse('**/healthz');
  await expect(async () => {
    // A second press within half a second is a slip of the thumb, and ignored.
    await page.getByRole('button', { name: 'Try again' }).click();
    await Promise.race([answered, page.waitForResponse('**/healthz', { timeout: 1_000 })]);
  }).toPass();
  await (await answered).finished();
  await expect(page.getByRole('heading', { name: 'This page is not on this device yet' })).toBeVisible();
  await page.unroute('**/healthz');
  await page.unroute(`**${script}`);
  await expect(async () => {
    await page.getByRole('button', { name: 'Try again' }).click({ timeout: 1_000 });
    await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible({ timeout: 5_000 });
  }).toPass();
});
